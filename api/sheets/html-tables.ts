import { Parser } from 'htmlparser2'
import type { Budget } from './budget.ts'
import { Refused } from './refusal.ts'
import type { Cell, Range, Sheet } from './sheet.ts'

const SPAN_MAX = 1_000
const UNSEEN = new Set(['script', 'style', 'template', 'textarea', 'title', 'noscript'])
const BREAKS = new Set(['br', 'p', 'div', 'li'])

type Table = { sheet: Sheet; merges: Range[]; taken: Set<string>; row: number; column: number }

/** Each outer table of a web page as a sheet; markup is dropped and only its text stays. */
export function readHtmlTables(html: string, name: string, budget: Budget): Sheet[] {
  const tables: Table[] = []
  let depth = 0
  let unseen = 0
  let cell: { text: string; range: Range } | undefined

  function openTable() {
    depth++
    if (depth > 1) return
    budget.spend('sheets')
    const merges: Range[] = []
    const title = tables.length === 0 ? name : `${name} (${tables.length + 1})`
    const sheet = {
      name: title,
      hidden: false,
      rows: [],
      merges,
      hiddenRows: [],
      hiddenColumns: [],
    }
    tables.push({ sheet, merges, taken: new Set(), row: 0, column: 0 })
  }

  function openCell(table: Table, attributes: Record<string, string>) {
    closeCell()
    if (table.row === 0) table.row = 1
    do table.column++
    while (table.taken.has(`${table.row},${table.column}`))
    const range = {
      top: table.row,
      left: table.column,
      bottom: table.row + spanOf(attributes.rowspan) - 1,
      right: table.column + spanOf(attributes.colspan) - 1,
    }
    budget.allowColumn(range.right)
    take(table, range, budget)
    cell = { text: '', range }
  }

  function closeCell() {
    const table = tables.at(-1)
    if (!cell || !table) return
    const { text, range } = cell
    cell = undefined
    table.column = range.right
    const shown = textIn(text)
    if (shown === '') return
    budget.spend('cells')
    budget.spend('characters', shown.length)
    place(table, { row: range.top, column: range.left, shown, value: { kind: 'text' } }, budget)
  }

  const parser = new Parser({
    onopentag(tag, attributes) {
      if (UNSEEN.has(tag)) unseen++
      else if (tag === 'table') openTable()
      const table = tables.at(-1)
      if (depth !== 1 || !table) return
      if (tag === 'tr') {
        closeCell()
        table.row++
        table.column = 0
      } else if (tag === 'td' || tag === 'th') openCell(table, attributes)
      else if (cell && BREAKS.has(tag) && (tag === 'br' || cell.text !== '')) cell.text += '\u2028'
    },
    ontext(text) {
      if (cell && unseen === 0) cell.text += text
    },
    onclosetag(tag) {
      if (UNSEEN.has(tag)) unseen--
      else if (tag === 'table') {
        if (depth === 1) closeCell()
        depth = Math.max(0, depth - 1)
      } else if (depth === 1 && (tag === 'td' || tag === 'th' || tag === 'tr')) closeCell()
    },
  })
  parser.end(html)
  closeCell()
  if (tables.length === 0) throw new Refused('not_a_sheet')
  return tables.map(({ sheet }) => sheet)
}

const spanOf = (written: string | undefined) =>
  Math.min(SPAN_MAX, Math.max(1, Number.parseInt(written ?? '1', 10) || 1))

/** Places under a cell of several rows are not free for the rows below. */
function take(table: Table, range: Range, budget: Budget) {
  if (range.top === range.bottom && range.left === range.right) return
  budget.spend('merges')
  // A row of the page, not its span, decides how many rows there are.
  budget.spend('cells', (range.bottom - range.top) * (range.right - range.left + 1))
  table.merges.push(range)
  for (let row = range.top + 1; row <= range.bottom; row++)
    for (let column = range.left; column <= range.right; column++)
      table.taken.add(`${row},${column}`)
}

function place(table: Table, cell: Cell, budget: Budget) {
  const last = table.sheet.rows.at(-1)
  if (last?.number === cell.row) last.cells.push(cell)
  else {
    budget.spend('rows')
    table.sheet.rows.push({ number: cell.row, cells: [cell] })
  }
}

/** White space as a browser shows it; only a break of the page begins a line. */
const textIn = (text: string) =>
  text
    .normalize('NFC')
    .split('\u2028')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .join('\n')
    .trim()
