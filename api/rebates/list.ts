import { sql } from 'drizzle-orm'
import * as z from 'zod'
import { instant, integer, nullable, oneOf, text } from '#db/values.ts'
import { TRANSFER_KINDS } from '#db/words.ts'
import { filter, queryOf } from '../list.ts'
import { Id, Instant, pageQuery } from '../shapes.ts'

// The list of a budget's movements: columns, item and cursor. The statement stands in `queries.ts`.

/** Columns of the statement. */
export const ENTRY = {
  id: text,
  kind: oneOf(TRANSFER_KINDS),
  at: instant,
  availableWon: integer,
  heldWon: integer,
  usedWon: integer,
  balanceAfterWon: nullable(integer),
  orderId: nullable(text),
  orderNumber: nullable(text),
  fromId: nullable(text),
  toId: nullable(text),
}

/** One transfer, as the changes to one company's budget. Amounts are signed won. */
export type BudgetEntry = z.infer<typeof BudgetEntry>
export const BudgetEntry = z.object({
  id: Id,
  kind: z.enum(TRANSFER_KINDS),
  at: Instant,
  availableWon: z.int(),
  heldWon: z.int(),
  usedWon: z.int(),
  /** Usable budget of the affected period after this transfer. */
  balanceAfterWon: z.int().nullable(),
  orderId: Id.nullable(),
  orderNumber: z.string().nullable(),
  counterparty: z.string().nullable(),
})

export const ENTRY_FILTERS = {
  after: filter(Id, (id) => sql`e.transfer_id < ${id}`),
}

export type EntryFilter = z.infer<typeof EntryFilter>
export const EntryFilter = z.strictObject({
  ...pageQuery,
  ...queryOf(ENTRY_FILTERS),
  /** The company whose budget is read; the caller's own when left out. */
  companyId: Id.optional(),
})
