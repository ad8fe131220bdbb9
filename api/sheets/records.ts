import type { UnitWon } from '../amount.ts'
import { textKey } from '../text.ts'
import { addressOf } from './address.ts'
import { hasAmount } from './amount-cell.ts'
import { isNote, isTotal, unitIn } from './price-words.ts'
import { type Field, fieldOf, type RecordShape } from './record-fields.ts'
import { type FaultReason, type FieldValue, readField } from './record-values.ts'
import type { Row, Sheet } from './sheet.ts'
import { type Grid, gridOf } from './sheet-grid.ts'
import { unitOf } from './sheet-unit.ts'

/** One row of a list: what it says, and by field and address what it does not say. */
export type SheetRecord<Name extends string = string> = {
  row: number
  values: Partial<Record<Name, FieldValue>>
  faults: { field: Name; address: string; shown: string; reason: FaultReason; spare: boolean }[]
  /** An earlier row with the same key: `same` when every value is equal, else a person decides. */
  repeats?: { row: number; same: boolean }
}
export type RecordColumn<Name extends string = string> = {
  column: number
  heading: string
  /** Absent for a column that the list does not have; its cells are not read. */
  field?: Name
}
export type SheetRecords<Name extends string = string> = {
  /** Undefined when no row heads at least two known columns. */
  headingRow: number | undefined
  columns: RecordColumn<Name>[]
  /** Required fields without a column, and amounts that two columns claim: which one counts is asked. */
  absent: Name[]
  records: SheetRecord<Name>[]
  skipped: { row: number; why: 'title' | 'note' | 'total' | 'heading' }[]
}
/** What a person has answered: the unit, the row of headings, and the field of a column, or none. */
export type RecordAnswers<Name extends string = string> = {
  unitWon?: UnitWon | undefined
  headingRow?: number | undefined
  columns?: Readonly<Record<number, Name | 'ignored'>> | undefined
}
type Chosen<Name extends string> = { column: number; heading: string; field: Field<Name> }

const KNOWN_MIN = 2
const SEARCHED_ROWS = 30

/**
 * The records of a list under its row of headings. A merge downwards gives its value to its rows and to no
 * other; a fault names the cell, and the other rows are read all the same.
 */
export function readRecords<Name extends string>(
  sheet: Sheet,
  shape: RecordShape<Name>,
  answers: RecordAnswers<Name> = {},
): SheetRecords<Name> {
  const grid = gridOf(sheet)
  const heading = headingIn(sheet.rows, shape, answers.headingRow)
  if (!heading) return { headingRow: undefined, columns: [], absent: [], records: [], skipped: [] }
  const { chosen, doubted } = chosenColumns(sheet, heading, shape, answers.columns ?? {})
  const columns = heading.cells.map(({ column, shown }) => {
    const field = chosen.find((known) => known.column === column)?.field.name
    return { column, heading: shown.trim(), ...(field && { field }) }
  })
  const below = sheet.rows.filter(({ number }) => number > heading.number)
  const titles = sheet.rows.filter(({ number }) => number < heading.number)
  const skipped: SheetRecords['skipped'] = titles.map(({ number }) => ({
    row: number,
    why: 'title',
  }))
  const units = unitsOf(grid, below, titles, chosen, answers.unitWon)
  const records: SheetRecord<Name>[] = []
  for (const row of below) {
    const why = whyNoRecord(row, shape)
    if (why) skipped.push({ row: row.number, why })
    else {
      const record = recordOf(row, grid, chosen, units)
      if (record) records.push(record)
    }
  }
  const absent = shape.fields
    .filter(
      (field) =>
        doubted.has(field) || (field.required && !chosen.some((one) => one.field === field)),
    )
    .map(({ name }) => name)
  return {
    headingRow: heading.number,
    columns,
    absent,
    records: withRepeats(records, shape.key),
    skipped,
  }
}

function headingIn<Name extends string>(
  rows: readonly Row[],
  shape: RecordShape<Name>,
  chosen: number | undefined,
): Row | undefined {
  if (chosen !== undefined) return rows.find(({ number }) => number === chosen)
  const counted = rows.slice(0, SEARCHED_ROWS).map((row) => ({ row, known: knownIn(row, shape) }))
  const most = Math.max(0, ...counted.map(({ known }) => known))
  return most < KNOWN_MIN ? undefined : counted.find(({ known }) => known === most)?.row
}

const knownIn = <Name extends string>({ cells }: Row, shape: RecordShape<Name>) =>
  new Set(cells.flatMap(({ shown }) => fieldOf(shown, shape)?.name ?? [])).size

/**
 * The first column with a field's heading; a second one stays unread, and of two of amounts so does the first.
 * A hidden column may hold last month's amounts, so it is read only where a person says so.
 */
function chosenColumns<Name extends string>(
  { hiddenColumns }: Pick<Sheet, 'hiddenColumns'>,
  { cells }: Row,
  shape: RecordShape<Name>,
  answered: NonNullable<RecordAnswers<Name>['columns']>,
): { chosen: Chosen<Name>[]; doubted: ReadonlySet<Field<Name>> } {
  const chosen: Chosen<Name>[] = []
  const doubted = new Set<Field<Name>>()
  for (const { column, shown } of cells) {
    const said = answered[column]
    if (!said && hiddenColumns.includes(column)) continue
    const field = said ? shape.fields.find(({ name }) => name === said) : fieldOf(shown, shape)
    if (!field) continue
    if (!chosen.some((known) => known.field === field))
      chosen.push({ column, heading: shown, field })
    else if (field.kind === 'amount') doubted.add(field)
  }
  return { chosen: chosen.filter(({ field }) => !doubted.has(field)), doubted }
}

/** The unit of each column of amounts, from its heading, the titles or its figures. */
function unitsOf<Name extends string>(
  grid: Grid,
  rows: readonly Row[],
  titles: readonly Row[],
  chosen: readonly Chosen<Name>[],
  answer: UnitWon | undefined,
): Map<number, UnitWon | undefined> {
  const texts = titles.flatMap(({ cells }) => cells.map(({ shown }) => shown))
  return new Map(
    chosen
      .filter(({ field }) => field.kind === 'amount')
      .map(({ column, heading }) => {
        const cells = rows.flatMap(({ number }) => grid.at(number, column) ?? [])
        return [column, unitIn(heading) ?? unitOf(texts, cells, answer)?.won]
      }),
  )
}

function whyNoRecord<Name extends string>(row: Row, shape: RecordShape<Name>) {
  const first = row.cells[0]?.shown.trim() ?? ''
  if (isNote(first)) return 'note'
  if (isTotal(first)) return 'total'
  const isRepeated =
    knownIn(row, shape) >= KNOWN_MIN && !row.cells.some(({ shown }) => hasAmount(shown))
  return isRepeated ? 'heading' : undefined
}

/** Undefined for a row without a value in any known column. */
function recordOf<Name extends string>(
  { number }: Row,
  grid: Grid,
  chosen: readonly Chosen<Name>[],
  units: Map<number, UnitWon | undefined>,
): SheetRecord<Name> | undefined {
  if (chosen.every(({ column }) => isBlank(grid.at(number, column)?.shown))) return undefined
  const record: SheetRecord<Name> = { row: number, values: {}, faults: [] }
  for (const { column, field } of chosen) {
    const cell = grid.covering(number, column)
    const read =
      isBlank(cell?.shown) || !cell ? undefined : readField(cell, field, units.get(column))
    if (read && 'value' in read) record.values[field.name] = read.value
    else if (read || field.required)
      record.faults.push({
        field: field.name,
        address: addressOf(column, number),
        shown: cell?.shown ?? '',
        reason: read?.fault ?? 'missing',
        spare: field.spare ?? false,
      })
  }
  return record
}

const isBlank = (text: string | undefined) => text === undefined || textKey(text) === ''

function withRepeats<Name extends string>(
  records: SheetRecord<Name>[],
  key: readonly Name[],
): SheetRecord<Name>[] {
  const first = new Map<string, SheetRecord<Name>>()
  return records.map((record) => {
    if (record.faults.some(({ field }) => key.includes(field))) return record
    const text = key.map((name) => textKey(String(record.values[name] ?? ''))).join('\n')
    const earlier = first.get(text)
    if (!earlier) first.set(text, record)
    return earlier
      ? { ...record, repeats: { row: earlier.row, same: isSame(record, earlier) } }
      : record
  })
}

/** What only one of two rows says is no difference. */
const isSame = <Name extends string>(one: SheetRecord<Name>, other: SheetRecord<Name>) =>
  one.faults.length === 0 &&
  other.faults.length === 0 &&
  Object.entries(one.values).every(([name, value]) => {
    // Object.entries widens the names of a record's own fields.
    const known = other.values[name as Name]
    return known === undefined || textKey(String(known)) === textKey(String(value))
  })
