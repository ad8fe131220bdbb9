import fc from 'fast-check'
import type { PlainAxes } from '#api/policies/axes.ts'
import { PLAIN_SHEET } from '#api/policies/plain-sheet.ts'
import type { Gross, Shares } from '#api/policies/rebate.ts'
import { BAND_ROUNDINGS, CELL_CARRIERS, CONTRACT_MONTHS } from '#db/words.ts'

// Random prices from small ranges, so that all combinations occur: few bands, few amounts, and cells of the
// agency where HQ has a price, no longer has one, or never had one.

export const BANDS = [33_000, 55_000, 77_000, 99_000]
const MONTHS = CONTRACT_MONTHS.slice(0, 3)
const AMOUNTS_MAX = 5

const amount = fc.integer({ min: 0, max: AMOUNTS_MAX }).map((n) => n * 10_000)
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null })
const carrier = fc.constantFrom(...CELL_CARRIERS)

type PlainCell = PlainAxes & { amountWon: number }
const cellsOf = (
  bandsWon: readonly number[],
  months: readonly number[],
  size = { minLength: 0, maxLength: 14 },
): fc.Arbitrary<PlainCell[]> =>
  fc.uniqueArray(
    fc.record({
      carrier,
      bandWon: fc.constantFrom(...bandsWon),
      months: fc.constantFrom(...months),
      amountWon: amount,
    }),
    {
      ...size,
      selector: (cell) => `${cell.carrier} ${cell.bandWon} ${cell.months}`,
    },
  )

/** HQ's prices, for the given agencies. */
export const grossBy = (
  agencyIds: readonly string[],
): fc.Arbitrary<Gross & { cells: readonly PlainCell[] }> =>
  fc
    .tuple(
      fc.subarray(BANDS, { minLength: 1 }),
      fc.subarray([...MONTHS], { minLength: 1 }),
      fc.oneof({ arbitrary: fc.constant('all' as const), weight: 3 }, carrier),
    )
    .chain(([bandsWon, months, ofCarrier]) =>
      fc.record({
        carrier: fc.constant(ofCarrier),
        rounding: fc.constantFrom(...BAND_ROUNDINGS),
        bandsWon: fc.constant(bandsWon),
        months: fc.constant(months),
        cells: cellsOf(bandsWon, months),
        flatWon: maybe(amount),
        agencyOverrides: fc
          .subarray([...agencyIds])
          .chain((ids) => fc.tuple(...ids.map((agencyId) => amountOf({ agencyId })))),
        simAdjustmentWon: amount,
      }),
    )
    .map((plain) => ({ ...PLAIN_SHEET, ...plain }))

type PlainShares = Shares & {
  cells: readonly PlainCell[]
  shopCells: readonly { retailId: string; cells: readonly PlainCell[] }[]
}
/** An agency's prices, for the given shops: one amount, cells of their own, both or neither. */
export const sharesBy = (retailIds: readonly string[]): fc.Arbitrary<PlainShares> =>
  fc.record({
    cells: cellsOf(BANDS, MONTHS),
    rules: fc.constant([]),
    defaultWon: maybe(amount),
    overrides: fc
      .subarray([...retailIds])
      .chain((ids) => fc.tuple(...ids.map((retailId) => amountOf({ retailId })))),
    shopCells: fc
      .subarray([...retailIds])
      .chain((ids) => fc.tuple(...ids.map((retailId) => shopCellsOf(retailId)))),
  })

const shopCellsOf = (retailId: string) =>
  cellsOf(BANDS, MONTHS, { minLength: 1, maxLength: 5 }).map((cells) => ({ retailId, cells }))

const amountOf = <T extends object>(whose: T) =>
  amount.map((amountWon) => ({ ...whose, amountWon }))

/** What a combination has beyond carrier, fee, contract and SIM, where prices do not depend on it. */
export const ANY_ORDER = {
  planId: 'plan',
  deviceId: null,
  joinType: 'new',
  supportType: 'none',
  segment: 'individual',
  additions: [],
} as const

/** Fees at, just below and just above every band. */
export const FEES = [...new Set(BANDS.flatMap((band) => [band - 1, band, band + 1]))]
