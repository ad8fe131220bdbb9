import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CARRIERS, CUSTOMER_SEGMENTS, JOIN_TYPES, type JoinType, SUPPORT_TYPES } from '#db/words.ts'
import { SPARSE, sparseGross, untied } from '#tests/sparse-prices.ts'
import { boxesOf, canMeet, type Sheet } from './meeting.ts'
import { type Combination, type Gross, indexGross, indexShares, priceOf } from './rebate.ts'

/** Every order that the sheets can tell apart, of agency A; each with the device that both sheets need. */
function* everyOrder(): Generator<Combination> {
  for (const carrier of CARRIERS)
    for (const planId of SPARSE.plans)
      for (const planFeeWon of SPARSE.feesWon)
        for (const deviceId of SPARSE.devices)
          for (const joinType of JOIN_TYPES)
            for (const supportType of SUPPORT_TYPES)
              for (const segment of CUSTOMER_SEGMENTS)
                for (const months of SPARSE.months)
                  yield {
                    ...{ agencyId: 'A', retailId: 'R1', carrier, planId, planFeeWon, deviceId },
                    ...{ joinType, supportType, segment, months },
                    ...{ simType: 'esim' as const, additions: [] },
                  }
}
const ALL = indexShares({ cells: [], rules: [], defaultWon: null, overrides: [], shopCells: [] })
type Drawn = Gross & { joinType: JoinType | 'all' }
const few = sparseGross().map((gross) => ({
  ...gross,
  // Two cells at most: otherwise nearly everything meets.
  cells: untied(gross.cells.slice(0, 2), gross),
}))
const drawn = fc
  .tuple(few, fc.constantFrom('all' as const, ...JOIN_TYPES))
  .map(([gross, joinType]): Drawn => ({ ...gross, joinType }))

const pricer = (gross: Drawn) => {
  const index = indexGross(gross)
  return (order: Combination) =>
    (gross.joinType === 'all' || gross.joinType === order.joinType) &&
    !('refused' in priceOf(index, ALL, order))
}
const meets = (one: Drawn, other: Drawn) => canMeet(boxesOf(one, ['A']), boxesOf(other, ['A']))

function pricesOneOrder(one: Drawn, other: Drawn): boolean {
  const [byOne, byOther] = [pricer(one), pricer(other)]
  for (const order of everyOrder()) if (byOne(order) && byOther(order)) return true
  return false
}

test('two sheets meet exactly if one order is priced by both', () => {
  const seen = new Set<boolean>()
  fc.assert(
    fc.property(drawn, drawn, (one, other) => {
      const [a, b] = [
        { ...one, closed: [] },
        { ...other, closed: [] },
      ]
      seen.add(meets(a, b))
      expect(meets(a, b)).toBe(pricesOneOrder(a, b))
    }),
    { numRuns: 60 },
  )
  expect(seen.size).toBe(2)
})

test('with closed places they may be said to meet, and never the other way round', () => {
  fc.assert(
    fc.property(drawn, drawn, (one, other) => {
      if (pricesOneOrder(one, other)) expect(meets(one, other)).toBe(true)
    }),
    { numRuns: 40 },
  )
})

const sheet = (change: object): Drawn => ({
  ...{ carrier: 'all', joinType: 'all', rounding: 'up', bandsWon: [55_000, 99_000] },
  ...{ months: [24], planGroups: [], deviceGroups: [], closed: [], lowestWon: 0, flatWon: null },
  ...{ agencyOverrides: [], additions: [], simAdjustmentWon: 0, cells: [] },
  ...{ marginFloorWon: null, marginCeilingWon: null },
  ...change,
})
const at = (...axes: object[]) => ({
  cells: axes.map((one) => ({ carrier: 'all', amountWon: 1_000, ...one })),
})

test.each<[string, object, object, boolean]>([
  ['models', at({ deviceId: 'd1' }), at({ deviceId: 'd2' }), false],
  ['months', { ...at({}), months: [12] }, { ...at({}), months: [24, 36] }, false],
  ['bands', at({ bandWon: 55_000 }), at({ bandWon: 99_000 }), false],
  [
    'bands that other bands cut',
    at({ bandWon: 55_000 }),
    { ...at({ bandWon: 77_000 }), bandsWon: [33_000, 77_000] },
    true,
  ],
  ['support', at({ supportType: 'public' }), at({ supportType: 'selective' }), false],
  [
    'nothing but in different cells',
    at({ deviceId: 'd1', months: 24 }, { deviceId: 'd2' }),
    at({ deviceId: 'd3' }),
    false,
  ],
  [
    'models that HQ also pays at a flat amount',
    { ...at({ deviceId: 'd1' }), flatWon: 0 },
    at({ deviceId: 'd2' }),
    true,
  ],
  [
    'models, but for an agency with an amount of its own',
    { ...at({ deviceId: 'd1' }), agencyOverrides: [{ agencyId: 'A', amountWon: 0 }] },
    at({ deviceId: 'd2' }),
    true,
  ],
  [
    'models, and an amount of an agency that they do not share',
    { ...at({ deviceId: 'd1' }), agencyOverrides: [{ agencyId: 'B', amountWon: 0 }] },
    at({ deviceId: 'd2' }),
    false,
  ],
])('sheets that differ in %s', (_, one, other, expected) => {
  expect(meets(sheet(one), sheet(other))).toBe(expected)
  expect(meets(sheet(other), sheet(one))).toBe(expected)
})

test('sheets with more pairs than are looked at meet unless one axis tells all of them apart', () => {
  const many = (model: string, supportType: string) =>
    sheet(
      at(
        ...Array.from({ length: 600 }, (_, i) => ({
          ...{ deviceId: `${model}${i}`, supportType: i % 2 ? 'none' : supportType },
        })),
      ),
    )
  expect(meets(many('a', 'public'), many('b', 'public'))).toBe(false)
  const shifted = sheet(
    at(
      { deviceId: 'a0', supportType: 'none' },
      ...Array.from({ length: 599 }, (_, i) => ({ deviceId: `c${i}`, supportType: 'public' })),
    ),
  )
  expect(meets(many('a', 'public'), shifted)).toBe(true)
})

test('the cells of a sheet share what is in a group, so that thousands of cells are compared', () => {
  const [bandsWon, months] = [Array.from({ length: 12 }, (_, i) => (i + 1) * 10_000), [0, 12, 24]]
  const deviceGroups = Array.from({ length: 20 }, (_, i) => ({
    name: `군 ${i}`,
    deviceIds: Array.from({ length: 1_000 }, (_, j) => `${i} ${j}`),
  }))
  const cells = deviceGroups.flatMap(({ name: deviceGroup }) =>
    CARRIERS.flatMap((carrier) =>
      bandsWon.flatMap((bandWon) =>
        JOIN_TYPES.flatMap((joinType) => [
          { carrier, bandWon, joinType, deviceGroup, amountWon: 1 },
        ]),
      ),
    ),
  )
  const sheet: Sheet = {
    ...{ carrier: 'all', joinType: 'all', rounding: 'up', bandsWon, months, planGroups: [] },
    ...{ deviceGroups, cells, flatWon: null, agencyOverrides: [] },
  }
  const { boxes, hull } = boxesOf(sheet, ['A'])
  expect(boxes).toHaveLength(cells.length)
  expect(hull.axes.at(-1)?.size).toBe(20_000)
  const sets = new Set(boxes.flatMap(({ axes }) => axes))
  // Every carrier, join type and group, all months, and nothing.
  expect(sets.size).toBe(CARRIERS.length + JOIN_TYPES.length + deviceGroups.length + 2)
})
