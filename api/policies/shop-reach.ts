import { type Axes, axesOf, nameOf } from './axes.ts'
import { findCell, fittingCells, indexCells } from './cells.ts'
import { addPaid, type PaidAmounts, type Span, spanOf } from './paid-amounts.ts'
import { countSpots, spotsOf } from './price-table.ts'
import { type GrossIndex, grossAt, type SharesIndex } from './rebate.ts'
import type { ShopIndex } from './shop-cells.ts'
import { tiesIn } from './ties.ts'
import { toldApart } from './told.ts'
import { outside, type Refused, reasonOf } from './unpriced.ts'

/** Where one cell of a shop counts: what HQ pays there, or why it pays nothing at all. */
export type Reach = { paid: PaidAmounts; span: Span | undefined; refused: Refused | undefined }

/**
 * Gives the reach of a shop's cells. Shops are priced at the same places, so what the places of a cell are is
 * looked up once for all shops in which no, or the same, more specific cells lie within it.
 */
export function reachesIn(gross: GrossIndex, agencyId: string | null) {
  const known = new Map<string, Reach>()
  return (shop: ShopIndex, hasTies: boolean) => {
    const within = narrowerIn(gross, shop, hasTies)
    return (cell: Axes): Reach => {
      const narrower = within.get(nameOf(cell)) ?? []
      const key = keyOf(cell, narrower)
      const found = known.get(key) ?? lookUp(gross, agencyId, axesOf(cell), narrower)
      known.set(key, found)
      return found
    }
  }
}

/** How many places all cells of shops together make somebody look at. */
export function countReached(gross: GrossIndex, { shops }: SharesIndex): number {
  const counted = new Map<string, number>()
  for (const retailId of shops.ids) {
    const shop = shops.of(retailId)
    if (!shop) continue
    const hasTies = tiesIn(shop.cells, gross.groupOfDevice, 1).length > 0
    const within = narrowerIn(gross, shop, hasTies)
    for (const cell of shop.cells) {
      const narrower = within.get(nameOf(cell)) ?? []
      const told = toldApart([cell, ...narrower])
      counted.set(keyOf(cell, narrower), countSpots(gross, { told }, gross.sold, cell))
    }
  }
  return counted.values().reduce((sum, count) => sum + count, 0)
}

const keyOf = (cell: Axes, narrower: readonly Axes[]): string =>
  [nameOf(cell), ...narrower.map(nameOf).sort()].join('\n\n')

/**
 * By a cell's name, the more specific cells of the same shop that lie within it; with ties every other cell,
 * because any may contend for its places.
 */
function narrowerIn(
  { groupOfDevice, bandsWon }: GrossIndex,
  { cells, amounts }: ShopIndex,
  hasTies: boolean,
): ReadonlyMap<string, readonly Axes[]> {
  if (hasTies)
    return new Map(
      cells.map((cell) => [nameOf(cell), cells.filter((one) => one !== cell).map(axesOf)]),
    )
  const within = new Map<string, Axes[]>()
  for (const cell of cells) {
    const { deviceId, planGroup } = cell
    const deviceGroup = cell.deviceGroup ?? groupOfDevice.get(deviceId ?? '')
    // Which bands the plans of a group are in depends on their fees, so it lies within every one.
    const bands = planGroup === undefined ? [cell.bandWon] : bandsWon
    const wider = new Set(
      bands.flatMap((bandWon) =>
        [...fittingCells(amounts, { ...cell, deviceGroup, bandWon })].map((one) => one.cell.axes),
      ),
    )
    for (const axes of wider) {
      const name = nameOf(axes)
      if (name === nameOf(cell)) continue
      const known = within.get(name)
      if (known) known.push(axesOf(cell))
      else within.set(name, [axesOf(cell)])
    }
  }
  return within
}

function lookUp(
  gross: GrossIndex,
  agencyId: string | null,
  cell: Axes,
  narrower: readonly Axes[],
): Reach {
  const all = [cell, ...narrower]
  const cells = indexCells(all.map((axes) => ({ axes })))
  const paid: PaidAmounts = new Map()
  const refusals = new Set<Refused | undefined>()
  for (const place of spotsOf(gross, { told: toldApart(all) }, gross.sold, cell)) {
    const fromHq = grossAt(gross, { ...place, agencyId })
    refusals.add('refused' in fromHq ? reasonOf(fromHq.refused) : undefined)
    if ('refused' in fromHq) continue
    const found = findCell(cells, place)
    if (found && !('tie' in found) && found.axes === cell) addPaid(paid, place, fromHq.grossWon)
  }
  const [first = outside(gross, cell)] = refusals
  return { paid, span: spanOf(paid), refused: refusals.has(undefined) ? undefined : first }
}
