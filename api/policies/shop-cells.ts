import { type Axes, axesOf, type Place } from './axes.ts'
import { type Cells, findCell, indexCells } from './cells.ts'
import type { ToldApart } from './matrix-contract.ts'
import { closedAxes, toldApart, toldByAny } from './told.ts'

type Cell = Axes & { amountWon: number }
/** The cells that an agency sets for one shop (decision 052). */
export type ShopCells = { retailId: string; cells: readonly Cell[] }
/** Cells for single shops, of all shops together. */
export const SHOP_CELLS_MAX = 5_000
/** A cell as indices hold it. */
export type Entry<Amount> = { axes: Axes; amountWon: Amount }
/** One shop's cells, indexed. */
export type ShopIndex = {
  cells: readonly Cell[]
  amounts: Cells<Entry<number>>
  told: ToldApart
}

export const entryOf = (cell: Cell): Entry<number> => ({
  axes: axesOf(cell),
  amountWon: cell.amountWon,
})

/** Indexes the cells of a shop when it is first asked for: most readers need one of hundreds. */
export function indexShops(all: readonly ShopCells[]) {
  const cellsOf = new Map(all.map(({ retailId, cells }) => [retailId, cells]))
  const known = new Map<string, ShopIndex>()
  return {
    ids: [...cellsOf.keys()],
    /** The cells of a shop; undefined without any. */
    of: (retailId: string | null): ShopIndex | undefined => {
      const cells = retailId === null ? undefined : cellsOf.get(retailId)
      if (retailId === null || !cells) return undefined
      const found = known.get(retailId) ?? {
        ...{ cells, amounts: indexCells(cells.map(entryOf)) },
        told: toldApart(cells),
      }
      known.set(retailId, found)
      return found
    },
  }
}

export type Shops = ReturnType<typeof indexShops>

/** What an agency's amounts for a shop tell apart; the cells of other shops are none of its business. */
export function toldFor(
  { told, shops }: { told: ToldApart; shops: Shops },
  retailId: string | null,
): ToldApart {
  const own = shops.of(retailId)
  return own ? toldByAny(told, own.told) : told
}

/**
 * Whether an order at a place of the agency's own table is not met by the shop's cells. Models and groups of plans
 * need no look: what the shop names beside a place lies outside it, and a cell that leaves them open meets those too.
 */
export function leavesOpen({ amounts, told }: ShopIndex, place: Place): boolean {
  const { joinTypes, supportTypes, segments } = closedAxes(told)
  const valuesAt = <V>(at: V | null, all: readonly (V | null)[]) => (at === null ? all : [at])
  return valuesAt(place.joinType, joinTypes).some((joinType) =>
    valuesAt(place.supportType, supportTypes).some((supportType) =>
      valuesAt(place.segment, segments).some(
        (segment) => !findCell(amounts, { ...place, joinType, supportType, segment }),
      ),
    ),
  )
}

type OfShops = {
  rules: readonly { retailId: string | null }[]
  overrides: readonly { retailId: string }[]
  shopCells: readonly ShopCells[]
}
/** Prices without what is set for these shops alone. */
export function withoutShops<R extends OfShops>(rates: R, gone: ReadonlySet<string>): R {
  if (gone.size === 0) return rates
  const stays = ({ retailId }: { retailId: string | null }) =>
    retailId === null || !gone.has(retailId)
  const { rules, overrides, shopCells } = rates
  return {
    ...rates,
    rules: rules.filter(stays),
    overrides: overrides.filter(stays),
    shopCells: shopCells.filter(stays),
  }
}
