import * as z from 'zod'
import { ImportResult } from '../catalog/contract.ts'
import { kind, listOf, Text } from '../shapes.ts'
import { COLUMN_ROLES, Meaning, readAs, UnitWon } from './sheet-contract.ts'

export { PriceUpload } from './price-contract.ts'

const MAPPING_MAX = 8_000
const ROW_MAX = 1_048_576
const HEADINGS_MAX = 6

/** What a person says about one sheet; what is absent is proposed by the reading. */
export type SheetMapping = z.infer<typeof SheetMapping>
export const SheetMapping = z.strictObject({
  sheet: z.string().max(200),
  headingRows: z.array(z.int().min(1).max(ROW_MAX)).max(HEADINGS_MAX).optional(),
  unitWon: UnitWon.optional(),
  columns: listOf(
    z.strictObject({ column: z.int().min(1).max(ROW_MAX), role: z.enum(COLUMN_ROLES) }),
    { max: 200 },
    ({ column }) => String(column),
    'column',
  ).default([]),
  /** What a heading or label means; nothing leaves its cells out. */
  labels: listOf(
    z.strictObject({ text: z.string().max(200), means: Meaning }),
    { max: 200 },
    ({ text }) => text,
    'text',
  ).default([]),
  readHidden: z.boolean().optional(),
})
export const SheetMappings = listOf(
  SheetMapping,
  { max: 60 },
  ({ sheet }) => sheet,
  'sheet',
).default([])

const fileName = Text(200, 0).optional()
export type PriceUploadQuery = z.infer<typeof PriceUploadQuery>
export const PriceUploadQuery = z.strictObject({
  /** The file's name: text has no other name for its sheet. */
  name: fileName,
  /** `SheetMapping`s as JSON. */
  mapping: kind('mapping', z.string().max(MAPPING_MAX)).optional(),
})

// Lists of plans and devices.

const FIELDS = [
  'carrier',
  'name',
  'monthlyFeeWon',
  'description',
  'category',
  'active',
  'manufacturer',
  'model',
  'storage',
  'color',
  'colorCode',
  'priceWon',
  'validFrom',
  'validUntil',
  'ignored',
] as const
export type CatalogMapping = z.infer<typeof CatalogMapping>
/** What a person says about the list; what is absent is proposed by the reading. */
export const CatalogMapping = z
  .strictObject({
    kind: z.enum(['plan', 'device']).optional(),
    sheet: z.string().max(200).optional(),
    headingRow: z.int().min(1).max(ROW_MAX).optional(),
    unitWon: UnitWon.optional(),
    columns: listOf(
      z.strictObject({ column: z.int().min(1).max(ROW_MAX), field: z.enum(FIELDS) }),
      { max: 200 },
      ({ column }) => String(column),
      'column',
    ).optional(),
  })
  .default({})
export type CatalogUploadQuery = z.infer<typeof CatalogUploadQuery>
export const CatalogUploadQuery = z.strictObject({
  name: fileName,
  /** A `CatalogMapping` as JSON. */
  mapping: kind('mapping', z.string().max(MAPPING_MAX)).optional(),
})

const RowVerdict = ImportResult.shape.rows.element
export type RowVerdict = z.infer<typeof RowVerdict>
const text = z.string().optional()
/** As `POST /catalog/import` takes it. */
const UploadedRow = z.object({
  row: z.int(),
  kind: z.enum(['plan', 'device']),
  ...{ carrier: text, name: text, category: text, description: text, fee: text },
  ...{ manufacturer: text, modelCode: text, storage: text, price: text, colors: text },
  ...{ validFrom: text, validUntil: text },
})
export type CatalogUpload = z.infer<typeof CatalogUpload>
export const CatalogUpload = z.object({
  ...readAs,
  sheets: z.array(z.object({ name: z.string(), hidden: z.boolean(), rows: z.int() })),
  sheet: z.string(),
  kind: z.enum(['plan', 'device']),
  /** Null where no row heads the list: then it is to be said which one does. */
  headingRow: z.int().nullable(),
  columns: z.array(
    z.object({
      ...{ column: z.int(), heading: z.string(), field: z.string().nullable() },
      /** A hidden column is read only where a person says what it is. */
      hidden: z.boolean(),
    }),
  ),
  /** Fields that the list needs and no column has. */
  absent: z.array(z.string()),
  /** The first rows as they stand, to find the headings in. */
  head: z.array(
    z.object({
      number: z.int(),
      cells: z.array(z.object({ column: z.int(), shown: z.string() })),
    }),
  ),
  rows: z.array(UploadedRow),
  verdicts: z.array(RowVerdict),
  /** What the sheet alone shows to be wrong; such rows are refused. */
  faults: z.array(
    z.object({
      row: z.int(),
      field: z.string(),
      address: z.string(),
      shown: z.string(),
      reason: z.string(),
      other: z.int().optional(),
    }),
  ),
  /** Rows that say again what an earlier one says: they are left out. */
  repeats: z.array(z.object({ row: z.int(), of: z.int() })),
  skipped: z.array(z.object({ row: z.int(), why: z.enum(['title', 'note', 'total', 'heading']) })),
})
