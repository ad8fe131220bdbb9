import type { CellCarrier } from '#db/words.ts'
import { UNITS_WON } from '../amount.ts'
import type { PriceCell, ProposedColumn, Question } from './price-proposal.ts'
import type { Sheet } from './sheet.ts'

/** What concerns the sheet as a whole. */
export function wholeQuestions(
  sheet: Sheet,
  tables: readonly { columns: readonly ProposedColumn[] }[],
  cells: readonly PriceCell[],
  carriers: CellCarrier[],
): Question[] {
  const questions: Question[] = []
  if (tables.length === 0) questions.push({ code: 'no_headings' })
  if (cells.some(({ reading }) => reading.kind === 'decide' && reading.reason === 'unit_unknown'))
    questions.push({ code: 'unit', fits: UNITS_WON })
  const columns = tables.flatMap((table) => table.columns)
  const hasCarriers = columns.some(({ role, axes }) => role === 'carrier' || axes.carrier)
  if (carriers.length > 1 && !hasCarriers) questions.push({ code: 'carrier', carriers })
  const hidden = columns.filter((column) => column.hidden).map(({ column }) => column)
  if (hidden.length > 0) questions.push({ code: 'hidden_columns', columns: [...new Set(hidden)] })
  if (sheet.hiddenRows.length > 0) questions.push({ code: 'hidden_rows', rows: sheet.hiddenRows })
  return questions
}

/** A label that stands in many rows is asked about once. */
export function mergedQuestions(questions: Question[]): Question[] {
  const labels = new Map<string, Extract<Question, { code: 'label' }>>()
  const others: Question[] = []
  for (const question of questions) {
    const known = question.code === 'label' ? labels.get(question.text) : undefined
    if (question.code !== 'label') others.push(question)
    else if (known) known.addresses.push(...question.addresses)
    else labels.set(question.text, question)
  }
  return [...labels.values(), ...others]
}
