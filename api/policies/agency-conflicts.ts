import { type Axes, axesAt, nameOf, type Place } from './axes.ts'
import { fittingCells } from './cells.ts'
import type { PolicyDetail } from './contract.ts'
import { isLimited, mostByRule } from './margin.ts'
import { addPaid, type PaidAmounts } from './paid-amounts.ts'
import { spotsOf } from './price-table.ts'
import { type GrossIndex, grossAt, priceAt, type SharesIndex, type ShopWhy } from './rebate.ts'
import { leavesOpen } from './shop-cells.ts'
import { overridesAbove, ruledShops, shopLimitsIn } from './shop-limits.ts'
import { namesNoGroup, outside, type Refused, reasonOf } from './unpriced.ts'

export type Conflicts = NonNullable<PolicyDetail['agency']>['conflicts']

/**
 * Amounts of an agency at which no order is accepted, per carrier as orders are: amounts above what HQ allows or
 * with a margin outside its limits, by their source, and cells without a price of HQ.
 */
export function agencyConflicts(
  gross: GrossIndex,
  shares: SharesIndex,
  agencyId: string | null,
): Conflicts {
  const found = noConflicts()
  const paid: PaidAmounts = new Map()
  const isPaidAsked = isLimited(gross) || shares.overrides.length > 0
  /** Why HQ does not price the places of a cell; undefined as soon as it prices one. */
  const refusals = new Map<Axes, Refused | undefined>()
  const ruled = ruledShops(shares, gross.sold)
  for (const place of spotsOf(gross, shares, gross.sold)) {
    const fromHq = grossAt(gross, { ...place, agencyId })
    const reason = 'refused' in fromHq ? reasonOf(fromHq.refused) : undefined
    for (const { cell } of fittingCells(shares.amounts, place))
      if (reason === undefined || !refusals.has(cell.axes)) refusals.set(cell.axes, reason)
    if ('refused' in fromHq) continue
    const { grossWon } = fromHq
    if (isPaidAsked) addPaid(paid, place, grossWon)
    const spot = { ...place, agencyId }
    const price = priceAt(gross, shares, { ...spot, retailId: null })
    // A rule of one shop may not apply where the others have a price.
    const waits = (retailId: string) =>
      isUndecided(priceAt(gross, shares, { ...spot, retailId })) &&
      isLeftOpen(shares, retailId, place)
    const isRuledOut = mostByRule(gross, grossWon) < 0
    if (isUndecided(price) || (isRuledOut && ruled.get(place.carrier)?.some(waits)))
      found.undecided.push({ ...axesAt(place), grossWon })
    if (!('refused' in price)) continue
    if (price.refused === 'tie') found.ties.push({ ...axesAt(place), between: [...price.cells] })
    if (!('shopWon' in price)) continue
    const { shopWon: amountWon, shop, refused } = price
    // The cell itself says that it is too low, see `to-decide.ts`.
    if (refused === 'below_lowest') continue
    const at = { ...axesAt(place), amountWon, grossWon }
    if (refused !== 'shop_above_gross')
      found.limits.push({ ...at, side: refused, ...sourceOf(shop) })
    else if (shop.from === 'cell')
      found.cells.push({ ...at, setFor: shop.cell.carrier, cell: shop.cell })
    else found.default.push(at)
  }
  found.overrides = overridesAbove(gross, shares, paid)
  found.shopLimits = shopLimitsIn(gross, shares, paid)
  found.unpriced = unpricedIn(gross, shares, refusals)
  return found
}

const isUndecided = (price: ReturnType<typeof priceAt>): boolean =>
  'refused' in price && price.refused === 'undecided'

/** Whether the cells of a shop leave some order at a place to what else is set. */
const isLeftOpen = ({ shops }: SharesIndex, retailId: string, place: Place): boolean => {
  const own = shops.of(retailId)
  return !own || leavesOpen(own, place)
}

export const noConflicts = (): Conflicts => ({
  ...{ cells: [], default: [], overrides: [], unpriced: [], ties: [], undecided: [] },
  ...{ limits: [], shopLimits: [], shopCells: [], shopTies: [], shopUnpriced: [] },
})

/** What sets the amount of a shop without its own, and which cell it is. */
function sourceOf(shop: ShopWhy): Pick<Conflicts['limits'][number], 'from' | 'cell'> {
  if (shop.from === 'override' || shop.from === 'shop_cell')
    throw new Error('a shop for which nothing is set has no amount of its own')
  return shop.from === 'cell' ? { from: 'cell', cell: shop.cell } : { from: shop.from }
}

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
    if (axes && !namesNoGroup(gross, cell) && refusals.has(axes)) {
      const refused = refusals.get(axes)
      return refused ? [{ ...cell, refused }] : []
    }
    return [{ ...cell, refused: outside(gross, cell) }]
  })
}
