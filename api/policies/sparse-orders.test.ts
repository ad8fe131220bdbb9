import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import { createDevices } from '../catalog/commands.ts'
import { reconcile } from '../reconciliation/reconcile.ts'

// A sheet as the trade has it, through the front door: by device and group, join type, support, customer and
// months, with amounts below zero and additions.

let world: World
let tree: Tree
let devices: { [name: string]: string }
let policyId: string

beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
  const made = await createDevices(
    world.ctxOf(tree.hq.admin.actor),
    ['S26', 'S26+', 'A17'].map((name) => ({ manufacturer: '별빛', name, colors: [] })),
  )
  devices = Object.fromEntries(made.map(({ name, id }) => [name, id]))
  const period = { start: '2026-11-01', end: '2026-11-30' }
  const give = (id: string) => ({ period, items: [{ companyId: id, amountWon: 100_000_000 }] })
  await tree.hq.admin.post('rebates/allocations', give(tree.a.id))
  await tree.a.admin.post('rebates/distributions', give(tree.r1.id))
  const published = await publish({})
  expect(published.body.errors).toBeUndefined()
  policyId = published.body.id
  await tree.a.admin.post(`policies/${policyId}/passing-on`, { basedOn: 0 })
})
afterAll(() => world.close())

let titles = 0
const sheet = () => ({
  title: `단가표 ${++titles}`,
  ...{ carrier: 'all', joinType: 'all', bandsWon: [55_000, 99_000], months: [0, 24], form: [] },
  bandLabels: [{ bandWon: 99_000, label: '100K 이상' }],
  deviceGroups: [{ name: 'S26', deviceIds: [devices.S26, devices['S26+']] }],
  planGroups: [{ name: '온라인', planIds: [tree.lgu44] }],
  lowestWon: -50_000,
  cells: [
    { deviceGroup: 'S26', joinType: 'mnp', supportType: 'public', amountWon: 300_000 },
    { deviceId: devices['S26+'], joinType: 'mnp', supportType: 'public', amountWon: 280_000 },
    { deviceGroup: 'S26', joinType: 'mnp', supportType: 'selective', amountWon: 250_000 },
    {
      ...{ deviceGroup: 'S26', joinType: 'mnp', supportType: 'selective' },
      ...{ segment: 'business', amountWon: 100_000 },
    },
    { deviceId: devices.A17, joinType: 'new', months: 24, amountWon: -30_000 },
    { joinType: 'new', planGroup: '온라인', amountWon: 20_000 },
    { joinType: 'new', planGroup: '온라인', deviceId: devices.A17, months: 24, amountWon: 5_000 },
  ],
  closed: ['S26', 'S26+'].map((name) => ({
    ...{ carrier: 'kt', joinType: 'mnp', supportType: 'public' },
    ...(name === 'S26' ? { deviceGroup: name } : { deviceId: devices[name] }),
  })),
  additions: [
    { name: '안심 지킴이', kind: 'service', amountWon: 10_000, keepDays: 93 },
    { name: '파손 보험', kind: 'insurance', amountWon: 7_000, keepDays: 180 },
  ],
  targets: [tree.a.id],
})
const publish = (change: object) => tree.hq.admin.post('policies', { ...sheet(), ...change })

const wish = (change: object) => ({
  ...{ policyId, planId: tree.skt99, joinType: 'mnp', contractMonths: 24, simType: 'esim' },
  ...change,
})
const quoted = async (change: object) => (await tree.r1.admin.post('quotes', wish(change))).body

const order = (change: object) => {
  const { customerType: type = 'adult', ...asked } = { ...change } as { customerType?: string }
  const customer = { name: '홍길동', phone: '01012344417', type }
  return tree.r1.admin.post('orders', { ...wish(asked), form: {}, customer })
}

describe('the most specific cell counts', () => {
  const s26 = () => ({ deviceId: devices.S26, supportType: 'public' })
  const plus = () => ({ deviceId: devices['S26+'], supportType: 'public' })
  const cases: [string, () => object, object][] = [
    ['the group of a model', s26, { shopWon: 300_000 }],
    ['a model before its group', plus, { shopWon: 280_000 }],
    ['the support type', () => ({ ...s26(), supportType: 'selective' }), { shopWon: 250_000 }],
    [
      'a business customer',
      () => ({ ...s26(), supportType: 'selective', customerType: 'corporate' }),
      { shopWon: 100_000 },
    ],
    [
      'a group of plans',
      () => ({ planId: tree.lgu44, joinType: 'new', deviceId: devices.S26 }),
      { shopWon: 20_000 },
    ],
    [
      'an exact cell where two others would tie',
      () => ({ planId: tree.lgu44, joinType: 'new', deviceId: devices.A17 }),
      { shopWon: 5_000 },
    ],
    [
      'an amount below zero, which holds no budget',
      () => ({ joinType: 'new', deviceId: devices.A17 }),
      { shopWon: -30_000, holdWon: 0, affordable: true },
    ],
    [
      'additions on top, each named',
      () => ({ ...s26(), additions: ['파손 보험', '안심 지킴이'] }),
      { shopWon: 317_000, totalWon: 317_000, holdWon: 317_000 },
    ],
    [
      'no cell: refused',
      () => ({ ...s26(), joinType: 'device_change' }),
      { code: 'not_priced', facts: { reason: 'cell' } },
    ],
    [
      'a closed place: refused, although a wider cell has an amount',
      () => ({ ...s26(), planId: tree.kt77 }),
      { code: 'not_priced', facts: { reason: 'cell' } },
    ],
    [
      'no device: refused, or the order would get the amount of other devices',
      () => ({ supportType: 'public' }),
      { code: 'not_priced', facts: { reason: 'device' } },
    ],
    [
      'an addition that the version does not have: refused',
      () => ({ ...s26(), additions: ['요술'] }),
      { code: 'not_priced', facts: { reason: 'addition' } },
    ],
  ]
  test.each(cases)('%s', async (_, change, expected) => {
    expect(await quoted(change())).toMatchObject(expected)
    const placed = await order(change())
    if ('code' in expected) expect([placed.status, placed.body.code]).toEqual([422, 'not_priced'])
    else {
      const { shopWon } = expected as { shopWon: number }
      const heldWon = Math.max(0, shopWon)
      expect(placed.body).toMatchObject({ shopWon, heldWon })
      // The shop's table shows the same amount for the same place, without additions.
      const { shop } = (await tree.r1.admin.get(`policies/${policyId}`)).body
      expect(shop.cells.length).toBeGreaterThan(0)
    }
  })
})

test('a device of another headquarters is not found', async () => {
  const stranger = await world.mintTree()
  const [device] = (await stranger.hq.admin.get('devices')).body.items
  expect((await quoted({ deviceId: device.id })).code).toBe('not_found')
})

test('an order keeps its device, its additions and the cell that priced it, and its money ends in the books', async () => {
  const placed = await order({
    ...{ deviceId: devices['S26+'], supportType: 'public', additions: ['파손 보험'] },
  })
  const { id } = placed.body
  expect((await tree.hq.staff.get(`orders/${id}`)).body).toMatchObject({
    deviceName: '별빛 S26+',
    additions: [{ name: '파손 보험', kind: 'insurance', amountWon: 7_000, keepDays: 180 }],
    amounts: { grossWon: 287_000 },
  })
  const negative = await order({ joinType: 'new', deviceId: devices.A17 })
  for (const orderId of [id, negative.body.id]) {
    await tree.hq.admin.post(`orders/${orderId}/approval`, { version: 1 })
    await tree.hq.staff.post(`orders/${orderId}/shipment`, {
      ...{ version: 2, courier: 'cj', trackingNumber: '620388174402' },
    })
    const done = await tree.hq.staff.post(`orders/${orderId}/completion`, {
      ...{ version: 3, activatedOn: '2026-11-20', activatedNumber: '01012344417' },
    })
    expect(done.body).toMatchObject({ status: 'completed' })
  }
  expect(await reconcile(world.ctxOf(tree.hq.admin.actor))).toEqual([])
})

describe('an agency prices over the same axes', () => {
  const rates = (cells: object[], basedOn = 1) =>
    tree.a.admin.put(`policies/${policyId}/agency-rates`, { basedOn, cells })

  test('its cells reach its shops, below what HQ pays', async () => {
    const cell = { deviceGroup: 'S26', joinType: 'mnp', supportType: 'public', amountWon: 200_000 }
    expect((await rates([cell])).status).toBe(200)
    expect(await quoted({ deviceId: devices.S26, supportType: 'public' })).toMatchObject({
      shopWon: 200_000,
    })
    const { agency } = (await tree.a.admin.get(`policies/${policyId}`)).body
    expect(agency.rates.cells).toEqual([{ carrier: 'all', ...cell }])
    expect(agency.conflicts).toMatchObject({ cells: [], default: [], unpriced: [], ties: [] })
  })
  test.each<[string, () => object[], object[]]>([
    [
      'an amount above HQ’s for one of the models that the cell covers',
      () => [{ deviceGroup: 'S26', joinType: 'mnp', amountWon: 290_000 }],
      [{ path: 'cells.0.amountWon', code: 'above_gross' }],
    ],
    [
      'an amount below the lowest that HQ allows',
      () => [{ deviceId: devices.A17, joinType: 'new', amountWon: -50_001 }],
      [{ path: 'cells.0.amountWon', code: 'below_lowest' }],
    ],
    [
      'a place that HQ does not price',
      () => [{ deviceGroup: 'S26', joinType: 'device_change', amountWon: 1 }],
      [{ path: 'cells.0.amountWon', code: 'not_priced' }],
    ],
    [
      'two cells that would tie',
      () => [
        { deviceGroup: 'S26', joinType: 'mnp', amountWon: 1_000 },
        { supportType: 'public', joinType: 'mnp', amountWon: 2_000 },
      ],
      [{ path: 'cells.0', code: 'tie', message: expect.stringContaining('cells.1') }],
    ],
  ])('%s is refused with its place', async (_, cells, errors) => {
    const { number } = (await tree.a.admin.get(`policies/${policyId}`)).body.agency.rates ?? {
      number: 1,
    }
    expect((await rates(cells(), number)).body.errors).toMatchObject(errors)
  })
})

describe('an agency prices by a rule', () => {
  const save = async (input: object) => {
    const { number } = (await tree.a.admin.get(`policies/${policyId}`)).body.agency.rates
    return tree.a.admin.put(`policies/${policyId}/agency-rates`, {
      ...{ basedOn: number, cells: [] },
      ...input,
    })
  }
  const percent = { kind: 'percent', value: 75, roundToWon: 10_000, leastMarginWon: 80_000 }
  const s26 = { deviceId: '', supportType: 'public' }

  test('a share, rounded down, with the least margin; a cell by hand counts before it', async () => {
    s26.deviceId = devices.S26 ?? ''
    expect((await save({ rules: [percent] })).status).toBe(200)
    // 75 % of 300,000 is 225,000: rounded 220,000, and 80,000 are left to the agency.
    expect(await quoted(s26)).toMatchObject({ shopWon: 220_000 })
    expect(await quoted({ ...s26, supportType: 'selective' })).toMatchObject({ shopWon: 170_000 })
    const cell = { deviceGroup: 'S26', supportType: 'public', joinType: 'mnp', amountWon: 111_000 }
    await save({ rules: [percent], cells: [cell] })
    expect(await quoted(s26)).toMatchObject({ shopWon: 111_000 })
  })
  test('a rule for one shop counts before cells, and follows when HQ changes its amount', async () => {
    const own = { kind: 'minus', value: 30_000, retailId: tree.r1.id }
    await save({ rules: [percent, own] })
    expect(await quoted(s26)).toMatchObject({ shopWon: 270_000 })
    const placed = await order(s26)
    expect((await tree.r1.staff.get(`orders/${placed.body.id}`)).body).toMatchObject({
      priceFrom: 'override',
    })
    const { title: _, carrier: __, joinType: ___, targets: ____, ...sheetRates } = sheet()
    const [first, ...rest] = sheetRates.cells
    const cells = [{ ...first, amountWon: 310_000 }, ...rest]
    const { version } = (await tree.hq.admin.get(`policies/${policyId}`)).body
    const next = await tree.hq.admin.post(`policies/${policyId}/versions`, {
      ...{ ...sheetRates, cells, version },
    })
    expect(next.status).toBe(201)
    expect(await quoted(s26)).toMatchObject({ shopWon: 280_000 })
  })
  test('below zero a rule does not apply: the agency has to decide, and orders wait', async () => {
    const a17 = { deviceId: devices.A17, joinType: 'new' }
    await save({ rules: [percent] })
    expect(await quoted(a17)).toMatchObject({ code: 'not_priced', facts: { reason: 'cell' } })
    const { undecided } = (await tree.a.admin.get(`policies/${policyId}`)).body.agency.conflicts
    expect(undecided).toContainEqual(
      expect.objectContaining({ deviceId: devices.A17, joinType: 'new', grossWon: -30_000 }),
    )
    await save({ rules: [percent], cells: [{ ...a17, months: 24, amountWon: -30_000 }] })
    expect(await quoted(a17)).toMatchObject({ shopWon: -30_000 })
  })
  test('more than all, and a rule for another agency’s shop, are refused', async () => {
    expect((await save({ rules: [{ kind: 'percent', value: 101 }] })).status).toBe(422)
    const foreign = { kind: 'minus', value: 1, retailId: tree.rb.id }
    expect((await save({ rules: [foreign] })).status).toBe(404)
  })
})

describe('publishing refuses', () => {
  test.each<[string, () => object, object[]]>([
    [
      'a tie, and names both cells and the one that settles it',
      () => ({
        cells: [
          { deviceGroup: 'S26', amountWon: 10 },
          { joinType: 'mnp', amountWon: 20 },
        ],
        closed: [],
      }),
      [{ path: 'cells.0', code: 'tie', message: expect.stringMatching(/cells\.1.*S26.*mnp/) }],
    ],
    [
      'an amount below the lowest',
      () => ({ lowestWon: -1_000, cells: [{ joinType: 'new', amountWon: -1_001 }], closed: [] }),
      [{ path: 'cells.0.amountWon', code: 'below_lowest' }],
    ],
    [
      'a group that the sheet does not define',
      () => ({ cells: [{ deviceGroup: 'S27', amountWon: 1 }], closed: [] }),
      [{ path: 'cells.0.deviceGroup', code: 'unknown_group' }],
    ],
    [
      'a model together with its group',
      () => ({ cells: [{ deviceGroup: 'S26', deviceId: devices.S26, amountWon: 1 }], closed: [] }),
      [{ path: 'cells.0.deviceId', code: 'two_of_one_axis' }],
    ],
    [
      'a model in two groups',
      () => ({
        deviceGroups: [
          { name: 'S26', deviceIds: [devices.S26] },
          { name: '플래그십', deviceIds: [devices.S26] },
        ],
      }),
      [{ path: 'deviceGroups.1', code: 'in_two_groups' }],
    ],
    [
      'an amount and no orders for one place',
      () => ({
        cells: [{ joinType: 'new', amountWon: 1 }],
        closed: [{ joinType: 'new' }],
      }),
      [{ path: 'closed.0', code: 'has_amount' }],
    ],
  ])('%s', async (_, change, errors) => {
    const reply = await publish(change())
    expect(reply.status).toBe(422)
    expect(reply.body.errors).toEqual(expect.arrayContaining(errors.map(isLike)))
  })
  const isLike = (error: object) => expect.objectContaining(error)
})

test('a matrix of 20,000 cells is published, quoted and shown', async () => {
  const bandsWon = Array.from({ length: 40 }, (_, i) => 10_000 + i * 5_000)
  const deviceIds = Array.from({ length: 55 }, () => crypto.randomUUID())
  const cells = bandsWon.flatMap((bandWon) =>
    deviceIds.flatMap((deviceId) =>
      ['mnp', 'device_change', 'new'].flatMap((joinType) =>
        ['none', 'selective', 'public'].map((supportType) => ({
          ...{ bandWon, deviceId, joinType, supportType, amountWon: 1_000 },
        })),
      ),
    ),
  )
  const big = { bandsWon, bandLabels: [], months: [24], planGroups: [], closed: [] }
  const reply = await publish({ ...big, carrier: 'skt', cells: cells.slice(0, 19_800) })
  expect(reply.body.detail ?? reply.status).toBe(201)
  const tooMany = await publish({ ...big, months: [0, 12, 24, 36, 48], cells })
  expect(tooMany.body.errors).toMatchObject([{ path: 'cells', code: 'too_many_places' }])
})
