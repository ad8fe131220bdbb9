import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'

/** The queue. A row is due after `runAt` until it is done or failed; a claim moves `runAt` by the lease. */
export const jobs = pgTable(
  'jobs',
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    payload: jsonb().notNull(),
    // One row per slot of a schedule.
    slot: text().unique(),
    attempts: integer().notNull().default(0),
    runAt: at().notNull(),
    doneAt: at(),
    failedAt: at(),
    lastError: text(),
    createdAt: at().notNull(),
  },
  (t) => [index('jobs_due').on(t.runAt).where(sql`${t.doneAt} is null and ${t.failedAt} is null`)],
)
