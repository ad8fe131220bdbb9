import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openSheet, type Sheet } from './sheet.fixture.ts'
import { SHOP_CELLS_MAX } from './shop-cells.ts'

// Decision 052: an agency's cells for one shop, through the front door.

let the: Sheet
beforeAll(async () => {
  the = await openSheet()
})
afterAll(() => the.world.close())
beforeEach(async () => {
  await the.save({ defaultWon: 5_000, cells: [PUBLIC], shopCells: [] })
})

const PUBLIC = { deviceGroup: 'S26', joinType: 'mnp', supportType: 'public', amountWon: 200_000 }
const forShop = (retailId: string, ...cells: object[]) => ({ retailId, cells })
const rates = (shopCells?: object[], more: object = {}) => ({
  ...{ defaultWon: 5_000, cells: [PUBLIC] },
  ...(shopCells && { shopCells }),
  ...more,
})
const seen = async () => (await the.tree.a.admin.get(`policies/${the.policyId}`)).body.agency
const tableOf = async (who: { get: (path: string) => Promise<{ body: Detail }> }) =>
  (await who.get(`policies/${the.policyId}`)).body.shop.cells
type Detail = { shop: { cells: { deviceId?: string; amountWon: number }[] } }

test('a cell for one shop comes before its amount, its rule and every cell, and reaches no other shop', async () => {
  const { tree, devices } = the
  const cell = { deviceId: devices.s26, joinType: 'mnp', supportType: 'public', amountWon: 210_000 }
  const rule = { retailId: tree.r1.id, kind: 'percent', value: 50 }
  const amount = { retailId: tree.r1.id, amountWon: 1_000 }
  const before = await tableOf(tree.r2.admin)
  const saved = await the.save(
    rates([forShop(tree.r1.id, cell)], { rules: [rule], overrides: [amount] }),
  )
  expect(saved.body.agency.rates.shopCells).toEqual([
    forShop(tree.r1.id, { carrier: 'all', ...cell }),
  ])
  const wish = { deviceId: devices.s26, supportType: 'public' }
  expect(await the.quoted(wish)).toMatchObject({ shopWon: 210_000 })
  // The rest of the group has the shop's one amount.
  expect(await the.quoted({ ...wish, deviceId: devices.plus })).toMatchObject({ shopWon: 1_000 })
  const order = await the.order(wish)
  expect(order.body).toMatchObject({ shopWon: 210_000 })
  const read = await tree.r1.admin.get(`orders/${order.body.id}`)
  expect(read.body.priceFrom).toBe('override')
  expect(read.text).not.toContain('shop_cell')
  // Neither the table nor what it tells apart reveals anything to another shop.
  expect(await tableOf(tree.r2.admin)).toEqual(before)
  const [mine, theirs] = await Promise.all(
    [tree.r1, tree.r2].map(async ({ admin }) =>
      (await admin.get('rates')).body.policies.find(
        ({ policyId }: { policyId: string }) => policyId === the.policyId,
      ),
    ),
  )
  expect(mine.shop.cells).toEqual(await tableOf(tree.r1.admin))
  expect(theirs.shop.cells).toEqual(before)
  expect(JSON.stringify(theirs)).not.toContain('210000')
})

test('cells of shops stay where a client does not know them, and go where it sends none', async () => {
  const cells = [forShop(the.tree.r1.id, { ...PUBLIC, amountWon: 150_000 })]
  await the.save(rates(cells))
  const kept = await the.save(rates(undefined, { defaultWon: 6_000 }))
  expect(kept.body.agency.rates).toMatchObject({ defaultWon: 6_000, shopCells: cells })
  expect((await the.save(rates([]))).body.agency.rates.shopCells).toEqual([])
  // Alone they are something that is set, and passing on takes them away.
  expect((await the.save({ shopCells: cells })).status).toBe(200)
  const { number } = (await seen()).rates
  const path = `policies/${the.policyId}/passing-on`
  const passed = await the.tree.a.admin.post(path, { basedOn: number })
  expect(passed.body.agency.rates.shopCells).toEqual([])
})

describe('what would refuse orders of a shop is refused with the field, the shop and the place', () => {
  test.each<[string, () => object[], string, string]>([
    [
      'an amount above HQ’s for one of the models',
      () => [{ deviceGroup: 'S26', joinType: 'mnp', supportType: 'public', amountWon: 290_000 }],
      'cells.0.amountWon',
      'above_gross',
    ],
    [
      'an amount below the lowest',
      () => [PUBLIC, { deviceId: the.devices.a17, joinType: 'new', amountWon: -50_001 }],
      'cells.1.amountWon',
      'below_lowest',
    ],
    [
      'a place that HQ does not price',
      () => [{ deviceGroup: 'S26', joinType: 'device_change', amountWon: 1 }],
      'cells.0.amountWon',
      'not_priced',
    ],
    [
      'two cells that would tie',
      () => [
        { deviceGroup: 'S26', joinType: 'mnp', amountWon: 1_000 },
        { supportType: 'public', joinType: 'mnp', amountWon: 2_000 },
      ],
      'cells.0',
      'tie',
    ],
  ])('%s', async (_, cells, path, code) => {
    const shops = [forShop(the.tree.r2.id, PUBLIC), forShop(the.tree.r1.id, ...cells())]
    const { status, body } = await the.save(rates(shops))
    const name = (await the.tree.a.admin.get(`companies/${the.tree.r1.id}`)).body.name
    expect(status).toBe(422)
    expect(body.errors).toContainEqual({
      ...{ path: `shopCells.1.${path}`, code },
      message: expect.stringContaining(`For ${name}`),
    })
  })
  test('a cell that fixes one axis twice, for every shop and for one', async () => {
    const { tree, devices } = the
    // Orders in the other band would be paid by it too, at an amount that nobody has looked at.
    const plan = { bandWon: 99_000, planGroup: '온라인', joinType: 'new', amountWon: 0 }
    const model = { ...PUBLIC, deviceId: devices.a17, amountWon: 0 }
    const { status, body } = await the.save({
      cells: [plan],
      shopCells: [forShop(tree.r1.id, model)],
    })
    expect(status).toBe(422)
    expect(body.errors).toMatchObject([
      { path: 'cells.0.bandWon', code: 'two_of_one_axis' },
      { path: 'shopCells.0.cells.0.deviceId', code: 'two_of_one_axis' },
    ])
  })
  test('a device of nobody’s catalogue, a shop of another agency, and more than HQ’s sheet can hold', async () => {
    const { tree } = the
    const strange = { deviceId: crypto.randomUUID(), amountWon: 0 }
    const named = await the.save(rates([forShop(tree.r1.id, PUBLIC, strange)]))
    expect(named.body.errors).toMatchObject([
      { path: 'shopCells.0.cells.1.deviceId', code: 'not_found' },
    ])
    expect((await the.save(rates([forShop(tree.rb.id, PUBLIC)]))).status).toBe(404)
    const many = Array.from({ length: 1_000 }, () => ({
      ...{ deviceId: crypto.randomUUID(), segment: 'business', amountWon: 0 },
    }))
    const wide = await the.save(rates([forShop(tree.r1.id, ...many)]))
    expect(wide.body.errors).toMatchObject([{ path: 'shopCells.0.cells', code: 'too_many_places' }])
    const both = [tree.r1, tree.r2].map(({ id }) =>
      forShop(id, ...Array.from({ length: SHOP_CELLS_MAX / 2 + 1 }, (_, i) => lineOf(i))),
    )
    const most = await the.save(rates(both))
    expect(most.body.errors).toMatchObject([{ path: 'shopCells', code: 'too_many' }])
  })
  const lineOf = (i: number) => ({ bandWon: i + 1, amountWon: 0 })
  test('more faults than are named are counted', async () => {
    const bands = [55_000, 99_000]
    const above = [0, 24].flatMap((months) =>
      bands.flatMap((bandWon) =>
        ['skt', 'kt', 'lgu'].map((carrier) => ({
          ...{ carrier, bandWon, months, joinType: 'mnp', supportType: 'selective' },
          amountWon: 290_000,
        })),
      ),
    )
    const shops = [the.tree.r1, the.tree.r2, the.tree.r3].flatMap(({ id }) => forShop(id, ...above))
    const wide = shops.map((shop) => ({ ...shop, cells: shop.cells.flatMap(byCustomer) }))
    const { body } = await the.save(rates(wide))
    expect(body.errors).toHaveLength(50)
    expect(body.detail).toMatch(/ \d+ more are not named\.$/)
    expect(body.facts.more).toBeGreaterThan(0)
  })
  const byCustomer = (cell: object) =>
    ['individual', 'business'].map((segment) => ({ ...cell, segment, deviceGroup: 'S26' }))
})

test('cells of a removed shop neither show nor count nor prevent the next save, whatever they are', async () => {
  const { tree } = the
  const wrong = [
    { ...PUBLIC, amountWon: 999_000 },
    { deviceId: crypto.randomUUID(), amountWon: 0 },
  ]
  const shopCells = [forShop(tree.r3.id, ...wrong), forShop(tree.r2.id, PUBLIC)]
  const rules = [{ retailId: tree.r3.id, kind: 'percent', value: 50 }]
  expect((await the.save(rates([forShop(tree.r3.id, PUBLIC)], { rules }))).status).toBe(200)
  const counted = async () => (await tree.a.admin.get('dashboard/waiting')).body.prices
  // The rule does not apply below zero, which waits for a decision as long as the shop is there.
  const before = await counted()
  expect(before).toBeGreaterThan(0)
  const removed = await tree.hq.admin.post(`companies/${tree.r3.id}/removal`, { version: 1 })
  expect(removed.status).toBe(204)
  expect(await counted()).toBe(before - 1)
  expect((await seen()).rates).toMatchObject({ shopCells: [], rules: [] })
  const saved = await the.save(rates(shopCells, { rules }))
  expect(saved.status).toBe(200)
  expect(saved.body.agency.rates.shopCells).toMatchObject([{ retailId: tree.r2.id }])
  expect(saved.body.agency.conflicts).toMatchObject({ shopCells: [], shopUnpriced: [] })
})

describe('a policy that follows with another sheet', () => {
  const follow = async () => {
    const { tree, devices } = the
    const cell = { deviceId: devices.s26, joinType: 'mnp', supportType: 'public' }
    const before = (await the.publish({})).body.id
    await tree.a.admin.put(`policies/${before}/agency-rates`, {
      ...{ basedOn: 0, cells: [PUBLIC], defaultWon: 5_000 },
      shopCells: [forShop(tree.r1.id, { ...cell, amountWon: 210_000 }, PUBLIC)],
    })
    the.world.platform.clock.advance(60)
    const plain = { cells: [], closed: [], deviceGroups: [], planGroups: [], flatWon: 300_000 }
    const { id } = (await the.publish({ ...plain, succeeds: before })).body
    return (await tree.a.admin.get(`policies/${id}`)).body
  }

  test('names the models of the prices before', async () => {
    const { devices } = await follow()
    expect(devices.map(({ id }: { id: string }) => id)).toEqual([the.devices.s26])
  })
  test('has no price for a group that it does not know, for every shop and for one', async () => {
    const { id, agency } = await follow()
    const { savedAt: _, number: __, ...rates } = agency.before
    const path = `policies/${id}/agency-rates`
    const { status, body } = await the.tree.a.admin.put(path, { basedOn: 0, ...rates })
    expect(status).toBe(422)
    expect(body.errors).toMatchObject([
      { path: 'cells.0.amountWon', code: 'not_priced' },
      { path: 'shopCells.0.cells.1.amountWon', code: 'not_priced' },
    ])
  })
})

describe('a version of HQ that comes between', () => {
  const nextVersion = async (policyId: string, s26Won: number) => {
    const { hq, ...policy } = (await the.tree.hq.admin.get(`policies/${policyId}`)).body
    return the.tree.hq.admin.post(`policies/${policyId}/versions`, {
      ...{ version: policy.version, bandsWon: policy.bandsWon, months: policy.months, form: [] },
      ...{ deviceGroups: policy.deviceGroups, planGroups: policy.planGroups },
      ...{ lowestWon: hq.lowestWon, closed: hq.closed },
      cells: hq.cells.map((one: { amountWon: number }) =>
        one.amountWon === 300_000 ? { ...one, amountWon: s26Won } : one,
      ),
    })
  }
  const save = (policyId: string, policyVersion?: number) =>
    the.tree.a.admin.put(`policies/${policyId}/agency-rates`, {
      ...{ basedOn: 0, policyVersion },
      ...rates([forShop(the.tree.r1.id, PUBLIC)]),
    })

  test('is a conflict that names what HQ changed; who has seen it saves', async () => {
    const { id } = (await the.publish({})).body
    expect((await nextVersion(id, 290_000)).status).toBe(201)
    const { status, body } = await save(id, 1)
    expect([status, body.code]).toEqual([409, 'version_conflict'])
    expect(body.facts).toEqual({ policyVersion: 2, changed: 1 })
    expect(body.current.cells).toMatchObject([{ before: 300_000, after: 290_000 }])
    expect((await save(id, 2)).status).toBe(200)
  })
  test('is one also if both come at once: what is saved was checked against the version in force', async () => {
    for (let round = 0; round < 5; round++) {
      const { id } = (await the.publish({})).body
      const [version, saved] = await Promise.all([nextVersion(id, 150_000), save(id, 1)])
      expect(version.status).toBe(201)
      expect([200, 409]).toContain(saved.status)
      const { agency } = (await the.tree.a.admin.get(`policies/${id}`)).body
      if (saved.status === 409) expect(agency.rates).toBe(null)
      else expect(agency.conflicts.shopCells).toMatchObject([{ amountWon: 200_000 }])
    }
  })
  test('that lowers a cell of one shop is counted in the menu once, and its order is refused', async () => {
    const { tree } = the
    const { id } = (await the.publish({})).body
    const cell = { ...PUBLIC, deviceId: the.devices.s26, deviceGroup: undefined }
    await tree.a.admin.put(`policies/${id}/agency-rates`, {
      ...{ basedOn: 0, cells: [], defaultWon: 0 },
      shopCells: [forShop(tree.r1.id, { ...cell, amountWon: 250_000 })],
    })
    const counted = async () => (await tree.a.admin.get('dashboard/waiting')).body.prices
    const before = await counted()
    the.world.platform.clock.advance(60)
    await nextVersion(id, 240_000)
    expect(await counted()).toBe(before + 1)
    const { agency } = (await tree.a.admin.get(`policies/${id}`)).body
    expect(agency.conflicts.shopCells).toMatchObject([
      { retailId: tree.r1.id, amountWon: 250_000, grossWon: 240_000, fitsWon: 240_000 },
    ])
    expect(agency.repriced).toMatchObject([{ deviceId: the.devices.s26, wasWon: 300_000 }])
    const wish = { policyId: id, deviceId: the.devices.s26, supportType: 'public' }
    expect(await the.quoted(wish)).toMatchObject({ code: 'not_priced', facts: { reason: 'cell' } })
  })
})

test('a row of a process that does not know cells of shops has none', async () => {
  const { world, tree, policyId } = the
  const { number } = (await seen()).rates
  await world.platform.db.execute(
    sql`insert into agency_rates (id, policy_id, agency_id, number, cells, overrides, saved_at, saved_by)
      select gen_random_uuid(), policy_id, agency_id, ${number + 1}, cells, overrides, saved_at, saved_by from agency_rates
      where policy_id = ${policyId} and agency_id = ${tree.a.id} and number = ${number}`,
  )
  expect((await seen()).rates).toMatchObject({ number: number + 1, shopCells: [] })
})
