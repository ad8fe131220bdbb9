import { type Axes, axesAt } from './axes.ts'
import type { PolicyDetail } from './contract.ts'
import { refusalOf } from './margin.ts'
import { eachPaid, isAllowed, nearestAllowed, type Span } from './paid-amounts.ts'
import type { GrossIndex, SharesIndex } from './rebate.ts'
import type { ShopIndex } from './shop-cells.ts'
import { type Reach, reachesIn } from './shop-reach.ts'
import { tiesIn } from './ties.ts'

type Conflicts = NonNullable<PolicyDetail['agency']>['conflicts']
type Found = Pick<Conflicts, 'shopCells' | 'shopTies' | 'shopUnpriced'>
type Cell = ShopIndex['cells'][number]

/** Ties named for one shop at once. */
const TIES_MAX = 20

/** Where the cells of single shops keep orders out, or meet none. */
export function shopCellsIn(
  gross: GrossIndex,
  shares: SharesIndex,
  agencyId: string | null,
): Found {
  const found: Found = { shopCells: [], shopTies: [], shopUnpriced: [] }
  const reachOf = reachesIn(gross, agencyId)
  for (const retailId of shares.shops.ids) {
    const shop = shares.shops.of(retailId)
    if (!shop) continue
    const ties = tiesIn(shop.cells, gross.groupOfDevice, TIES_MAX)
    for (const { first, second, exact } of ties)
      found.shopTies.push({ retailId, between: [first, second], exact })
    const reach = reachOf(shop, ties.length > 0)
    for (const cell of shop.cells) {
      const { refused, paid, span } = reach(cell)
      if (refused) found.shopUnpriced.push({ ...cell, retailId, refused })
      if (!span || isAllowed(gross, span, cell.amountWon)) continue
      found.shopCells.push(
        ...refusedAt(gross, cell, paid, span).map((one) => ({ ...one, retailId })),
      )
    }
  }
  return found
}

/** Each way in which a cell is refused, with the place where it is farthest from what is allowed. */
function refusedAt(
  gross: GrossIndex,
  cell: Cell,
  paid: Reach['paid'],
  span: Span,
): Omit<Conflicts['shopCells'][number], 'retailId'>[] {
  const { amountWon } = cell
  const broken = [...eachPaid(paid)].flatMap(({ grossWon, places }) => {
    const refused = refusalOf(gross, grossWon, amountWon)
    // The cell itself says that it is too low, see `to-decide.ts`.
    return refused && refused !== 'below_lowest' ? [{ refused, grossWon, places }] : []
  })
  return [...Map.groupBy(broken, ({ refused }) => refused)].flatMap(([refused, all]) => {
    const [worst] = all.toSorted((a, b) =>
      refused === 'above_ceiling' ? b.grossWon - a.grossWon : a.grossWon - b.grossWon,
    )
    const [place] = worst?.places ?? []
    if (!worst || !place) return []
    const { grossWon } = worst
    return [
      {
        ...{ ...axesAt(place), cell: axesOnly(cell), refused, amountWon, grossWon },
        combinations: all.reduce((sum, { places }) => sum + places.length, 0),
        fitsWon: nearestAllowed(gross, span, amountWon),
      },
    ]
  })
}

const axesOnly = ({ amountWon: _, ...axes }: Cell): Axes => axes
