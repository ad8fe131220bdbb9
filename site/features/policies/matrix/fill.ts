import type { Axes } from '#api/policies/axes.ts'
import { isIn, type Range, type Spot, spotsOf } from '../../../ui/matrix/model.ts'
import type { Change, Content } from './entry.ts'
import type { Action } from './keys.ts'

/** The cells of the face that is shown. */
export type Face = {
  axesAt: (spot: Spot) => Axes
  /** What the cell itself holds; undefined while it is empty. */
  ownAt: (spot: Spot) => Content | undefined
  /** The amount that counts at the cell, its own or another's. */
  amountAt: (spot: Spot) => number | undefined
}

/** Ctrl+D and Ctrl+R: the first row (column) into the rest; a single one takes its neighbour's. */
export function filled(
  { axesAt, ownAt }: Face,
  range: Range,
  direction: 'down' | 'right',
): Change[] {
  const isDown = direction === 'down'
  const isSingle = isDown ? range.top === range.bottom : range.left === range.right
  const from = (isDown ? range.top : range.left) - (isSingle ? 1 : 0)
  if (from < 0) return []
  return [...spotsOf(range)].map((spot) => ({
    axes: axesAt(spot),
    content: ownAt(isDown ? { ...spot, row: from } : { ...spot, column: from }),
  }))
}

/** The fill handle: repeats the selection down and to the right until `to`. */
export function spread({ axesAt, ownAt }: Face, source: Range, to: Spot) {
  const target = {
    ...source,
    bottom: Math.max(source.bottom, to.row),
    right: Math.max(source.right, to.column),
  }
  const height = source.bottom - source.top + 1
  const width = source.right - source.left + 1
  const changes: Change[] = [...spotsOf(target)]
    .filter((spot) => !isIn(source, spot))
    .map((spot) => ({
      axes: axesAt(spot),
      content: ownAt({
        row: source.top + ((spot.row - source.top) % height),
        column: source.left + ((spot.column - source.left) % width),
      }),
    }))
  return { changes, target }
}

export const FILL_MODES = ['set', 'series', 'add', 'percent'] as const
export type FillMode = (typeof FILL_MODES)[number]

/**
 * The fill box. `set` writes one amount; `series` goes on from the first cell of each column (of the row, if
 * only one is selected) by a step; `add` and `percent` change the amounts that count now.
 */
export function filledWith(
  { axesAt, amountAt }: Face,
  range: Range,
  mode: FillMode,
  by: number,
): Change[] {
  const isRow = range.top === range.bottom
  return [...spotsOf(range)].flatMap((spot) => {
    const first = amountAt(isRow ? { ...spot, column: range.left } : { ...spot, row: range.top })
    const steps = isRow ? spot.column - range.left : spot.row - range.top
    const before = mode === 'series' ? first : amountAt(spot)
    if (mode === 'set') return [{ axes: axesAt(spot), content: Math.round(by) }]
    if (before === undefined) return []
    const content =
      mode === 'add'
        ? before + by
        : mode === 'percent'
          ? Math.round((before * by) / 100)
          : before + steps * by
    return [{ axes: axesAt(spot), content }]
  })
}

/** Every cell of a range with one content. */
export const all = ({ axesAt }: Face, range: Range, content: Content | undefined): Change[] =>
  [...spotsOf(range)].map((spot) => ({ axes: axesAt(spot), content }))

/** Count, sum and average of the amounts that count in a range. */
export function summaryOf({ amountAt }: Face, range: Range) {
  let [count, sum] = [0, 0]
  for (const spot of spotsOf(range)) {
    const won = amountAt(spot)
    if (won === undefined) continue
    count++
    sum += won
  }
  return { count, sum, average: count > 0 ? Math.round(sum / count) : 0 }
}

/** What a key writes into the selection; undefined for one that writes nothing. */
export function changesBy({ does }: Action, face: Face, range: Range): Change[] | undefined {
  switch (does) {
    case 'clear':
      return all(face, range, undefined)
    case 'close':
      return all(face, range, null)
    case 'fill_down':
      return filled(face, range, 'down')
    case 'fill_right':
      return filled(face, range, 'right')
    default:
      return undefined
  }
}
