import { date, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'
import { companies } from './companies.ts'

/** How often a program called an operation of v1 on a Seoul day, for the report on who still uses it. */
export const v1Usage = pgTable(
  'v1_usage',
  {
    companyId: uuid()
      .notNull()
      .references(() => companies.id),
    day: date({ mode: 'string' }).notNull(),
    // The token of the program, or the person when they called with an access token of their own.
    clientId: uuid().notNull(),
    operation: text().notNull(),
    calls: integer().notNull(),
    failures: integer().notNull(),
    lastAt: at().notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.day, t.clientId, t.operation] })],
)
