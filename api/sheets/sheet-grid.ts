import type { Cell, Range, Row, Sheet } from './sheet.ts'

/** A sheet by row and column, with its merges. */
export type Grid = {
  rows: readonly Row[]
  at(row: number, column: number): Cell | undefined
  /** The merge of several cells in which the place lies. */
  mergeAt(row: number, column: number): Range | undefined
  /** The cell at the place, or the one whose merge covers it. */
  covering(row: number, column: number): Cell | undefined
  lastColumn: number
}

/** Merges do not overlap in a sheet that Excel wrote, so more entries than this are no honest file. */
const ENTRIES_MAX = 200_000

export function gridOf({ rows, merges = [] }: Pick<Sheet, 'rows' | 'merges'>): Grid {
  const byRow = new Map(
    rows.map(({ number, cells }) => [number, new Map(cells.map((cell) => [cell.column, cell]))]),
  )
  const mergesOf = mergesByRow(rows, merges)
  const at = (row: number, column: number) => byRow.get(row)?.get(column)
  const mergeAt = (row: number, column: number) =>
    mergesOf.get(row)?.find(({ left, right }) => column >= left && column <= right)
  return {
    rows,
    at,
    mergeAt,
    covering(row, column) {
      const merge = mergeAt(row, column)
      return merge ? at(merge.top, merge.left) : at(row, column)
    },
    lastColumn: rows.reduce((last, { cells }) => Math.max(last, cells.at(-1)?.column ?? 0), 0),
  }
}

function mergesByRow(rows: readonly Row[], merges: readonly Range[]): Map<number, Range[]> {
  const numbers = rows.map(({ number }) => number)
  const found = new Map<number, Range[]>()
  let left = ENTRIES_MAX
  for (const merge of merges) {
    let index = firstFrom(numbers, merge.top)
    for (; (numbers[index] ?? Number.POSITIVE_INFINITY) <= merge.bottom; index++) {
      if (left-- === 0) return found
      const number = numbers[index] ?? 0
      const known = found.get(number)
      if (known) known.push(merge)
      else found.set(number, [merge])
    }
  }
  return found
}

/** The index of the first number that is not below `least`, of ascending ones. */
function firstFrom(numbers: readonly number[], least: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? 0) < least) low = middle + 1
    else high = middle
  }
  return low
}
