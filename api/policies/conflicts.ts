import type { PolicyDetail } from './contract.ts'
import { spotsOf } from './price-table.ts'
import {
  type Cell,
  type GrossIndex,
  grossAt,
  isAbove,
  priceAt,
  type SharesIndex,
} from './rebate.ts'

export type Conflicts = NonNullable<PolicyDetail['agency']>['conflicts']

/**
 * Amounts of an agency at which no order is accepted, per carrier as orders are: amounts above what HQ pays,
 * by their source, and cells without a price of HQ.
 */
export function conflictsOf(
  gross: GrossIndex,
  shares: SharesIndex | null,
  agencyId: string | null,
): Conflicts {
  const found: Conflicts = { cells: [], default: [], overrides: [], unpriced: [] }
  if (!shares) return found
  const paidWon: number[] = []
  for (const at of spotsOf(gross, gross.sold)) {
    const price = priceAt(gross, shares, { ...at, agencyId, retailId: null })
    if ('grossWon' in price) paidWon.push(price.grossWon)
    if (!('refused' in price) || price.refused !== 'shop_above_gross') continue
    const { grossWon, shopWon: amountWon, shop } = price
    if (shop.from === 'cell') found.cells.push({ ...at, amountWon, grossWon, setFor: shop.carrier })
    else found.default.push({ ...at, amountWon, grossWon })
  }
  found.overrides = overridesAbove(shares, paidWon)
  found.unpriced = shares.cells.flatMap((cell) => {
    const refused = refusedFor(gross, agencyId, cell)
    return refused ? [{ ...cell, refused }] : []
  })
  return found
}

/**
 * An amount for one shop applies to every combination. Counts the combinations in which HQ pays less, from
 * the lowest up.
 */
function overridesAbove({ overrides }: SharesIndex, paidWon: number[]): Conflicts['overrides'] {
  const ascending = paidWon.toSorted((a, b) => a - b)
  const lowestGrossWon = ascending[0]
  if (lowestGrossWon === undefined) return []
  return overrides.flatMap(({ retailId, amountWon }) => {
    const fits = ascending.findIndex((grossWon) => !isAbove(amountWon, grossWon))
    const combinations = fits === -1 ? ascending.length : fits
    return combinations > 0 ? [{ retailId, amountWon, combinations, lowestGrossWon }] : []
  })
}

/** Why no order can use a cell of the agency: HQ has no price for any carrier that the cell covers. */
function refusedFor(
  gross: GrossIndex,
  agencyId: string | null,
  { carrier, bandWon, months }: Cell,
) {
  const carriers = carrier === 'all' ? gross.sold : [carrier]
  const reasons = carriers.map((one) => {
    const fromHq = grossAt(gross, { agencyId, carrier: one, bandWon, months })
    return 'refused' in fromHq ? fromHq.refused : undefined
  })
  return reasons.includes(undefined) ? undefined : reasons[0]
}
