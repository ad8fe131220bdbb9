import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { at, id } from './columns.ts'
import { users } from './users.ts'

/** One signed-in device. Its refresh token is derived from id, key and counter, so it is not stored. */
export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    // Each refresh increments it; a token with a lower count is a replay.
    counter: integer().notNull().default(1),
    rotatedAt: at().notNull(),
    createdAt: at().notNull(),
    expiresAt: at().notNull(),
    // Updated at most once a minute, by the first request.
    lastSeenAt: at().notNull(),
    revokedAt: at(),
    revokedBecause: text(),
    // When this device last proved the second factor.
    provenAt: at(),
    // When the password was last entered on it: at sign-in, or for a fresh proof.
    passwordShownAt: at(),
    // The hash of a random cookie: it only distinguishes a known device from a new one.
    deviceHash: text(),
    deviceName: text(),
    address: text(),
    userAgent: text(),
  },
  (t) => [index().on(t.userId)],
)
