import type { FieldError } from '../errors.ts'
import type { Conflicts } from './agency-conflicts.ts'
import { type Axes, axesOf, nameOf } from './axes.ts'
import { rangeText } from './limit-errors.ts'
import { leaveWonOf } from './margin.ts'
import type { GrossIndex, Shares } from './rebate.ts'

export type ShopNames = ReadonlyMap<string, { name: string; isGone: boolean }>

/** Cells of single shops at which orders would be refused: the field, the shop, the place, and what to do. */
export function shopCellErrors(
  input: Pick<Shares, 'shopCells'>,
  live: Pick<Shares, 'shopCells'>,
  conflicts: Pick<Conflicts, 'shopCells' | 'shopTies' | 'shopUnpriced'>,
  gross: GrossIndex,
  names: ShopNames,
): FieldError[] {
  const pathOf = pathsIn(input)
  const shopOf = (retailId: string) => `For ${names.get(retailId)?.name ?? retailId}`
  return [
    ...live.shopCells.flatMap(({ retailId, cells }) =>
      cells
        .filter(({ amountWon }) => amountWon < gross.lowestWon)
        .map((cell) => ({
          path: `${pathOf(retailId, cell)}.amountWon`,
          code: 'below_lowest',
          message: `${shopOf(retailId)} at ${textOf(cell)} HQ allows ${gross.lowestWon} at the lowest.`,
        })),
    ),
    ...conflicts.shopTies.map(({ retailId, between, exact }) => {
      const [first = exact, second = exact] = between
      return {
        path: pathOf(retailId, first),
        code: 'tie',
        message: `${shopOf(retailId)} neither this nor ${pathOf(retailId, second)} is more specific. Add a cell for ${textOf(exact)}.`,
      }
    }),
    ...conflicts.shopUnpriced.map(({ retailId, refused: _, ...cell }) => ({
      path: `${pathOf(retailId, cell)}.amountWon`,
      code: 'not_priced',
      message: `${shopOf(retailId)} HQ does not price ${textOf(cell)}.`,
    })),
    ...conflicts.shopCells.map(
      ({ retailId, cell, refused, amountWon, grossWon, fitsWon, ...place }) => ({
        path: `${pathOf(retailId, cell)}.amountWon`,
        code: refused === 'shop_above_gross' ? 'above_gross' : refused,
        message: `${shopOf(retailId)} at ${textOf(place)} HQ pays ${grossWon} and the shop would get ${amountWon}. ${
          refused === 'shop_above_gross' ? mostText(gross) : `HQ allows ${rangeText(gross)}`
        }: ${fitsWon === null ? 'split this cell, no amount fits all of its places.' : `set ${fitsWon}.`}`,
      }),
    ),
  ]
}

function mostText(gross: GrossIndex): string {
  const leaveWon = leaveWonOf(gross)
  const most = leaveWon > 0 ? `${leaveWon} more than HQ pays, as HQ allows` : 'what HQ pays'
  return `It may get at most ${most}`
}

const textOf = (axes: Axes) => JSON.stringify(axesOf(axes))

/** Where a cell stands in the request. */
function pathsIn({ shopCells }: Pick<Shares, 'shopCells'>) {
  const paths = new Map(
    shopCells.flatMap(({ retailId, cells }, i) =>
      cells.map((cell, j) => [`${retailId} ${nameOf(cell)}`, `shopCells.${i}.cells.${j}`] as const),
    ),
  )
  return (retailId: string, axes: Axes) => paths.get(`${retailId} ${nameOf(axes)}`) ?? 'shopCells'
}
