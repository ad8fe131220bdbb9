import { parseAmount } from '#api/amount.ts'
import { recordsOf } from '#api/separated-text.ts'
import {
  type Cell,
  edit,
  type Grid,
  type Range,
  rangeOf,
  type Spot,
  sizeOf,
  spotsOf,
} from './model.ts'

/** Excel's format: tabs between cells, a line per row; quotes around a cell with a tab or a line break. */
export const parseTsv = (text: string): string[][] =>
  text === '' ? [['']] : [...recordsOf(text, '\t')].map(({ fields }) => fields)

export function toTsv({ values }: Grid, range: Range): string {
  return values
    .slice(range.top, range.bottom + 1)
    .map((row) =>
      row
        .slice(range.left, range.right + 1)
        .map((cell) => cell ?? '')
        .join('\t'),
    )
    .join('\n')
}

/** A cell whose pasted text is no amount; it keeps its old value. */
export type Unread = { spot: Spot; text: string }

export type Pasted = {
  grid: Grid
  count: number
  /** One entry for a single text that was to fill the selection. */
  unreadable: Unread[]
  /** Cells beyond the edge of the grid. */
  outside: number
}

/** One value fills the selection; a block starts at its top left corner. One undo step. */
export function paste(grid: Grid, text: string, isLocked: (spot: Spot) => boolean): Pasted {
  const block = parseTsv(text)
  const range = rangeOf(grid)
  const single = block.length === 1 && block[0]?.length === 1 ? (block[0][0] ?? '') : undefined
  const targets = single === undefined ? placed(block, range) : whole(single, range)
  const { rows, columns } = sizeOf(grid.values)
  const changes: { spot: Spot; value: Cell }[] = []
  const unreadable: Unread[] = []
  let outside = 0
  for (const { spot, text: cell } of targets) {
    const value = cell.trim() === '' || cell.trim() === '-' ? null : parseAmount(cell)
    if (spot.row >= rows || spot.column >= columns) outside++
    else if (isLocked(spot)) continue
    else if (value === undefined || (value !== null && value < 0))
      unreadable.push({ spot, text: cell })
    else changes.push({ spot, value })
  }
  const next = edit(grid, changes)
  const height = single === undefined ? block.length : range.bottom - range.top + 1
  const width =
    single === undefined
      ? Math.max(...block.map((row) => row.length))
      : range.right - range.left + 1
  return {
    grid: {
      ...next,
      anchor: { row: range.top, column: range.left },
      active: {
        row: Math.min(rows - 1, range.top + height - 1),
        column: Math.min(columns - 1, range.left + width - 1),
      },
    },
    count: changes.length,
    unreadable: single === undefined ? unreadable : unreadable.slice(0, 1),
    outside,
  }
}

const placed = (block: string[][], { top, left }: Range) =>
  block.flatMap((row, r) =>
    row.map((text, c) => ({ spot: { row: top + r, column: left + c }, text })),
  )

const whole = (text: string, range: Range) => [...spotsOf(range)].map((spot) => ({ spot, text }))

/** Empties the selection: an empty combination takes no orders. */
export const clear = (grid: Grid, isLocked: (spot: Spot) => boolean): Grid =>
  edit(
    grid,
    [...spotsOf(rangeOf(grid))]
      .filter((spot) => !isLocked(spot))
      .map((spot) => ({ spot, value: null })),
  )
