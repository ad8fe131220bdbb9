import { hasAmount } from './amount-cell.ts'
import { isNote, roleOf } from './price-words.ts'
import type { Row, Sheet } from './sheet.ts'
import type { Grid } from './sheet-grid.ts'
import { labelOf } from './trade-words.ts'

/** A table of a sheet: its rows of headings and the rows below them, up to the next table. */
export type Block = { headings: number[]; rows: Row[]; amountColumns: Set<number> }

const HEADINGS_MAX = 4
const SAID_MIN = 2
const MONTHS = /^(?:12|24|36|48)$/

/** Finds tables by the words of the trade; a sheet may have several below each other. */
export function blocksOf({ rows }: Grid, answered: readonly number[] = []): Block[] {
  if (answered.length > 0) return [blockBelow(rows, answered)]
  const blocks: Block[] = []
  for (const [index, row] of rows.entries()) {
    const block = blocks.at(-1)
    if (block && isNextHeading(block, row)) block.headings.push(row.number)
    else if (isHeading(row) && (!block || isAbove(row, block)))
      blocks.push({
        headings: [...headingsAbove(rows, index), row.number],
        rows: [],
        amountColumns: new Set(),
      })
    else if (block) addRow(block, row)
  }
  return blocks
}

/** The table below the headings that a person has named. */
function blockBelow(rows: readonly Row[], answered: readonly number[]): Block {
  const headings = answered.toSorted((a, b) => a - b)
  const block: Block = { headings, rows: [], amountColumns: new Set() }
  for (const row of rows) if (row.number > (headings.at(-1) ?? 0)) addRow(block, row)
  return block
}

/**
 * Reads the texts above a column from top to bottom, as the merges or the blanks beside them spread them.
 */
export function headingReader(sheet: Sheet, grid: Grid, block: Block) {
  const texts = block.headings.map((row) =>
    sheet.merges ? undefined : spread(grid, block.headings, row),
  )
  return (column: number): string[] => {
    const found = block.headings.map(
      (row, index) =>
        texts[index]?.get(column) ?? (sheet.merges ? grid.covering(row, column)?.shown : undefined),
    )
    return found.flatMap((text, index) => (text && text !== found[index - 1] ? [text.trim()] : []))
  }
}

/**
 * Copied text has no merges: a blank heading repeats the one at its left, up to a column where a heading
 * above begins anew.
 */
function spread(grid: Grid, headings: readonly number[], row: number): Map<number, string> {
  const above = headings.filter((heading) => heading < row)
  const texts = new Map<number, string>()
  let current: string | undefined
  for (let column = 1; column <= grid.lastColumn; column++) {
    const own = grid.at(row, column)?.shown
    const beginsAbove = above.some((heading) => grid.at(heading, column) !== undefined)
    current = own ?? (beginsAbove ? undefined : current)
    if (current !== undefined) texts.set(column, current)
  }
  return texts
}

/** Words of the trade in two cells or more, and no amount. */
const isHeading = (row: Row) =>
  hasNoAmount(row) && row.cells.filter(({ shown }) => saysSomething(shown)).length >= SAID_MIN

/** Names of plans are no words of the trade, but stand in the row above like headings do. */
function headingsAbove(rows: readonly Row[], index: number): number[] {
  const [above, row] = [rows[index - 1], rows[index]]
  if (!above || !row || above.number !== row.number - 1) return []
  const texts = above.cells.filter(({ shown }) => !isNote(shown) && !hasAmount(shown))
  return texts.length === above.cells.length && texts.length >= SAID_MIN ? [above.number] : []
}

/** The next row of headings of a table that has no other row yet. */
function isNextHeading({ headings, rows }: Block, row: Row): boolean {
  if (rows.length > 0 || headings.length >= HEADINGS_MAX) return false
  if (row.number !== (headings.at(-1) ?? 0) + 1) return false
  const isMonths = row.cells.every(({ shown }) => MONTHS.test(shown.trim()))
  const said = row.cells.filter(({ shown }) => saysSomething(shown))
  return isMonths || (said.length * 2 >= row.cells.length && hasNoAmount(row))
}

const hasNoAmount = ({ cells }: Row) =>
  cells.every(({ shown }) => !hasAmount(shown) || saysSomething(shown))

function addRow({ rows, amountColumns }: Block, row: Row) {
  rows.push(row)
  for (const { column, shown } of row.cells)
    if (!amountColumns.has(column) && hasAmount(shown)) amountColumns.add(column)
}

/** A row with labels where the table has its amounts begins a table; one with labels beside them is data. */
const isAbove = ({ cells }: Row, { amountColumns }: Block) =>
  cells.filter(({ column, shown }) => amountColumns.has(column) && saysSomething(shown)).length >=
  SAID_MIN

/** `010` is a word here, although it could be a figure; 77,000 is a figure, although it could be a band. */
const saysSomething = (text: string) =>
  roleOf(text) !== undefined ||
  /^\s*010\s*$/.test(text) ||
  (labelOf(text) !== undefined && !hasAmount(text))
