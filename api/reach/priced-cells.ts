import { spotsOf } from '../policies/price-table.ts'
import { type GrossIndex, grossAt, priceAt, type SharesIndex } from '../policies/rebate.ts'

/** How many combinations HQ pays an agency for, and at how many of them its shops can order. */
export function pricedCells(
  gross: GrossIndex,
  shares: SharesIndex | null,
  agencyId: string,
): { priced: number; all: number } {
  const paid = [...spotsOf(gross, shares, gross.sold)].filter(
    (at) => !('refused' in grossAt(gross, { ...at, agencyId })),
  )
  const priced = paid.filter(
    (at) => !('refused' in priceAt(gross, shares, { ...at, agencyId, retailId: null })),
  )
  return { priced: priced.length, all: paid.length }
}
