import type { Place as MatrixPlace } from '#api/policies/axes.ts'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { plainSpotsOf } from '#api/policies/price-table.ts'
import { type GrossIndex, priceAt, type SharesIndex } from '#api/policies/rebate.ts'
import { CELL_CARRIERS, type CellCarrier } from '#db/words.ts'
import { type Amounts, type Draft, keyOf } from './rates.ts'

/**
 * A place of a grid: what HQ pays there, and what a shop gets by the draft from any source; undefined where
 * the rule does not apply and nothing else is set.
 */
export type Place = { grossWon: number; getsWon: number | undefined }
export type Places = ReadonlyMap<string, Place>

/** A grid for each carrier that HQ or the agency prices separately. */
export function carriersOf({ sold }: GrossIndex, agency: AgencyView): CellCarrier[] {
  const named = [...agency.gross, ...(agency.rates?.cells ?? [])]
  return CELL_CARRIERS.filter(
    (carrier) =>
      (carrier === 'all' || sold.includes(carrier)) &&
      (named.some((cell) => cell.carrier === carrier) ||
        (carrier === 'all' && agency.flatWon !== null)),
  )
}
type AgencyView = NonNullable<PolicyDetail['agency']>

/**
 * Every place that HQ prices. The grid for all carriers reads as the carriers without their own; where HQ
 * prices none of these, as the carrier that it pays least for, because an amount for all applies to it too.
 */
export function placesOf(
  gross: GrossIndex,
  shares: SharesIndex,
  carriers: readonly CellCarrier[],
): Places {
  const others = gross.sold.filter((carrier) => !carriers.includes(carrier))
  const lowest = (at: MatrixPlace, readAs: readonly CellCarrier[]): Place | undefined =>
    readAs
      .flatMap((carrier) => {
        const price = priceAt(gross, shares, { ...at, carrier, agencyId: null, retailId: null })
        const getsWon = 'shopWon' in price ? price.shopWon : undefined
        return 'grossWon' in price ? [{ grossWon: price.grossWon, getsWon }] : []
      })
      .toSorted((a, b) => a.grossWon - b.grossWon)[0]
  return new Map(
    plainSpotsOf(gross, carriers).flatMap((at) => {
      const place =
        at.carrier === 'all'
          ? (lowest(at, others) ?? lowest(at, gross.sold))
          : lowest(at, [at.carrier])
      return place ? [[keyOf(at), place] as const] : []
    }),
  )
}

export const grossIn = (places: Places): Amounts =>
  new Map([...places].map(([key, { grossWon }]) => [key, grossWon]))

export function summaryOf({ cells }: Draft, places: Places) {
  const margins = [...places.values()].flatMap(({ grossWon, getsWon }) =>
    getsWon === undefined ? [] : [grossWon - getsWon],
  )
  const sum = margins.reduce((total, margin) => total + margin, 0)
  return {
    priced: places.size,
    averageWon: margins.length > 0 ? Math.round(sum / margins.length) : 0,
    empty: [...places.keys()].filter((key) => !cells.has(key)).length,
  }
}
