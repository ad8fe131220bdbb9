import { index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'

/** Wrong guesses at a secret, by the key of the count: a name (known or not), a device, an address. */
export const signInGuards = pgTable(
  'sign_in_guards',
  {
    key: text().primaryKey(),
    // The account under attack, hashed like the key; null for a key without an account.
    account: text(),
    failures: integer().notNull(),
    since: at().notNull(),
    lockedUntil: at(),
    // Locks in a row: where locks grow, each is twice as long as the previous.
    locks: integer().notNull().default(0),
  },
  (t) => [index().on(t.account)],
)
