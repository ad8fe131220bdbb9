import { addressOf } from './address.ts'
import { hasAmount } from './amount-cell.ts'
import type { Block } from './price-headings.ts'
import { headingReader } from './price-headings.ts'
import type { Answers, ColumnRole, ProposedColumn, Question } from './price-proposal.ts'
import { roleOf } from './price-words.ts'
import type { Sheet } from './sheet.ts'
import type { Grid } from './sheet-grid.ts'
import { type Axes, add, type Label, type LabelDoubt, labelOf, monthsOf } from './trade-words.ts'

/** The columns of a table and what its headings leave open. */
export type Columns = { columns: ProposedColumn[]; questions: Question[]; unknown: Set<number> }

/** Reads the headings of each column; a column without a known heading is a question if it has amounts. */
export function columnsOf(sheet: Sheet, grid: Grid, block: Block, answers: Answers): Columns {
  const read = headingReader(sheet, grid, block)
  const hidden = new Set(sheet.hiddenColumns)
  const columns: ProposedColumn[] = []
  const questions: Question[] = []
  const unknown = new Set<number>()
  const doubts = new Map<string, { label: Label; doubt: LabelDoubt; addresses: string[] }>()

  for (let column = 1; column <= grid.lastColumn; column++) {
    const heading = read(column)
    const filled = block.rows.filter(({ number }) => grid.at(number, column) !== undefined)
    if (heading.length === 0 && filled.length === 0) continue
    const address = addressOf(column, block.headings.at(-1) ?? 1)
    const labels = labelsOf(heading, answers)
    const axes: Axes = {}
    let isOneValue = true
    for (const label of labels) if (label && !add(axes, label.axes)) isOneValue = false
    // What a person said about the whole heading settles headings that contradict each other.
    const whole = isOneValue ? undefined : answers.labels?.[heading.join(' ')]
    if (whole) isOneValue = true
    const role =
      answers.columns?.[column] ?? roleFrom(heading, labels, columns, block, grid, column)
    columns.push({ column, role, heading, axes: whole ?? axes, hidden: hidden.has(column) })

    if (role === 'unknown' || role === 'deduction')
      questions.push({ code: role === 'unknown' ? 'column_unknown' : role, column, heading })
    if (role !== 'amount') continue
    for (const [index, text] of heading.entries()) {
      const label = labels[index]
      if (!label && roleOf(text) === undefined) {
        unknown.add(column)
        questions.push({ code: 'label_unknown', text, address })
      } else if (label?.doubt) {
        const known = doubts.get(text)
        if (known) known.addresses.push(address)
        else doubts.set(text, { label, doubt: label.doubt, addresses: [address] })
      }
    }
    if (!isOneValue)
      questions.push({
        code: 'label',
        text: heading.join(' '),
        axes,
        doubt: 'several_values',
        addresses: [address],
      })
  }
  for (const [text, { label, doubt, addresses }] of doubts)
    questions.push({ code: 'label', text, axes: label.axes, doubt, addresses })
  return { columns: withoutSpareMonths(columns), questions, unknown }
}

/** Below a kind of support a bare number is its months. */
function labelsOf(heading: readonly string[], answers: Answers): (Label | undefined)[] {
  const labels = heading.map((text) => labelFor(text, answers))
  const hasSupport = labels.some((label) => label?.axes.support)
  return labels.map((label, index) => {
    const months = label || !hasSupport ? undefined : monthsOf(heading[index] ?? '')
    return months === undefined ? label : { axes: { months } }
  })
}

/** The answer of a person wins, and needs no confirmation. */
export function labelFor(text: string, { labels }: Answers): Label | undefined {
  const answered = labels?.[text]
  return answered ? { axes: answered } : labelOf(text)
}

function roleFrom(
  heading: readonly string[],
  labels: readonly (Label | undefined)[],
  before: readonly ProposedColumn[],
  { rows }: Block,
  grid: Grid,
  column: number,
): ColumnRole {
  const named = heading.map(roleOf).find((role) => role !== undefined)
  if (named) return named
  if (labels.some((label) => label !== undefined)) return 'amount'
  const texts = rows.flatMap(({ number }) => grid.at(number, column)?.shown ?? [])
  if (texts.some(hasAmount)) return 'unknown'
  // Many sheets leave the corner above the models blank.
  const isFirst = before.every(({ role }) => role === 'ignored')
  return isFirst && texts.length > 0 ? 'device' : 'ignored'
}

/** 무약정 says months only where others do: 무약정, 선약12, 공시24. */
function withoutSpareMonths(columns: ProposedColumn[]): ProposedColumn[] {
  const isAxis = columns.some(
    ({ role, axes }) => role === 'months' || (axes.months !== undefined && axes.months !== 0),
  )
  return isAxis
    ? columns
    : columns.map((column) => {
        const { months, ...axes } = column.axes
        return months === 0 && axes.support ? { ...column, axes } : column
      })
}
