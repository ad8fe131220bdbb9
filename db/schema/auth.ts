import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { at, id } from './columns.ts'
import { users } from './users.ts'

/** One signed-in device. Its refresh token is derived from id, key and counter, so none is stored. */
export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    // Each refresh moves it by one; a token of an older count is a replay.
    counter: integer().notNull().default(1),
    rotatedAt: at().notNull(),
    createdAt: at().notNull(),
    expiresAt: at().notNull(),
    revokedAt: at(),
    revokedBecause: text(),
    userAgent: text(),
  },
  (t) => [index().on(t.userId)],
)
