import { parseRange } from './address.ts'
import { decimalOf } from './number-cell.ts'
import type { Cell, CellValue, Mark, Sheet } from './sheet.ts'

export type Written =
  | string
  | number
  | null
  | { shown: string; value?: CellValue; format?: string; marks?: Mark[] }

/** A sheet from its rows, the first of which is row 1; null is a cell without a value. */
export function sheetOf(
  rows: readonly (readonly Written[])[],
  more: { name?: string; merges?: string[]; hiddenRows?: number[]; hiddenColumns?: number[] } = {},
): Sheet {
  const { name = '시트', merges, hiddenRows = [], hiddenColumns = [] } = more
  return {
    name,
    hidden: false,
    rows: rows
      .map((cells, index) => ({
        number: index + 1,
        cells: cells.flatMap((written, column) => cellOf(written, index + 1, column + 1) ?? []),
      }))
      .filter(({ cells }) => cells.length > 0),
    ...(merges && { merges: merges.flatMap((range) => parseRange(range) ?? []) }),
    hiddenRows,
    hiddenColumns,
  }
}

function cellOf(written: Written, row: number, column: number): Cell | undefined {
  if (written === null) return undefined
  const at = { row, column }
  if (typeof written === 'string') return { ...at, shown: written, value: { kind: 'text' } }
  if (typeof written !== 'number') return { ...at, value: { kind: 'text' }, ...written }
  const decimal = decimalOf(written)
  return { ...at, shown: decimal, value: { kind: 'number', decimal } }
}
