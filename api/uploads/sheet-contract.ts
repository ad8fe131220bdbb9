import * as z from 'zod'
import {
  CELL_CARRIERS,
  CONTRACT_MONTHS,
  CUSTOMER_TYPES,
  JOIN_TYPES,
  SUPPORT_TYPES,
} from '#db/words.ts'
import { UNITS_WON } from '../amount.ts'

// The cells of a file as they stand, and what prices them, as answers have them.

const Value = z.union([
  z.object({ kind: z.enum(['text', 'error', 'formula']) }),
  z.object({ kind: z.literal('number'), decimal: z.string() }),
  z.object({ kind: z.literal('date'), iso: z.string() }),
  z.object({ kind: z.literal('boolean'), value: z.boolean() }),
])
export const Marks = z.array(z.enum(['struck', 'red', 'filled'])).readonly()
const SheetCell = z.object({
  row: z.int(),
  column: z.int(),
  /** As a person sees it. */
  shown: z.string(),
  value: Value,
  format: z.string().optional(),
  marks: Marks.optional(),
})
const Range = z.object({ top: z.int(), left: z.int(), bottom: z.int(), right: z.int() })
/** A sheet with its values, merges and hidden places. Of a hidden one only its name is read. */
export const UploadedSheet = z.object({
  name: z.string(),
  hidden: z.boolean(),
  rows: z.array(z.object({ number: z.int(), cells: z.array(SheetCell) })),
  merges: z.array(Range).optional(),
  hiddenRows: z.array(z.int()),
  hiddenColumns: z.array(z.int()),
})
/** How the file was read. */
export const readAs = {
  format: z.enum(['xlsx', 'delimited', 'html']),
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'cp949']).optional(),
}

export const UnitWon = z.literal(UNITS_WON)
/** What a heading or label says an amount is for. */
const said = {
  carrier: z.enum(CELL_CARRIERS),
  bandWon: z.int().min(1).max(10_000_000),
  joinType: z.enum(JOIN_TYPES),
  support: z.enum(SUPPORT_TYPES),
  months: z.union(CONTRACT_MONTHS.map((months) => z.literal(months))),
  segment: z.enum(CUSTOMER_TYPES),
}
export const Meaning = z.strictObject(said).partial()
export const SaidAxes = z.object({ ...said, device: z.string() }).partial()
export const AXIS_NAMES = [
  'carrier',
  'device',
  'bandWon',
  'joinType',
  'support',
  'months',
  'segment',
] as const
export const COLUMN_ROLES = [
  'device',
  'storage',
  'carrier',
  'band',
  'months',
  'join_type',
  'support',
  'amount',
  'deduction',
  'ignored',
  'unknown',
] as const
