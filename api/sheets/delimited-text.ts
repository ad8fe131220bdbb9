import { recordsOf } from '../separated-text.ts'
import type { Budget } from './budget.ts'
import { Refused } from './refusal.ts'
import type { Cell, Row, Sheet, SheetWarning } from './sheet.ts'

const SEPARATORS = [',', ';', '\t']
const SAMPLE_CHARACTERS = 20_000
const SAMPLE_RECORDS = 40
/** A line that names the separator; Excel takes it as an order and does not show it. */
const NAMED = /^sep=([^\r\n"])\r?\n/
/** How Excel protects digits in a text file: `="0001"` shows 0001. */
const PROTECTED = /^="([^"]*)"$/

/** Reads comma, semicolon or tab separated text; rows are records, as Excel counts them. */
export function readDelimited(
  text: string,
  name: string,
  budget: Budget,
): { sheet: Sheet; warnings: SheetWarning[] } {
  const rows: Row[] = []
  const warnings: SheetWarning[] = []
  const [line = '', named] = NAMED.exec(text) ?? []
  let number = 0
  for (const record of recordsOf(text.slice(line.length), named ?? separatorOf(text))) {
    number++
    if (record.isOpen) throw new Refused('damaged')
    if (record.isUneven) {
      budget.spend('entries')
      warnings.push({ code: 'quotes_uneven', sheet: name, row: number })
    }
    const cells = record.fields.flatMap((field, index) => cellOf(field, number, index + 1) ?? [])
    const last = cells.at(-1)
    if (!last) continue
    budget.allowColumn(last.column)
    budget.spend('rows')
    budget.spend('cells', cells.length)
    rows.push({ number, cells })
  }
  return { sheet: { name, hidden: false, rows, hiddenRows: [], hiddenColumns: [] }, warnings }
}

/** The separator that parts the records of the beginning into the most fields, by their median. */
function separatorOf(text: string): string {
  const sample = text.slice(0, SAMPLE_CHARACTERS)
  const count = (letter: string) => sample.split(letter).length - 1
  // Text copied from a sheet has tabs in most lines, and then commas inside of amounts.
  if (count('\t') * 2 >= count('\n') + 1) return '\t'
  const medians = SEPARATORS.map((separator) => {
    const lengths = recordsOf(sample, separator)
      .take(SAMPLE_RECORDS)
      .map(({ fields }) => fields.length)
      .toArray()
      .toSorted((one, other) => one - other)
    return { separator, fields: lengths[lengths.length >> 1] ?? 0 }
  })
  return medians.reduce((best, one) => (one.fields > best.fields ? one : best)).separator
}

function cellOf(field: string, row: number, column: number): Cell | undefined {
  const text = field.replace(/\r\n?/g, '\n').normalize('NFC')
  if (text.trim() === '') return undefined
  return { row, column, shown: text.replace(PROTECTED, '$1'), value: { kind: 'text' } }
}
