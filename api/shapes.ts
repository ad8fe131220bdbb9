import * as z from 'zod'
import { isDay } from './calendar.ts'
import { AMOUNT_MAX_WON } from './money.ts'

/** Text as people write it: trimmed, well-formed, without characters that a database cannot keep. */
export const Text = (max: number, min = 1) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((text) => text.isWellFormed() && !text.includes('\u0000'), {
      message: 'contains characters that cannot be stored',
    })

export const Id = z.uuid()
/** Integer won, zero or more. */
export const Won = z.int().min(0).max(AMOUNT_MAX_WON)
/** Integer won, at least one. */
export const PositiveWon = z.int().min(1).max(AMOUNT_MAX_WON)
/** Won that may be negative: a deduction. */
export const SignedWon = z.int().min(-AMOUNT_MAX_WON).max(AMOUNT_MAX_WON)
/** Days, months and instants of business lie in this century; what lies elsewhere is a slip. */
const inThisCentury = (text: string) => text.startsWith('20')
/** A Seoul day, `2026-11-20`. */
export const Day = z
  .string()
  .refine((text) => isDay(text) && inThisCentury(text), {
    message: 'must be a calendar day of this century, YYYY-MM-DD',
  })
  .meta({ format: 'date' })
/** A Seoul month, `2026-11`. */
export const Month = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, 'must be a month, YYYY-MM')
/** An instant in ISO 8601, UTC. */
export const Instant = z.iso
  .datetime()
  .refine(inThisCentury, { message: 'must lie in this century' })

export const PAGE_MAX = 100
/** Keyset paging: `after` is the `nextCursor` of the page before. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(50),
  after: Id.optional(),
}
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })
export type Page<T> = { items: T[]; nextCursor: string | null }

/** Cuts the extra row that told whether there is more. */
export function toPage<T extends { id: string }>(rows: T[], limit: number): Page<T> {
  const items = rows.slice(0, limit)
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}
