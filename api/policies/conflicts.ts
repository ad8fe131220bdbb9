import { type Axes, axesAt, nameOf } from './axes.ts'
import { fittingCells } from './cells.ts'
import type { PolicyDetail } from './contract.ts'
import { isAbove, isLimited } from './margin.ts'
import { spotsOf } from './price-table.ts'
import {
  type Cell,
  type GrossIndex,
  grossAt,
  priceAt,
  type SharesIndex,
  type ShopWhy,
} from './rebate.ts'
import { addPaid, type PaidAmounts, ruledShops, shopLimitsIn } from './shop-limits.ts'

export type Conflicts = NonNullable<PolicyDetail['agency']>['conflicts']
type Refused = Conflicts['unpriced'][number]['refused']

/**
 * Amounts of an agency at which no order is accepted, per carrier as orders are: amounts above what HQ allows or
 * with a margin outside its limits, by their source, and cells without a price of HQ.
 */
export function conflictsOf(
  gross: GrossIndex,
  shares: SharesIndex | null,
  agencyId: string | null,
): Conflicts {
  const found = noConflicts()
  if (!shares) return found
  const paidWon: number[] = []
  const paid: PaidAmounts = new Map()
  /** Why HQ does not price the places of a cell; undefined as soon as it prices one. */
  const refusals = new Map<Axes, Refused | undefined>()
  const ruled = ruledShops(shares, gross.sold)
  for (const place of spotsOf(gross, shares, gross.sold)) {
    const fromHq = grossAt(gross, { ...place, agencyId })
    const reason = 'refused' in fromHq ? reasonOf(fromHq.refused) : undefined
    for (const { cell } of fittingCells(shares.amounts, place))
      if (reason === undefined || !refusals.has(cell.axes)) refusals.set(cell.axes, reason)
    if ('refused' in fromHq) continue
    paidWon.push(fromHq.grossWon)
    if (isLimited(gross)) addPaid(paid, place, fromHq.grossWon)
    const price = priceAt(gross, shares, { ...place, agencyId, retailId: null })
    // A rule of one shop may not apply where the others have a price.
    const ofOne = { ...place, agencyId, retailId: ruled.get(place.carrier) ?? null }
    if (isUndecided(price) || (ofOne.retailId && isUndecided(priceAt(gross, shares, ofOne))))
      found.undecided.push({ ...axesAt(place), grossWon: fromHq.grossWon })
    if (!('refused' in price)) continue
    if (price.refused === 'tie') found.ties.push({ ...axesAt(place), between: [...price.cells] })
    if (!('shopWon' in price)) continue
    const { grossWon, shopWon: amountWon, shop, refused } = price
    // The cell itself says that it is too low, see `to-decide.ts`.
    if (refused === 'below_lowest') continue
    const at = { ...axesAt(place), amountWon, grossWon }
    if (refused !== 'shop_above_gross')
      found.limits.push({ ...at, side: refused, ...sourceOf(shop) })
    else if (shop.from === 'cell')
      found.cells.push({ ...at, setFor: shop.cell.carrier, cell: shop.cell })
    else found.default.push(at)
  }
  found.overrides = overridesAbove(gross, shares, paidWon)
  found.shopLimits = shopLimitsIn(gross, shares, paid)
  found.unpriced = unpricedIn(gross, shares, refusals)
  return found
}

const isUndecided = (price: ReturnType<typeof priceAt>): boolean =>
  'refused' in price && price.refused === 'undecided'

export const noConflicts = (): Conflicts => ({
  ...{ cells: [], default: [], overrides: [], unpriced: [], ties: [], undecided: [] },
  ...{ limits: [], shopLimits: [] },
})

/** What sets the amount of a shop without its own, and which cell it is. */
function sourceOf(shop: ShopWhy): Pick<Conflicts['limits'][number], 'from' | 'cell'> {
  if (shop.from === 'override') throw new Error('a shop without its own amount has no override')
  return shop.from === 'cell' ? { from: 'cell', cell: shop.cell } : { from: shop.from }
}

/** An agency sees only that HQ has no price here, whatever the reason in HQ's cells. */
const reasonOf = (refused: string): Refused =>
  refused === 'carrier' || refused === 'months' || refused === 'band' ? refused : 'cell'

function unpricedIn(
  gross: GrossIndex,
  { cells, amounts }: SharesIndex,
  refusals: ReadonlyMap<Axes, Refused | undefined>,
): Conflicts['unpriced'] {
  const axesByName = new Map(
    amounts
      .flatMap(({ byValues }) => [...byValues.values()])
      .map(({ axes }) => [nameOf(axes), axes]),
  )
  return cells.flatMap((cell) => {
    const axes = axesByName.get(nameOf(cell))
    if (axes && refusals.has(axes)) {
      const refused = refusals.get(axes)
      return refused ? [{ ...cell, refused }] : []
    }
    return [{ ...cell, refused: outside(gross, cell) }]
  })
}

/** Why a cell fits no place of the matrix at all. */
function outside({ sold, months, bands }: GrossIndex, cell: Cell): Refused {
  if (cell.carrier !== 'all' && !sold.some((one) => one === cell.carrier)) return 'carrier'
  if (cell.months !== undefined && !months.includes(cell.months)) return 'months'
  if (cell.bandWon !== undefined && !bands.has(cell.bandWon)) return 'band'
  return 'cell'
}

/**
 * An amount for one shop applies to every combination. Counts the combinations in which HQ allows less, from
 * the lowest up.
 */
function overridesAbove(
  gross: GrossIndex,
  { overrides }: SharesIndex,
  paidWon: number[],
): Conflicts['overrides'] {
  const ascending = paidWon.toSorted((a, b) => a - b)
  const lowestGrossWon = ascending[0]
  if (lowestGrossWon === undefined) return []
  return overrides.flatMap(({ retailId, amountWon }) => {
    const fits = ascending.findIndex((grossWon) => !isAbove(gross, amountWon, grossWon))
    const combinations = fits === -1 ? ascending.length : fits
    return combinations > 0 ? [{ retailId, amountWon, combinations, lowestGrossWon }] : []
  })
}
