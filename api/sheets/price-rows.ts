import type { Block } from './price-headings.ts'
import type { ColumnRole, ProposedColumn, SkippedRow } from './price-proposal.ts'
import { isNote, isTotal } from './price-words.ts'
import type { Row, Sheet } from './sheet.ts'
import type { Grid } from './sheet-grid.ts'

/** The cells of a row that say what its amounts are for, by the role of their column. */
export type RowLabels = Partial<Record<ColumnRole, { text: string; column: number }>>
export type PriceRow = { number: number; labels: RowLabels }

/** Columns whose cells say what a row's amounts are for. */
export const LABEL_ROLES: readonly ColumnRole[] = [
  'device',
  'storage',
  'carrier',
  'band',
  'months',
  'join_type',
  'support',
]

/** Parts the rows of a table into those with prices and those without, each of these with a reason. */
export function rowsOf(
  sheet: Sheet,
  grid: Grid,
  block: Block,
  columns: readonly ProposedColumn[],
  readHidden: boolean,
): { rows: PriceRow[]; skipped: SkippedRow[] } {
  const amounts = columns.filter(({ role }) => role === 'amount').map(({ column }) => column)
  const hidden = new Set(sheet.hiddenRows)
  const rows: PriceRow[] = []
  const skipped: SkippedRow[] = []
  for (const row of block.rows) {
    const labels = labelsOf(row, grid, columns)
    const why =
      hidden.has(row.number) && !readHidden ? 'hidden' : whySkipped(row, labels, amounts, grid)
    if (why) skipped.push({ row: row.number, why })
    else rows.push({ number: row.number, labels })
  }
  return { rows, skipped }
}

function labelsOf({ number }: Row, grid: Grid, columns: readonly ProposedColumn[]): RowLabels {
  const labels: RowLabels = {}
  for (const { column, role } of columns) {
    if (!LABEL_ROLES.includes(role) || labels[role]) continue
    const text = grid.covering(number, column)?.shown.trim()
    if (text) labels[role] = { text, column }
  }
  return labels
}

function whySkipped(
  row: Row,
  labels: RowLabels,
  amounts: readonly number[],
  grid: Grid,
): SkippedRow['why'] | undefined {
  const first = row.cells[0]?.shown ?? ''
  if (isNote(first)) return 'note'
  const said = [first, ...Object.values(labels).map(({ text }) => text)]
  if (said.some(isTotal)) return 'total'
  const hasSome = amounts.some((column) => grid.covering(row.number, column) !== undefined)
  if (hasSome || isListRow(labels)) return undefined
  return 'no_amounts'
}

/** In a list each row is one combination, and one without an amount is a missing price. */
const isListRow = ({ carrier, band, months }: RowLabels) =>
  carrier !== undefined && (band !== undefined || months !== undefined)
