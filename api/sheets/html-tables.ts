import { Parser } from 'htmlparser2'
import type { Budget } from './budget.ts'
import { Refused } from './refusal.ts'
import type { Cell, Range, Sheet } from './sheet.ts'

const SPAN_MAX = 1_000
const UNSEEN = new Set(['script', 'style', 'template', 'textarea', 'title', 'noscript'])
const BREAKS = new Set(['br', 'p', 'div', 'li'])
const STRUCK = new Set(['s', 'strike', 'del'])

type Table = {
  sheet: Sheet
  merges: Range[]
  taken: Set<string>
  row: number
  column: number
  isRowHidden: boolean
}

/** Each outer table of a web page as a sheet; markup is dropped and only its text stays. */
export function readHtmlTables(html: string, name: string, budget: Budget): Sheet[] {
  const tables: Table[] = []
  let depth = 0
  let unseen = 0
  let struck = 0
  let cell: { text: string; range: Range; isStruck: boolean } | undefined

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
    tables.push({ sheet, merges, taken: new Set(), row: 0, column: 0, isRowHidden: false })
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
    cell = { text: '', range, isStruck: /line-through/i.test(attributes.style ?? '') }
    const { hiddenColumns } = table.sheet
    if (isHidden(attributes) && !table.isRowHidden && !hiddenColumns.includes(range.left))
      hiddenColumns.push(range.left)
  }

  function closeCell() {
    const table = tables.at(-1)
    if (!cell || !table) return
    const { text, range, isStruck } = cell
    cell = undefined
    struck = 0
    table.column = range.right
    const shown = textIn(text)
    if (shown === '') return
    budget.spend('cells')
    budget.spend('characters', shown.length)
    const at = { row: range.top, column: range.left, shown, value: { kind: 'text' } as const }
    place(table, isStruck ? { ...at, marks: ['struck'] } : at, budget)
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
        table.isRowHidden = isHidden(attributes)
      } else if (tag === 'td' || tag === 'th') openCell(table, attributes)
      else if (STRUCK.has(tag)) struck++
      else if (cell && BREAKS.has(tag) && (tag === 'br' || cell.text !== '')) cell.text += '\u2028'
    },
    ontext(text) {
      if (!cell || unseen > 0) return
      cell.text += text
      if (struck > 0 && text.trim() !== '') cell.isStruck = true
    },
    onclosetag(tag) {
      if (UNSEEN.has(tag)) unseen--
      else if (STRUCK.has(tag)) struck = Math.max(0, struck - 1)
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

/** As Excel writes the hidden rows and columns of a sheet that it saves as a page. */
const isHidden = ({ hidden, style = '' }: Record<string, string>) =>
  hidden !== undefined || /display\s*:\s*none/i.test(style)

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
    if (table.isRowHidden) table.sheet.hiddenRows.push(cell.row)
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
