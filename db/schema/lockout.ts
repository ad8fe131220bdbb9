import { integer, pgTable, text } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'

/** Failures of one account name or one address, known or not: password, app and recovery code alike. */
export const signInGuards = pgTable('sign_in_guards', {
  key: text().primaryKey(),
  failures: integer().notNull(),
  since: at().notNull(),
  lockedUntil: at(),
})
