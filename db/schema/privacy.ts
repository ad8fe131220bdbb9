import { index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { at, id } from './columns.ts'

/** What an erasure erased and what remained afterwards. Append-only: the proof of the job. */
export const erasures = pgTable(
  'erasures',
  {
    id: id(),
    kind: text().notNull(),
    erased: integer().notNull(),
    // Counted after the work in the same transaction: anything but zero is a fault.
    remaining: integer().notNull(),
    at: at().notNull(),
  },
  (t) => [index().on(t.kind, t.id)],
)
