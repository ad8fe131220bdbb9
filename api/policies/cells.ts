import { type Axes, bitsOf, contains, keyAt, type Place } from './axes.ts'

/** The cells that fix the same axes, by their values. */
type Layer<C> = { bits: number; byValues: ReadonlyMap<string, C> }
/** Most specific layers first. */
export type Cells<C> = readonly Layer<C>[]

export type Found<C> = C | { tie: readonly [C, C] } | undefined

/** Indexes cells once, so that a look-up takes as long with 20,000 cells as with 100. */
export function indexCells<C extends { axes: Axes }>(cells: readonly C[]): Cells<C> {
  const layers = new Map<number, Map<string, C>>()
  for (const cell of cells) {
    const bits = bitsOf(cell.axes)
    const key = keyAt(bits, cell.axes)
    if (key === undefined) throw new Error('a cell fixes an axis without a value')
    const layer = layers.get(bits) ?? new Map<string, C>()
    layers.set(bits, layer.set(key, cell))
  }
  return [...layers]
    .map(([bits, byValues]) => ({ bits, byValues }))
    .sort((a, b) => countOf(b.bits) - countOf(a.bits))
}

/** Every cell that fits a place, or a cell that is less specific than given axes; most specific first. */
export function* fittingCells<C extends { axes: Axes }>(
  cells: Cells<C>,
  place: Axes | Place,
): Generator<{ cell: C; bits: number }> {
  for (const { bits, byValues } of cells) {
    const key = keyAt(bits, place)
    const cell = key === undefined ? undefined : byValues.get(key)
    if (cell) yield { cell, bits }
  }
}

/**
 * The cell that counts here: the one that fixes all axes of every other that fits, and more. Two cells of
 * which neither does so are a tie. Undefined where no cell fits.
 */
export function findCell<C extends { axes: Axes }>(cells: Cells<C>, place: Axes | Place): Found<C> {
  // A cell that beats all others fixes more than they do, so it comes first.
  let best: { cell: C; bits: number } | undefined
  for (const fitting of fittingCells(cells, place)) {
    if (!best) best = fitting
    else if (!contains(best.bits, fitting.bits)) return { tie: [best.cell, fitting.cell] }
  }
  return best?.cell
}

function countOf(bits: number): number {
  let count = 0
  for (let rest = bits; rest > 0; rest &= rest - 1) count++
  return count
}
