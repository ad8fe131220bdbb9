import { parseAddress, parseRange } from './address.ts'
import type { Budget } from './budget.ts'
import type { CellStyle } from './cell-styles.ts'
import { numberCell } from './number-cell.ts'
import { Refused } from './refusal.ts'
import { plainText } from './shared-texts.ts'
import type { Cell, CellValue, Range, Row, Sheet } from './sheet.ts'
import { type Attributes, isOn, readXml } from './xml.ts'

/** What all sheets of a workbook share. */
export type Shared = { texts: readonly string[]; styles: readonly CellStyle[]; is1904: boolean }
type Written = { type: string; style: CellStyle | undefined; value: string; formula: string }

const ROWS_OF_EXCEL = 1_048_576
const ISO = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?/

/**
 * The cells of a worksheet, row by row while it is unpacked. A cell without a value costs nothing, however
 * far its format reaches.
 */
export async function readSheetCells(
  chunks: AsyncIterable<Uint8Array>,
  { texts, styles, is1904 }: Shared,
  budget: Budget,
): Promise<Omit<Sheet, 'name' | 'hidden'>> {
  const rows: Row[] = []
  const merges: Range[] = []
  const hiddenSpans: Range[] = []
  const hiddenRows: number[] = []
  let row = 0
  let column = 0
  let isRowHidden = false
  let cells: Cell[] = []
  let written: Written | undefined
  let reading: 'value' | 'formula' | undefined
  let hasFormula = false
  let hints = 0

  function openCell(attributes: Attributes) {
    const at = attributes.r === undefined ? undefined : parseAddress(attributes.r)
    column = at?.column ?? column + 1
    // Rows may not say their number, and cells may not say their place.
    if (attributes.r !== undefined && at?.row !== row) throw new Refused('damaged')
    const style = styles[Number(attributes.s ?? 0)]
    written = { type: attributes.t ?? 'n', style, value: '', formula: '' }
    hasFormula = false
  }

  function closeCell() {
    if (!written) return
    const read = readValue(written, hasFormula, texts, is1904)
    const { format, marks } = written.style ?? { format: undefined, marks: [] }
    written = undefined
    if (!read) return
    budget.allowColumn(column)
    budget.spend('cells')
    budget.spend('characters', read.shown.length)
    cells.push({
      row,
      column,
      ...read,
      ...(format !== undefined && { format }),
      ...(marks.length > 0 && { marks }),
    })
  }

  function closeRow() {
    if (cells.length === 0) return
    budget.spend('rows')
    if (row <= (rows.at(-1)?.number ?? 0)) throw new Refused('damaged')
    rows.push({ number: row, cells: inOrder(cells) })
    if (isRowHidden) hiddenRows.push(row)
    cells = []
  }

  await readXml(chunks, {
    open(name, attributes) {
      if (name === 'c') openCell(attributes)
      else if (name === 'v' || name === 't') reading = hints === 0 ? 'value' : undefined
      else if (name === 'f' && written) {
        hasFormula = true
        reading = 'formula'
      } else if (name === 'rPh') hints++
      else if (name === 'row') {
        row = attributes.r === undefined ? row + 1 : Number(attributes.r)
        if (!Number.isInteger(row) || row < 1 || row > ROWS_OF_EXCEL) throw new Refused('damaged')
        column = 0
        isRowHidden = isOn(attributes.hidden)
      } else if (name === 'col' && isOn(attributes.hidden)) {
        budget.spend('merges')
        const [left, right] = [Number(attributes.min), Number(attributes.max)]
        hiddenSpans.push({ top: 1, bottom: 1, left, right })
      } else if (name === 'mergeCell') {
        budget.spend('merges')
        const range = parseRange(attributes.ref ?? '')
        if (range) merges.push(range)
      }
    },
    text(text) {
      if (!written || !reading) return
      if (reading === 'value') written.value += text
      else written.formula += text
    },
    close(name) {
      if (name === 'c') closeCell()
      else if (name === 'row') closeRow()
      else if (name === 'rPh') hints--
      else if (name === 'v' || name === 't' || name === 'f') reading = undefined
    },
  })
  return { rows, merges, hiddenRows, hiddenColumns: usedWithin(hiddenSpans, rows) }
}

function readValue(
  { type, style, value, formula }: Written,
  hasFormula: boolean,
  texts: readonly string[],
  is1904: boolean,
): { shown: string; value: CellValue } | undefined {
  if (hasFormula && value === '' && type !== 'str')
    return { shown: `=${plainText(formula)}`, value: { kind: 'formula' } }
  if (type === 's') {
    const text = value === '' ? '' : texts[Number(value)]
    if (text === undefined) throw new Refused('damaged')
    return text === '' ? undefined : { shown: text, value: { kind: 'text' } }
  }
  if (value === '') return undefined
  switch (type) {
    case 'inlineStr':
    case 'str':
      return { shown: plainText(value), value: { kind: 'text' } }
    case 'b':
      return {
        shown: isOn(value) ? 'TRUE' : 'FALSE',
        value: { kind: 'boolean', value: isOn(value) },
      }
    case 'e':
      return { shown: value, value: { kind: 'error' } }
    case 'd': {
      const [iso] = ISO.exec(value) ?? []
      if (iso === undefined) throw new Refused('damaged')
      return { shown: iso.replace('T', ' '), value: { kind: 'date', iso } }
    }
    default: {
      const number = numberCell(value, style?.format, is1904)
      if (!number) throw new Refused('damaged')
      return number
    }
  }
}

const inOrder = (cells: Cell[]) =>
  cells.every(({ column }, index) => column > (cells[index - 1]?.column ?? 0))
    ? cells
    : cells.toSorted((one, other) => one.column - other.column)

/** The hidden columns that have a value; a span may reach to the end of the sheet. */
function usedWithin(spans: Range[], rows: Row[]): number[] {
  if (spans.length === 0) return []
  const used = new Set(rows.flatMap(({ cells }) => cells.map(({ column }) => column)))
  return [...used]
    .filter((column) => spans.some(({ left, right }) => column >= left && column <= right))
    .toSorted((one, other) => one - other)
}
