import type { UnitWon } from '../amount.ts'
import { addressOf } from './address.ts'
import { readAmountCell } from './amount-cell.ts'
import { type Columns, columnsOf } from './price-columns.ts'
import { countsOf, withConflicts } from './price-conflicts.ts'
import { blocksOf } from './price-headings.ts'
import { axesOfRow } from './price-labels.ts'
import type {
  Answers,
  PriceCell,
  PriceProposal,
  PriceReading,
  ProposedColumn,
  Question,
  SkippedRow,
} from './price-proposal.ts'
import { mergedQuestions, wholeQuestions } from './price-questions.ts'
import { LABEL_ROLES, type PriceRow, rowsOf } from './price-rows.ts'
import { carriersIn, unitIn } from './price-words.ts'
import type { Sheet } from './sheet.ts'
import { type Grid, gridOf } from './sheet-grid.ts'
import { unitOf } from './sheet-unit.ts'
import type { Axes } from './trade-words.ts'

type Table = Columns & { rows: PriceRow[]; skipped: SkippedRow[]; amounts: ProposedColumn[] }
/** What holds for the whole sheet. */
type Whole = { grid: Grid; unitWon: UnitWon | undefined; axes: Axes; answers: Answers }

/**
 * Reads a sheet of prices as one cell per combination. Every amount cell of the sheet is in the answer once,
 * with its address; whatever has more than one meaning is a question or a cell to decide, never a guess.
 */
export function proposePrices(sheet: Sheet, answers: Answers = {}): PriceProposal {
  const grid = gridOf(sheet)
  const blocks = blocksOf(grid, answers.headingRows)
  const tables = blocks.map((block): Table => {
    const read = columnsOf(sheet, grid, block, answers)
    const amounts = read.columns.filter(
      ({ role, hidden }) => role === 'amount' && (!hidden || answers.readHidden),
    )
    return {
      ...read,
      ...rowsOf(sheet, grid, block, read.columns, answers.readHidden ?? false),
      amounts,
    }
  })
  const titles = titlesOf(
    sheet,
    tables,
    blocks.flatMap(({ headings }) => headings),
  )
  const amountCells = tables.flatMap(({ rows, amounts }) =>
    rows.flatMap(({ number }) => amounts.flatMap(({ column }) => grid.at(number, column) ?? [])),
  )
  const unit = unitOf(titles, amountCells, answers.unitWon)
  const carriers = new Set(
    [titles, [sheet.name]]
      .map((texts) => texts.flatMap(carriersIn))
      .find(({ length }) => length > 0),
  )
  const [carrier] = carriers
  const axes: Axes = carriers.size === 1 ? { carrier } : {}
  const whole: Whole = { grid, unitWon: unit?.won, axes, answers }
  const read = tables.map((table) => cellsOf(table, whole))
  const cells = withConflicts(read.flatMap(({ cells }) => cells))
  return {
    sheet: sheet.name,
    headingRows: blocks.flatMap(({ headings }) => headings),
    columns: tables.flatMap(({ columns }) => columns),
    unit,
    cells,
    skipped: tables.flatMap(({ skipped }) => skipped),
    questions: [
      ...wholeQuestions(sheet, tables, cells, [...carriers]),
      ...tables.flatMap(({ questions }) => questions),
      ...mergedQuestions(read.flatMap(({ questions }) => questions)),
    ],
    counts: countsOf(cells),
  }
}

/** The texts that speak of all prices: titles above, notes below, and the headings of the labels. */
function titlesOf(
  { rows }: Sheet,
  tables: readonly Table[],
  headings: readonly number[],
): string[] {
  const labels = tables.flatMap(({ columns }) =>
    columns.filter(({ role }) => LABEL_ROLES.includes(role)).flatMap(({ heading }) => heading),
  )
  const others = new Set([
    ...headings,
    ...tables.flatMap((table) => table.rows.map(({ number }) => number)),
  ])
  const texts = rows
    .filter(({ number }) => !others.has(number))
    .flatMap(({ cells }) => cells.map(({ shown }) => shown))
  return [...texts, ...labels]
}

function cellsOf({ rows, amounts, columns, unknown }: Table, whole: Whole) {
  const hasDevices = columns.some(({ role }) => role === 'device')
  const cells: PriceCell[] = []
  const questions: Question[] = []
  for (const row of rows) {
    const labels = axesOfRow(row, hasDevices, whole.answers)
    questions.push(...labels.questions)
    for (const column of amounts) {
      const own = whole.grid.at(row.number, column.column)
      const unit = column.heading.map(unitIn).find((named) => named !== undefined)
      const reading = readingOf(whole, row.number, column.column, unit ?? whole.unitWon)
      const fault = unknown.has(column.column)
        ? ({ reason: 'label_unknown', text: column.heading.join(' ') } as const)
        : labels.fault
      cells.push({
        address: addressOf(column.column, row.number),
        row: row.number,
        column: column.column,
        axes: { ...whole.axes, ...labels.axes, ...column.axes },
        shown: own?.shown ?? '',
        ...(own?.marks && { marks: own.marks }),
        reading: fault && reading.kind === 'amount' ? { kind: 'decide', ...fault } : reading,
      })
    }
  }
  return { cells, questions }
}

/** A place under a merge has no value of its own: its price is asked for, not copied. */
function readingOf({ grid }: Whole, row: number, column: number, unit?: UnitWon): PriceReading {
  const merge = grid.mergeAt(row, column)
  const isCovered = merge && (merge.top !== row || merge.left !== column)
  if (!isCovered) return readAmountCell(grid.at(row, column), unit)
  const of = grid.at(merge.top, merge.left)
  return of
    ? { kind: 'decide', reason: 'merged', of: addressOf(merge.left, merge.top) }
    : { kind: 'blank' }
}
