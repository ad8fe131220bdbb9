import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'

/** A command's key, written in the transaction of its effect, with the answer to give again. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    userId: uuid().notNull(),
    key: text().notNull(),
    inputHash: text().notNull(),
    status: integer().notNull(),
    // JSON text exactly as first answered.
    answer: text().notNull(),
    at: at().notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.key] }), index().on(t.at)],
)
