import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSheet, type Sheet } from './sheet.fixture.ts'

// An agency prices over the axes of HQ's sheet: by cells and by rules.

let the: Sheet
beforeAll(async () => {
  the = await openSheet()
})
afterAll(() => the.world.close())

describe('an agency prices over the same axes', () => {
  test('its cells reach its shops, below what HQ pays', async () => {
    const cell = { deviceGroup: 'S26', joinType: 'mnp', supportType: 'public', amountWon: 200_000 }
    expect((await the.save({ cells: [cell] })).status).toBe(200)
    expect(await the.quoted({ deviceId: the.devices.s26, supportType: 'public' })).toMatchObject({
      shopWon: 200_000,
    })
    const { agency } = (await the.tree.a.admin.get(`policies/${the.policyId}`)).body
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
      () => [{ deviceId: the.devices.a17, joinType: 'new', amountWon: -50_001 }],
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
    [
      'a device of nobody’s catalogue',
      () => [{ deviceId: crypto.randomUUID(), amountWon: 0 }],
      [{ path: 'cells.0.deviceId', code: 'not_found' }],
    ],
    [
      'axes that make more places with HQ’s than an answer can hold',
      () =>
        Array.from({ length: 1_000 }, () => ({
          ...{ deviceId: crypto.randomUUID(), segment: 'business', amountWon: 0 },
        })),
      [{ path: 'cells', code: 'too_many_places' }],
    ],
  ])('%s is refused with its place', async (_, cells, errors) => {
    expect((await the.save({ cells: cells() })).body.errors).toMatchObject(errors)
  })
})

test('an amount that a later version does not allow takes no orders until the agency lowers what shops pay', async () => {
  const a17 = { deviceId: the.devices.a17, joinType: 'new' }
  const cells = [{ ...a17, months: 24, amountWon: -50_000 }]
  expect((await the.save({ cells })).status).toBe(200)
  expect(await the.quoted(a17)).toMatchObject({ shopWon: -50_000 })
  const { title: _, carrier: __, joinType: ___, targets: ____, ...sheet } = the.sheet()
  const publishNext = async (lowestWon: number) => {
    const { version } = (await the.tree.hq.admin.get(`policies/${the.policyId}`)).body
    const next = { ...sheet, lowestWon, version }
    expect((await the.tree.hq.admin.post(`policies/${the.policyId}/versions`, next)).status).toBe(
      201,
    )
  }
  const asked = async () => {
    const { shop } = (await the.tree.r1.admin.get(`policies/${the.policyId}`)).body
    const { status } = await the.order(a17)
    return [(await the.quoted(a17)).code, status, JSON.stringify(shop).includes('-50000')]
  }
  await publishNext(-49_999)
  expect(await asked()).toEqual(['not_priced', 422, false])
  await publishNext(-50_000)
  expect(await asked()).toEqual([undefined, 201, true])
})

describe('an agency prices by a rule', () => {
  const percent = { kind: 'percent', value: 75, roundToWon: 10_000, leastMarginWon: 80_000 }
  const s26 = () => ({ deviceId: the.devices.s26, supportType: 'public' })

  test('a share, rounded down, with the least margin; a cell by hand counts before it', async () => {
    expect((await the.save({ rules: [percent] })).status).toBe(200)
    // 75 % of 300,000 is 225,000: rounded 220,000, and 80,000 are left to the agency.
    expect(await the.quoted(s26())).toMatchObject({ shopWon: 220_000 })
    expect(await the.quoted({ ...s26(), supportType: 'selective' })).toMatchObject({
      shopWon: 170_000,
    })
    const cell = { deviceGroup: 'S26', supportType: 'public', joinType: 'mnp', amountWon: 111_000 }
    await the.save({ rules: [percent], cells: [cell] })
    expect(await the.quoted(s26())).toMatchObject({ shopWon: 111_000 })
  })
  test('a rule for one shop counts before cells, and follows when HQ changes its amount', async () => {
    const own = { kind: 'minus', value: 30_000, retailId: the.tree.r1.id }
    await the.save({ rules: [percent, own] })
    expect(await the.quoted(s26())).toMatchObject({ shopWon: 270_000 })
    const placed = await the.order(s26())
    expect((await the.tree.r1.staff.get(`orders/${placed.body.id}`)).body).toMatchObject({
      priceFrom: 'override',
    })
    const { title: _, carrier: __, joinType: ___, targets: ____, ...sheetRates } = the.sheet()
    const [first, ...rest] = sheetRates.cells
    const cells = [{ ...first, amountWon: 310_000 }, ...rest]
    const { version } = (await the.tree.hq.admin.get(`policies/${the.policyId}`)).body
    const next = await the.tree.hq.admin.post(`policies/${the.policyId}/versions`, {
      ...{ ...sheetRates, cells, version },
    })
    expect(next.status).toBe(201)
    expect(await the.quoted(s26())).toMatchObject({ shopWon: 280_000 })
  })
  test('below zero a rule does not apply: the agency has to decide, and orders wait', async () => {
    const a17 = { deviceId: the.devices.a17, joinType: 'new' }
    await the.save({ rules: [percent] })
    expect(await the.quoted(a17)).toMatchObject({ code: 'not_priced', facts: { reason: 'cell' } })
    const { undecided } = (await the.tree.a.admin.get(`policies/${the.policyId}`)).body.agency
      .conflicts
    expect(undecided).toContainEqual(
      expect.objectContaining({ deviceId: the.devices.a17, joinType: 'new', grossWon: -30_000 }),
    )
    await the.save({ rules: [percent], cells: [{ ...a17, months: 24, amountWon: -30_000 }] })
    expect(await the.quoted(a17)).toMatchObject({ shopWon: -30_000 })
  })
  test('below zero the rule of one shop does not apply either: it is listed, and a cell decides', async () => {
    const a17 = { deviceId: the.devices.a17, joinType: 'new' }
    const own = { kind: 'minus', value: 30_000, retailId: the.tree.r1.id }
    const listed = async () => {
      const { body } = await the.tree.a.admin.get(`policies/${the.policyId}`)
      return body.agency.conflicts.undecided
    }
    await the.save({ rules: [own] })
    expect(await the.quoted(a17)).toMatchObject({ code: 'not_priced', facts: { reason: 'cell' } })
    expect(await listed()).toContainEqual(
      expect.objectContaining({ deviceId: the.devices.a17, joinType: 'new', grossWon: -30_000 }),
    )
    await the.save({ rules: [own], cells: [{ ...a17, months: 24, amountWon: -40_000 }] })
    expect(await listed()).toEqual([])
    expect(await the.quoted(a17)).toMatchObject({ shopWon: -40_000 })
  })
  test('more than all, and a rule for another agency’s shop, are refused', async () => {
    expect((await the.save({ rules: [{ kind: 'percent', value: 101 }] })).status).toBe(422)
    const foreign = { kind: 'minus', value: 1, retailId: the.tree.rb.id }
    expect((await the.save({ rules: [foreign] })).status).toBe(404)
  })
})
