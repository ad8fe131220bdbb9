import { UNITS_WON, type UnitWon } from '../amount.ts'
import { addressOf } from '../sheets/address.ts'
import { readAmountCell } from '../sheets/amount-cell.ts'
import type { Cell, Sheet } from '../sheets/sheet.ts'
import { textKey } from '../text.ts'
import type { Axes } from './axes.ts'
import {
  AMOUNT_HEADINGS,
  CARRIER_WORDS,
  CLOSED_WORD,
  FLAT_COLUMNS,
  FLAT_HEADINGS,
  type FlatColumn,
  JOIN_WORDS,
  KIND_WORDS,
  SEGMENT_WORDS,
  SUPPORT_WORDS,
} from './flat-rows.ts'

export type FlatCell = { address: string; axes: Axes; content: number | null | string }
export type FlatFault = { address: string; shown: string; reason: FlatReason }
export type FlatReason = 'word_unknown' | 'number_unknown' | 'id_missing' | 'struck'
export type FlatRead = {
  bandsWon: number[]
  bandLabels: { bandWon: number; label: string }[]
  months: number[]
  planGroups: { name: string; planIds: string[] }[]
  deviceGroups: { name: string; deviceIds: string[] }[]
  cells: FlatCell[]
  /** What cannot be read, by cell; nothing of its row is taken. */
  faults: FlatFault[]
}
type Columns = { at: Map<FlatColumn, number>; unit: UnitWon; headingRow: number }

/** Recognises a sheet of flat rows by its headings, wherever its columns stand; undefined for any other. */
export function flatColumnsOf({ rows }: Sheet): Columns | undefined {
  const [heading] = rows
  if (!heading) return undefined
  const at = new Map<FlatColumn, number>()
  let unit: UnitWon | undefined
  for (const { shown, column } of heading.cells) {
    const found = FLAT_COLUMNS.find(
      (one) => one !== 'amount' && textKey(FLAT_HEADINGS[one]) === textKey(shown),
    )
    const named = UNITS_WON.find((one) => textKey(AMOUNT_HEADINGS[one]) === textKey(shown))
    if (found) at.set(found, column)
    if (named) {
      at.set('amount', column)
      unit = named
    }
  }
  return unit !== undefined && at.size === FLAT_COLUMNS.length
    ? { at, unit, headingRow: heading.number }
    : undefined
}

/** The matrix that flat rows say. A row with a word that is none of ours is a fault, never an open axis. */
export function readFlatRows(sheet: Sheet, columns: Columns): FlatRead {
  const read: FlatRead = {
    ...{ bandsWon: [], bandLabels: [], months: [], planGroups: [], deviceGroups: [] },
    ...{ cells: [], faults: [] },
  }
  for (const { number, cells } of sheet.rows) {
    if (number <= columns.headingRow) continue
    const byColumn = new Map(cells.map((cell) => [cell.column, cell]))
    const reader = rowReader(columns, number, (column) => byColumn.get(column))
    addRow(read, reader, columns.unit)
    read.faults.push(...reader.faults)
  }
  return read
}

type RowReader = ReturnType<typeof rowReader>

function rowReader({ at }: Columns, row: number, cellAt: (column: number) => Cell | undefined) {
  const faults: FlatFault[] = []
  const cell = (name: FlatColumn) => cellAt(at.get(name) ?? 0)
  const address = (name: FlatColumn) => addressOf(at.get(name) ?? 0, row)
  const fail = (name: FlatColumn, reason: FlatReason) => {
    faults.push({ address: address(name), shown: cell(name)?.shown ?? '', reason })
    return undefined
  }
  const text = (name: FlatColumn) => cell(name)?.shown.trim() || undefined
  return {
    ...{ faults, cell, address, fail, text },
    whole: (name: FlatColumn) => {
      const said = text(name)?.replaceAll(',', '')
      if (said === undefined) return undefined
      return /^\d{1,8}$/.test(said) ? Number(said) : fail(name, 'number_unknown')
    },
    word: <Word extends string>(name: FlatColumn, words: Record<Word, string>) => {
      const said = text(name)
      if (said === undefined) return undefined
      // Object.keys widens the keys of a record of words.
      const found = (Object.keys(words) as Word[]).find(
        (one) => textKey(words[one]) === textKey(said),
      )
      return found ?? fail(name, 'word_unknown')
    },
  }
}

function addRow(read: FlatRead, row: RowReader, unit: UnitWon) {
  switch (row.word('kind', KIND_WORDS)) {
    case 'cell':
      return addCell(read, row, unit)
    case 'band': {
      const bandWon = row.whole('bandWon')
      if (bandWon === undefined) return
      const label = row.text('text')
      read.bandsWon.push(bandWon)
      if (label !== undefined) read.bandLabels.push({ bandWon, label })
      return
    }
    case 'months': {
      const months = row.whole('months')
      if (months !== undefined) read.months.push(months)
      return
    }
    case 'planGroup':
      return addMember(row, 'planGroup', (name, id) => {
        const group = read.planGroups.find((one) => one.name === name)
        if (group) group.planIds.push(id)
        else read.planGroups.push({ name, planIds: [id] })
      })
    case 'deviceGroup':
      return addMember(row, 'deviceGroup', (name, id) => {
        const group = read.deviceGroups.find((one) => one.name === name)
        if (group) group.deviceIds.push(id)
        else read.deviceGroups.push({ name, deviceIds: [id] })
      })
  }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function addMember(
  row: RowReader,
  column: 'planGroup' | 'deviceGroup',
  add: (name: string, id: string) => void,
) {
  const [name, id] = [row.text(column), row.text('id')]
  if (name === undefined) row.fail(column, 'word_unknown')
  else if (id === undefined || !UUID.test(id)) row.fail('id', 'id_missing')
  else add(name, id.toLowerCase())
}

function addCell(read: FlatRead, row: RowReader, unit: UnitWon) {
  const id = row.text('id')
  // A model is known by its id; a name without one would be a guess, and an open axis a wrong price.
  if (row.text('device') !== undefined && (id === undefined || !UUID.test(id)))
    row.fail('id', 'id_missing')
  const axes: Axes = { carrier: row.word('carrier', CARRIER_WORDS) ?? 'all' }
  const further = {
    bandWon: row.whole('bandWon'),
    planGroup: row.text('planGroup'),
    deviceGroup: row.text('deviceGroup'),
    deviceId: id?.toLowerCase(),
    joinType: row.word('joinType', JOIN_WORDS),
    supportType: row.word('supportType', SUPPORT_WORDS),
    months: row.whole('months'),
    segment: row.word('segment', SEGMENT_WORDS),
  }
  for (const [axis, value] of Object.entries(further))
    if (value !== undefined) Object.assign(axes, { [axis]: value })
  const content = contentOf(row, unit)
  if (row.faults.length > 0 || content === undefined) return
  read.cells.push({ address: row.address('amount'), axes, content })
}

/** Undefined for a row without an amount: it says nothing about its place. */
function contentOf(row: RowReader, unit: UnitWon): FlatCell['content'] | undefined {
  const cell = row.cell('amount')
  if (cell && textKey(cell.shown) === textKey(CLOSED_WORD)) return null
  const reading = readAmountCell(cell, unit)
  if (reading.kind === 'amount') return reading.won
  if (reading.kind === 'decide' && reading.reason === 'struck_through')
    return row.fail('amount', 'struck')
  // Here a minus is written by the editor or by its reader, and the draft's limit decides about it.
  if (reading.kind === 'decide' && 'won' in reading && reading.won !== undefined) return reading.won
  return reading.kind === 'blank' ? row.text('text') : cell?.shown
}
