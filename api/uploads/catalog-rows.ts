import { coloursIn } from '../catalog/import-cells.ts'
import type { Cells } from '../catalog/import-row.ts'
import { nameKey } from '../catalog/rules.ts'
import { addressOf } from '../sheets/address.ts'
import type { DeviceField, PlanField } from '../sheets/record-fields.ts'
import type { FaultReason, FieldValue } from '../sheets/record-values.ts'
import type { SheetRecord, SheetRecords } from '../sheets/records.ts'

// The records of a list as the rows that an import of the catalogue takes, and what the sheet alone shows to be
// wrong with a row.

export type RowReason = FaultReason | 'repeats_row' | 'not_active' | 'hidden'
export type UploadFault = {
  row: number
  /** The field of the import's row. */
  field: Exclude<keyof Cells, 'row' | 'kind'>
  address: string
  shown: string
  reason: RowReason
  /** The earlier row that it contradicts. */
  other?: number
}
export type UploadRows = {
  rows: Cells[]
  faults: UploadFault[]
  /** Rows that say again what an earlier one says. */
  repeats: { row: number; of: number }[]
}

/** The prices of a list without storages belong to one of this name. */
export const ONLY_STORAGE = '기본'
const LENGTHS: Partial<Record<keyof Cells, number>> = {
  ...{ carrier: 20, name: 200, category: 60, description: 2_000, manufacturer: 100 },
  ...{ modelCode: 60, storage: 40, colors: 1_000, validFrom: 20, validUntil: 20 },
}

const PLAN_FIELDS: Partial<Record<PlanField, UploadFault['field']>> = {
  ...{ carrier: 'carrier', name: 'name', category: 'category', description: 'description' },
  ...{ monthlyFeeWon: 'fee', validFrom: 'validFrom', validUntil: 'validUntil' },
}
const DEVICE_FIELDS: Partial<Record<DeviceField, UploadFault['field']>> = {
  ...{ manufacturer: 'manufacturer', name: 'name', model: 'modelCode', storage: 'storage' },
  ...{ color: 'colors', colorCode: 'colors', priceWon: 'price' },
  ...{ validFrom: 'validFrom', validUntil: 'validUntil' },
}

export function planRows(read: SheetRecords<PlanField>, hiddenRows: readonly number[]): UploadRows {
  const has = new Set(read.columns.map(({ field }) => field))
  return uploadRowsOf(read, PLAN_FIELDS, hiddenRows, (record) => {
    const text = textsOf(record)
    const kept = (field: PlanField) => (has.has(field) ? (text(field) ?? '') : undefined)
    return {
      ...{ row: record.row, kind: 'plan', carrier: carrierText(text('carrier')) },
      ...{ name: text('name') },
      ...{ fee: text('monthlyFeeWon'), category: kept('category') },
      ...{ description: kept('description') },
      ...{ validFrom: kept('validFrom'), validUntil: kept('validUntil') },
    }
  })
}

/** As the trade writes it; what is no carrier stays as it stands. */
const carrierText = (said: string | undefined) => said && (CARRIER_TEXTS.get(said) ?? said)
const CARRIER_TEXTS = new Map([
  ['skt', 'SKT'],
  ['kt', 'KT'],
  ['lgu', 'LG U+'],
])

export function deviceRows(
  read: SheetRecords<DeviceField>,
  hiddenRows: readonly number[],
): UploadRows {
  const has = new Set(read.columns.map(({ field }) => field))
  const names = namesByModel(read.records)
  const rows = uploadRowsOf(read, DEVICE_FIELDS, hiddenRows, (record) => {
    const text = textsOf(record)
    const kept = (field: DeviceField) => (has.has(field) ? (text(field) ?? '') : undefined)
    const [model, color, code] = [text('model'), text('color'), text('colorCode')]
    const name = text('name') ?? names.get(modelKey(record)) ?? model
    const price = text('priceWon')
    return {
      ...{ row: record.row, kind: 'device', manufacturer: text('manufacturer'), name },
      // A model is a code where the list has a name beside it.
      ...(has.has('name') && { modelCode: kept('model') }),
      ...{ storage: has.has('storage') ? kept('storage') : price && ONLY_STORAGE },
      ...{ price: kept('priceWon') },
      ...(has.has('color') && { colors: [color, code].filter(Boolean).join(' ') }),
      ...{ validFrom: kept('validFrom'), validUntil: kept('validUntil') },
    }
  })
  return { ...rows, rows: withEachStorageOnce(rows.rows) }
}

function uploadRowsOf<Name extends string>(
  { records, columns }: SheetRecords<Name>,
  fields: Partial<Record<Name, UploadFault['field']>>,
  hiddenRows: readonly number[],
  rowOf: (record: SheetRecord<Name>) => Cells,
): UploadRows {
  const kept = records.filter((record) => !isRepeat(record))
  const hidden = new Set(hiddenRows)
  const at = (name: string) => columns.find(({ field }) => field === name)?.column ?? 1
  const rows = kept.map((record) => ({ record, row: rowOf(record) }))
  return {
    rows: rows.map(({ row }) => cut(row)),
    faults: rows.flatMap(({ record, row }) => {
      const other = contradicted(record)
      const long = tooLong(row)
      const first: UploadFault['field'] = 'name'
      const fault = (reason: RowReason, more: Partial<UploadFault> = {}): UploadFault => ({
        ...{ row: record.row, field: first, address: addressOf(at('name'), record.row) },
        ...{ shown: row.name ?? '', reason, ...more },
      })
      return [
        ...record.faults
          .filter(({ spare }) => !spare)
          .map(({ field, ...said }) => ({
            ...{ row: record.row, field: fields[field] ?? first, address: said.address },
            ...{ shown: said.shown.slice(0, 200), reason: said.reason },
          })),
        ...(coloursIn(String(saidIn(record, 'color') ?? '')).length > 1
          ? [fault('several_values', { field: 'colors' })]
          : []),
        ...(other === undefined ? [] : [fault('repeats_row', { other })]),
        ...(saidIn(record, 'active') === false ? [fault('not_active')] : []),
        // A filter may have hidden it, or somebody who no longer wants it.
        ...(hidden.has(record.row) ? [fault('hidden')] : []),
        ...(long ? [fault('too_long', { field: long })] : []),
      ]
    }),
    repeats: records.flatMap((record) =>
      record.repeats && isRepeat(record) ? [{ row: record.row, of: record.repeats.row }] : [],
    ),
  }
}

const saidIn = (record: SheetRecord, name: string): FieldValue | undefined => record.values[name]

/** What the record says, and where it says nothing readable, what stands there, so that it can be corrected. */
const textsOf =
  <Name extends string>({ values, faults }: SheetRecord<Name>) =>
  (name: Name): string | undefined => {
    const value = values[name]
    if (value !== undefined) return String(value)
    const fault = faults.find(({ field }) => field === name)
    return fault && !fault.spare ? fault.shown.trim() || undefined : undefined
  }

/** A device without a model code is known by its name, which the import compares. */
const isKnown = (record: SheetRecord) =>
  !('manufacturer' in record.values) || 'model' in record.values
const isRepeat = (record: SheetRecord) => isKnown(record) && record.repeats?.same === true
const contradicted = (record: SheetRecord) =>
  isKnown(record) && record.repeats?.same === false ? record.repeats.row : undefined

const modelKey = (record: SheetRecord) =>
  `${nameKey(String(saidIn(record, 'manufacturer') ?? ''))} ${nameKey(String(saidIn(record, 'model') ?? ''))}`

/** Lists name a model once, above the rows of its colours. */
function namesByModel(records: readonly SheetRecord<DeviceField>[]): Map<string, string> {
  const names = new Map<string, string>()
  for (const record of records) {
    const { name, model } = record.values
    if (name && model && !names.has(modelKey(record))) names.set(modelKey(record), String(name))
  }
  return names
}

/** A list of colours repeats the storage and its price in each row; another price stays, and is refused. */
function withEachStorageOnce(rows: readonly Cells[]): Cells[] {
  const seen = new Set<string>()
  return rows.map((row) => {
    if (!row.storage?.trim()) return row
    const key = [row.manufacturer, row.name, row.storage, row.price]
      .map((text) => nameKey(text ?? ''))
      .join('\n')
    if (!seen.has(key)) {
      seen.add(key)
      return row
    }
    return { ...row, storage: '', price: '' }
  })
}

const tooLong = (row: Cells): UploadFault['field'] | undefined =>
  // The names of `LENGTHS` are fields of a row.
  (Object.keys(LENGTHS) as UploadFault['field'][]).find(
    (field) => (row[field]?.length ?? 0) > (LENGTHS[field] ?? 0),
  )

/** A text that is too long is refused as such; what is shown of it fits into the row. */
function cut(row: Cells): Cells {
  const long = tooLong(row)
  return long ? cut({ ...row, [long]: row[long]?.slice(0, LENGTHS[long]) }) : row
}
