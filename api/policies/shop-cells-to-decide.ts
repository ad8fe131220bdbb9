import type { Carrier } from '#db/words.ts'
import type { Conflicts } from './agency-conflicts.ts'
import { type Axes, axesOf, nameOf } from './axes.ts'
import { leaveWonOf, limitOn } from './margin.ts'
import type { GrossIndex, SharesIndex } from './rebate.ts'

type Spot = Axes & { carrier: Carrier; bandWon: number; months: number }
/** What is wrong with a cell, and the nearest amount that fits all of its places; null where none does. */
type Refused = { ownWon: number; grossWon: number; fitsWon: number | null; place: Spot }

/** A cell of one shop at which orders are refused, or that meets none; once for each cell and fault. */
export type ShopCellToDecide = { kind: 'shop_cell'; retailId: string; axes: Axes } & (
  | { fault: 'low'; ownWon: number; lowestWon: number }
  /** Two cells of the shop count for these axes, and neither is more specific. */
  | { fault: 'tie'; amountsWon: readonly number[] }
  /** `leaveWon` is how much more than its own amount HQ allows. */
  | ({ fault: 'above'; leaveWon: number } & Refused)
  | ({ fault: 'below_floor' | 'above_ceiling'; limitWon: number } & Refused)
  | { fault: 'unpriced'; ownWon: number }
)

export function shopCellsToDecide(
  gross: GrossIndex,
  { shopCells }: Pick<SharesIndex, 'shopCells'>,
  conflicts: Pick<Conflicts, 'shopCells' | 'shopTies' | 'shopUnpriced'>,
): ShopCellToDecide[] {
  const kind = 'shop_cell' as const
  return [
    ...shopCells.flatMap(({ retailId, cells }) =>
      cells
        .filter(({ amountWon }) => amountWon < gross.lowestWon)
        .map((cell) => {
          const { lowestWon } = gross
          const at = { kind, retailId, axes: axesOf(cell) }
          return { ...at, fault: 'low' as const, ownWon: cell.amountWon, lowestWon }
        }),
    ),
    ...tied(shopCells, conflicts.shopTies),
    ...conflicts.shopCells.map(
      ({
        retailId,
        cell,
        refused,
        amountWon: ownWon,
        grossWon,
        fitsWon,
        combinations: _,
        ...place
      }) => {
        const one = { kind, retailId, axes: axesOf(cell), ownWon, grossWon, fitsWon, place }
        return refused === 'shop_above_gross'
          ? { ...one, fault: 'above' as const, leaveWon: leaveWonOf(gross) }
          : { ...one, fault: refused, limitWon: limitOn(gross, refused) }
      },
    ),
    ...conflicts.shopUnpriced.map(({ retailId, refused: _, ...cell }) => ({
      ...{ kind, retailId, axes: axesOf(cell) },
      ...{ fault: 'unpriced' as const, ownWon: cell.amountWon },
    })),
  ]
}

/** Once for each cell that settles a tie, with the amounts of the two. */
function tied(
  shopCells: SharesIndex['shopCells'],
  ties: Conflicts['shopTies'],
): ShopCellToDecide[] {
  const once = Map.groupBy(ties, ({ retailId, exact }) => `${retailId} ${nameOf(exact)}`)
  return [...once.values()].flatMap(([tie]) => {
    if (!tie) return []
    const { retailId, between, exact } = tie
    const cells = shopCells.find((shop) => shop.retailId === retailId)?.cells ?? []
    const names = new Set(between.map(nameOf))
    const amounts = cells.flatMap((cell) => (names.has(nameOf(cell)) ? [cell.amountWon] : []))
    return [
      {
        ...{ kind: 'shop_cell' as const, retailId, axes: axesOf(exact) },
        ...{ fault: 'tie' as const, amountsWon: [...new Set(amounts)] },
      },
    ]
  })
}
