import { type Carrier, CELL_CARRIERS, type CellCarrier } from '#db/words.ts'
import { type Cell, type GrossIndex, grossAt, priceAt, type SharesIndex } from './rebate.ts'

type At<C extends CellCarrier> = { carrier: C; bandWon: number; months: number }

/** Every combination of these carriers, in the same order for every viewer. */
export const spotsOf = <C extends CellCarrier>(
  { bandsWon, months }: Pick<GrossIndex, 'bandsWon' | 'months'>,
  carriers: readonly C[],
): At<C>[] =>
  carriers.flatMap((carrier) =>
    bandsWon.flatMap((bandWon) => months.map((one) => ({ carrier, bandWon, months: one }))),
  )

/**
 * What HQ pays an agency, for each carrier that HQ prices separately; `all` covers the others. Without an
 * agency: what HQ pays agencies without an override.
 */
export const grossTable = (gross: GrossIndex, agencyId: string | null): Cell[] =>
  spotsOf(gross, namedCarriers(gross)).flatMap((at) => {
    const fromHq = grossAt(gross, { ...at, agencyId })
    return 'refused' in fromHq ? [] : [{ ...at, amountWon: fromHq.grossWon }]
  })

/** What HQ pays an agency where its matrix has no cell. */
export const flatFor = ({ byAgency, flatWon }: GrossIndex, agencyId: string): number | null =>
  byAgency.get(agencyId) ?? flatWon

/** A flat or overridden price counts for `all`. Cells of carriers outside the policy are ignored. */
function namedCarriers({ amounts, sold, flatWon, agencyOverrides }: GrossIndex): CellCarrier[] {
  const forAll = amounts.has('all') || flatWon !== null || agencyOverrides.length > 0
  return CELL_CARRIERS.filter((carrier) =>
    carrier === 'all' ? forAll : amounts.has(carrier) && sold.includes(carrier),
  )
}

/**
 * What a shop earns, per carrier: every combination that it can order, at the price it would be charged. The
 * result reveals neither how HQ or the agency entered their amounts nor why a price is absent.
 */
export const shopTable = (
  gross: GrossIndex,
  shares: SharesIndex | null,
  agencyId: string,
  retailId: string,
): (At<Carrier> & { amountWon: number })[] =>
  spotsOf(gross, gross.sold).flatMap((at) => {
    const price = priceAt(gross, shares, { ...at, agencyId, retailId })
    return 'refused' in price ? [] : [{ ...at, amountWon: price.shopWon }]
  })
