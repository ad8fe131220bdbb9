import type { Spot } from '../../../ui/matrix/model.ts'
import type { Action } from './keys.ts'

/** The selected cells of a face: the active one, and the fixed end of the range. */
export type Selection = { active: Spot; anchor: Spot }
export type Size = { rows: number; columns: number }

export const ORIGIN: Selection = { active: { row: 0, column: 0 }, anchor: { row: 0, column: 0 } }

const clamp = (value: number, most: number) => Math.max(0, Math.min(most, value))
export const within = ({ rows, columns }: Size, { row, column }: Spot): Spot => ({
  row: clamp(row, rows - 1),
  column: clamp(column, columns - 1),
})

export function goTo(from: Selection, size: Size, to: Spot, extend = false): Selection {
  const active = within(size, to)
  return { active, anchor: extend ? from.anchor : active }
}

export const step = (from: Selection, size: Size, rows: number, columns: number, extend = false) =>
  goTo(from, size, { row: from.active.row + rows, column: from.active.column + columns }, extend)

/** Ctrl+arrow: to the last cell before the change between filled and empty, as in spreadsheets. */
export function toEdge(
  from: Selection,
  size: Size,
  [rows, columns]: readonly [number, number],
  isFilled: (spot: Spot) => boolean,
  extend = false,
): Selection {
  const next = ({ row, column }: Spot) => ({ row: row + rows, column: column + columns })
  const isInside = ({ row, column }: Spot) =>
    row >= 0 && column >= 0 && row < size.rows && column < size.columns
  let at = from.active
  const isRun = isInside(next(at)) && isFilled(at) && isFilled(next(at))
  while (isInside(next(at))) {
    at = next(at)
    if (isRun ? !isInside(next(at)) || !isFilled(next(at)) : isFilled(at)) break
  }
  return goTo(from, size, at, extend)
}

/** A selection of a block, whose first cell is the active one, so that it stays in sight. */
export const blockAt = (size: Size, { row, column }: Spot, height: number, width: number) => ({
  active: within(size, { row, column }),
  anchor: within(size, { row: row + height - 1, column: column + width - 1 }),
})

/** Rows that Page Down goes on by. */
const PAGE_ROWS = 15

/** The selection after a key that moves; undefined for one that does something else. */
export function movedBy(
  action: Action,
  from: Selection,
  size: Size,
  isFilled: (spot: Spot) => boolean,
): Selection | undefined {
  const { active } = from
  const last = { row: size.rows - 1, column: size.columns - 1 }
  switch (action.does) {
    case 'move':
      return step(from, size, action.rows, action.columns, action.extend)
    case 'edge':
      return toEdge(from, size, [action.rows, action.columns], isFilled, action.extend)
    case 'page':
      return step(from, size, action.by * PAGE_ROWS, 0, action.extend)
    case 'row_start':
      return goTo(from, size, { ...active, column: 0 }, action.extend)
    case 'row_end':
      return goTo(from, size, { ...active, column: last.column }, action.extend)
    case 'first':
      return goTo(from, size, { row: 0, column: 0 }, action.extend)
    case 'last':
      return goTo(from, size, last, action.extend)
    case 'all':
      return { active: { row: 0, column: 0 }, anchor: last }
    default:
      return undefined
  }
}
