import { type Axes, axesOf, nameOf } from './axes.ts'
import { type Cells, findCell, fittingCells, indexCells } from './cells.ts'
import type { ToldApart } from './matrix-contract.ts'
import { addPaid, type PaidAmounts, type Span, spanOf } from './paid-amounts.ts'
import { countSpots, spotsOf } from './price-table.ts'
import { type GrossIndex, grossAt, type SharesIndex } from './rebate.ts'
import type { ShopIndex } from './shop-cells.ts'
import { tiesIn } from './ties.ts'
import { toldApart } from './told.ts'
import { namesNoGroup, outside, type Refused, reasonOf } from './unpriced.ts'

/** Where one cell of a shop counts: what HQ pays there, or why it pays nothing at all. */
export type Reach = { paid: PaidAmounts; span: Span | undefined; refused: Refused | undefined }

/**
 * Gives the reach of a shop's cells. Shops are priced at the same places, so what the places of a cell are is
 * looked up once for all shops in which it contends with the same cells.
 */
export function reachesIn(gross: GrossIndex, agencyId: string | null) {
  const known = new Map<string, { cells: Cells<{ axes: Axes }>; reaches: Map<string, Reach> }>()
  return (shop: ShopIndex, hasTies: boolean) => {
    const fieldFor = fieldsIn(gross, shop, hasTies)
    return (cell: Axes): Reach => {
      const { key, all, told } = fieldFor(cell)
      const cells = () => indexCells(all.map((axes) => ({ axes: axesOf(axes) })))
      const same = known.get(key) ?? { cells: cells(), reaches: new Map() }
      known.set(key, same)
      const name = nameOf(cell)
      const found = same.reaches.get(name) ?? lookUp(gross, agencyId, cell, { ...same, told })
      same.reaches.set(name, found)
      return found
    }
  }
}

/** How many places all cells of shops together make somebody look at. */
export function countReached(gross: GrossIndex, { shops }: SharesIndex): number {
  const counted = new Map<string, Map<string, number>>()
  for (const retailId of shops.ids) {
    const shop = shops.of(retailId)
    if (!shop) continue
    const hasTies = tiesIn(shop.cells, gross.groupOfDevice, 1).length > 0
    const fieldFor = fieldsIn(gross, shop, hasTies)
    for (const cell of shop.cells) {
      const { key, told } = fieldFor(cell)
      const ofField = counted.get(key) ?? new Map<string, number>()
      counted.set(key, ofField)
      ofField.set(nameOf(cell), countSpots(gross, { told }, gross.sold, cell))
    }
  }
  return counted
    .values()
    .flatMap((ofField) => ofField.values())
    .reduce((sum, count) => sum + count, 0)
}

/** Cells that contend for the same places, of which one counts at each. */
type Field = { key: string; all: readonly Axes[]; told: ToldApart }

/**
 * By cell of a shop, that cell with those that lie within it. With ties any cell may contend for its places, so all
 * have one field: one of its own for each of thousands would be millions of cells.
 */
function fieldsIn(gross: GrossIndex, shop: ShopIndex, hasTies: boolean): (cell: Axes) => Field {
  if (hasTies) {
    const whole = fieldOf(shop.cells)
    return () => whole
  }
  const within = narrowerIn(gross, shop)
  return (cell) => fieldOf([cell, ...(within.get(nameOf(cell)) ?? [])])
}

const fieldOf = (all: readonly Axes[]): Field => ({
  ...{ key: all.map(nameOf).sort().join('\n\n'), all },
  told: toldApart(all),
})

/** By a cell's name, the more specific cells of the same shop that lie within it. */
function narrowerIn(
  { groupOfDevice, bandsWon }: GrossIndex,
  { cells, amounts }: ShopIndex,
): ReadonlyMap<string, readonly Axes[]> {
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
  { cells, told }: { cells: Cells<{ axes: Axes }>; told: ToldApart },
): Reach {
  const name = nameOf(cell)
  const paid: PaidAmounts = new Map()
  if (namesNoGroup(gross, cell)) return { paid, span: undefined, refused: outside(gross, cell) }
  const refusals = new Set<Refused | undefined>()
  for (const place of spotsOf(gross, { told }, gross.sold, cell)) {
    const fromHq = grossAt(gross, { ...place, agencyId })
    refusals.add('refused' in fromHq ? reasonOf(fromHq.refused) : undefined)
    if ('refused' in fromHq) continue
    const found = findCell(cells, place)
    if (found && !('tie' in found) && nameOf(found.axes) === name)
      addPaid(paid, place, fromHq.grossWon)
  }
  const [first = outside(gross, cell)] = refusals
  return { paid, span: spanOf(paid), refused: refusals.has(undefined) ? undefined : first }
}
