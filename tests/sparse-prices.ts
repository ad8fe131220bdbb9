import fc from 'fast-check'
import type { Axes } from '#api/policies/axes.ts'
import { type MarginLimits, NO_LIMITS } from '#api/policies/margin.ts'
import { NOTHING_SET } from '#api/policies/plain-sheet.ts'
import {
  type Combination,
  type Gross,
  indexGross,
  indexShares,
  type Shares,
} from '#api/policies/rebate.ts'
import { tiesIn } from '#api/policies/ties.ts'
import {
  BAND_ROUNDINGS,
  CARRIERS,
  CELL_CARRIERS,
  CUSTOMER_SEGMENTS,
  JOIN_TYPES,
  SIM_TYPES,
  SUPPORT_TYPES,
} from '#db/words.ts'

// Random sparse matrices over few values, so that cells overlap in every way: more and less specific, models
// beside their groups, groups of plans beside bands, places without orders, and amounts below zero.

export const SPARSE = {
  bandsWon: [55_000, 99_000],
  months: [12, 24],
  plans: ['p1', 'p2', 'p3'],
  planGroups: [{ name: '온라인', planIds: ['p1'] }],
  devices: ['d1', 'd2', 'd3', 'd4'],
  deviceGroups: [{ name: 'S26', deviceIds: ['d1', 'd2'] }],
  feesWon: [54_999, 55_000, 55_001, 99_000, 120_000],
}
type Names = Pick<typeof SPARSE, 'plans' | 'planGroups' | 'devices' | 'deviceGroups'>

const perhaps = <T>(...values: readonly T[]) =>
  fc.option(fc.constantFrom(...values), { nil: undefined, freq: 2 })
/** What HQ sets is never below `LOWEST_WON`; an agency's amount may be, since HQ moved it. */
const amountFrom = (min: number) => fc.integer({ min, max: 6 }).map((n) => n * 10_000)
const LOWEST_WON = -20_000
const [hqWon, amountWon] = [amountFrom(-2), amountFrom(-3)]

/** Axes of one cell: of a pair of axes at most one. */
const axesBy = ({ planGroups, devices, deviceGroups }: Names): fc.Arbitrary<Axes> =>
  fc
    .record({
      carrier: fc.constantFrom(...CELL_CARRIERS),
      plan: fc.constantFrom(
        {},
        ...SPARSE.bandsWon.map((bandWon) => ({ bandWon })),
        ...planGroups.map(({ name }) => ({ planGroup: name })),
      ),
      device: fc.constantFrom(
        {},
        {},
        ...deviceGroups.map(({ name }) => ({ deviceGroup: name })),
        ...devices.slice(0, 3).map((deviceId) => ({ deviceId })),
      ),
      joinType: perhaps(...JOIN_TYPES),
      supportType: perhaps(...SUPPORT_TYPES),
      months: perhaps(...SPARSE.months),
      segment: perhaps(...CUSTOMER_SEGMENTS),
    })
    .map(({ plan, device, ...axes }) => ({ ...axes, ...plan, ...device }))

const cellsBy = (names: Names, won: fc.Arbitrary<number>, maxLength = 9) =>
  fc.uniqueArray(
    fc.tuple(axesBy(names), won).map(([axes, some]) => ({ ...axes, amountWon: some })),
    { maxLength, selector: ({ amountWon: _, ...axes }) => JSON.stringify(axes) },
  )

/** HQ's prices, with or without ties. */
export const sparseGross = (names: Names = SPARSE): fc.Arbitrary<Gross> =>
  fc
    .record({
      carrier: fc.oneof(
        { arbitrary: fc.constant('all' as const), weight: 3 },
        fc.constant('skt' as const),
      ),
      rounding: fc.constantFrom(...BAND_ROUNDINGS),
      cells: cellsBy(names, hqWon),
      closed: fc.uniqueArray(axesBy(names), {
        maxLength: 2,
        selector: (axes) => JSON.stringify(axes),
      }),
      flatWon: fc.option(hqWon, { nil: null, freq: 3 }),
    })
    .map((drawn) => ({
      ...NO_LIMITS,
      ...drawn,
      bandsWon: SPARSE.bandsWon,
      months: SPARSE.months,
      planGroups: names.planGroups,
      deviceGroups: names.deviceGroups,
      lowestWon: LOWEST_WON,
      agencyOverrides: [],
      additions: ADDITIONS,
      simAdjustmentWon: 7_700,
    }))

/** What HQ lets an agency keep: a floor, a ceiling, both or neither. */
const limits: fc.Arbitrary<MarginLimits> = fc
  .record({
    marginFloorWon: fc.constantFrom(null, 0, 5_000, 10_000, 20_000, -5_000, -20_000),
    roomWon: fc.constantFrom(null, 0, 10_000, 30_000),
  })
  .map(({ marginFloorWon, roomWon }) => ({
    marginFloorWon,
    marginCeilingWon: roomWon === null ? null : Math.max(0, marginFloorWon ?? 0) + roomWon,
  }))
export const limited = (gross: fc.Arbitrary<Gross>): fc.Arbitrary<Gross> =>
  fc.tuple(gross, limits).map(([one, limits]) => ({ ...one, ...limits }))

export const ADDITIONS = [
  { name: '부가 A', kind: 'service' as const, amountWon: 10_000, keepDays: 93 },
  { name: '보험', kind: 'insurance' as const, amountWon: 5_000, keepDays: 30 },
]

const sparseRules = fc.uniqueArray(
  fc.record({
    carrier: fc.constantFrom(...CELL_CARRIERS),
    retailId: fc.constantFrom(null, 'R1', 'R2'),
    kind: fc.constantFrom('percent' as const, 'minus' as const),
    value: fc.constantFrom(0, 33, 75, 100),
    roundToWon: fc.constantFrom(1 as const, 1_000 as const, 10_000 as const),
    leastMarginWon: fc.constantFrom(0, 0, 5_000),
  }),
  { maxLength: 3, selector: ({ carrier, retailId }) => `${carrier} ${retailId}` },
)

export const sparseShares = (names: Names = SPARSE): fc.Arbitrary<Shares> =>
  fc.record({
    cells: cellsBy(names, amountWon),
    rules: sparseRules,
    defaultWon: fc.option(amountWon, { nil: null }),
    overrides: fc.constant([]),
    shopCells: fc
      .tuple(cellsBy(names, amountWon, 3), cellsBy(names, amountWon, 3))
      .map(([ofR1, ofR2]) =>
        [
          { retailId: 'R1', cells: ofR1 },
          { retailId: 'R2', cells: ofR2 },
        ].filter(({ cells }) => cells.length > 0),
      ),
  })

/** An agency that passes all of HQ's amounts on. */
export const PASSED_ON = indexShares(NOTHING_SET)

/** Prices that can be saved: no cells tie. */
export const untiedShares = (shares: Shares, gross: Pick<Gross, 'deviceGroups'>): Shares => ({
  ...shares,
  cells: untied(shares.cells, gross),
  shopCells: shares.shopCells.map((shop) => ({ ...shop, cells: untied(shop.cells, gross) })),
})

/** The cells without those that tie with another one. */
export function untied<C extends Axes>(
  cells: readonly C[],
  gross: Pick<Gross, 'deviceGroups'>,
): C[] {
  const kept = [...cells]
  const { groupOfDevice } = indexGross({ ...EMPTY, ...gross })
  for (;;) {
    const [tie] = tiesIn(kept, groupOfDevice, 1)
    if (!tie) return kept
    kept.splice(kept.indexOf(tie.second as C), 1)
  }
}
const EMPTY = {
  ...{ carrier: 'all', rounding: 'up', bandsWon: [], months: [], planGroups: [], cells: [] },
  ...{
    ...NO_LIMITS,
    closed: [],
    lowestWon: 0,
    flatWon: null,
    agencyOverrides: [],
    additions: [],
    simAdjustmentWon: 0,
  },
} satisfies Omit<Gross, 'deviceGroups'>

/** Any order of the one shop. */
export const anyCombination: fc.Arbitrary<Combination> = fc.record({
  agencyId: fc.constant('A'),
  retailId: fc.constant('R1'),
  carrier: fc.constantFrom(...CARRIERS),
  planId: fc.constantFrom(...SPARSE.plans),
  planFeeWon: fc.constantFrom(...SPARSE.feesWon),
  deviceId: fc.option(fc.constantFrom(...SPARSE.devices), { nil: null, freq: 6 }),
  joinType: fc.constantFrom(...JOIN_TYPES),
  supportType: fc.constantFrom(...SUPPORT_TYPES),
  segment: fc.constantFrom(...CUSTOMER_SEGMENTS),
  months: fc.constantFrom(...SPARSE.months, 36),
  simType: fc.constantFrom(...SIM_TYPES),
  additions: fc.subarray(ADDITIONS.map(({ name }) => name)),
})
