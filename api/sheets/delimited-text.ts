import Papa from 'papaparse'
import type { Budget } from './budget.ts'
import { Refused } from './refusal.ts'
import type { Cell, Row, Sheet, SheetWarning } from './sheet.ts'

const GUESSES = [',', ';']
/** How Excel protects digits in a text file: `="0001"` shows 0001. */
const NAMED = /^sep=(.)\r?\n/
const PROTECTED = /^="([^"]*)"$/

/** Reads comma, semicolon or tab separated text; rows are records, as Excel counts them. */
export function readDelimited(
  text: string,
  name: string,
  budget: Budget,
): { sheet: Sheet; warnings: SheetWarning[] } {
  const rows: Row[] = []
  const warnings: SheetWarning[] = []
  let number = 0
  // Excel takes a first line `sep=;` as an order and does not show it.
  const [line = '', named] = NAMED.exec(text) ?? []
  const delimiter = named ?? delimiterOf(text)
  Papa.parse<string[]>(text.slice(line.length), {
    ...(delimiter ? { delimiter } : { delimitersToGuess: GUESSES }),
    step({ data, errors }) {
      number++
      // The rest of the file would be one cell.
      if (errors.some(({ code }) => code === 'MissingQuotes')) throw new Refused('damaged')
      if (errors.some(({ type }) => type === 'Quotes'))
        warnings.push({ code: 'quotes_uneven', sheet: name, row: number })
      const cells = data.flatMap((field, index) => cellOf(field, number, index + 1) ?? [])
      const last = cells.at(-1)
      if (!last) return
      budget.allowColumn(last.column)
      budget.spend('rows')
      budget.spend('cells', cells.length)
      rows.push({ number, cells })
    },
  })
  return { sheet: { name, hidden: false, rows, hiddenRows: [], hiddenColumns: [] }, warnings }
}

/** Text copied from a sheet has tabs in most lines, and then commas inside of amounts. */
function delimiterOf(text: string): string | undefined {
  const head = text.slice(0, 10_000)
  const count = (letter: string) => head.split(letter).length - 1
  return count('\t') * 2 >= count('\n') + 1 ? '\t' : undefined
}

function cellOf(field: string, row: number, column: number): Cell | undefined {
  const text = field.replace(/\r\n?/g, '\n').normalize('NFC')
  if (text.trim() === '') return undefined
  return { row, column, shown: text.replace(PROTECTED, '$1'), value: { kind: 'text' } }
}
