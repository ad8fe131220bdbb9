import { parseTsv } from '../../../ui/matrix/clipboard.ts'
import { isPriceLike, readPrice } from './read-price.ts'

/** A pasted block: its cells, and the heads around them if it has any. */
export type Block = {
  cells: readonly (readonly string[])[]
  /** For each row of cells the texts of its head; the same for columns. Empty without heads. */
  rowHeads: readonly (readonly string[])[]
  columnHeads: readonly (readonly string[])[]
}

/** A block wider or longer than this is a whole workbook, not a paste. */
export const BLOCK_CELLS_MAX = 100_000
const HEADS_MAX = 3

export const blockOf = (text: string): Block => withHeads(parseTsv(text))

/** Tells heads from prices: rows and columns at the edge that contain names and no amount. */
export function withHeads(table: readonly (readonly string[])[]): Block {
  const width = Math.max(...table.map((row) => row.length))
  const columnOf = (column: number) => table.map((row) => row[column] ?? '')
  let left = 0
  while (left < Math.min(HEADS_MAX, width - 1) && isHead(columnOf(left))) left++
  let top = 0
  const bodyOf = (row: number) => (table[row] ?? []).slice(left)
  while (top < Math.min(HEADS_MAX, table.length - 1) && isHead(bodyOf(top))) top++
  const body = table.slice(top)
  const heads = table.slice(0, top).map((row) => filledForward(row.slice(left)))
  return {
    cells: body.map((row) => row.slice(left)),
    rowHeads: left === 0 ? [] : filledDown(body.map((row) => row.slice(0, left))),
    columnHeads:
      top === 0
        ? []
        : Array.from({ length: width - left }, (_, column) =>
            heads.map((row, r) =>
              r === top - 1 ? (table[r]?.[left + column] ?? '') : (row[column] ?? ''),
            ),
          ),
  }
}

const isHead = (texts: readonly string[]) =>
  texts.some((text) => !isPriceLike(text)) &&
  !texts.some((text) => typeof readPrice(text) === 'number')

/** A merged head has its text in its first cell only. */
function filledForward(texts: readonly string[]): string[] {
  let last = ''
  return texts.map((text) => {
    if (text.trim()) last = text
    return last
  })
}

function filledDown(rows: readonly (readonly string[])[]): string[][] {
  let last: readonly string[] = []
  return rows.map((row) => {
    const filled = row.map((text, at) =>
      text.trim() || at === row.length - 1 ? text : (last[at] ?? ''),
    )
    last = filled
    return filled
  })
}
