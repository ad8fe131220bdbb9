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
    // Moved at most once a minute, by whichever request comes first.
    lastSeenAt: at().notNull(),
    revokedAt: at(),
    revokedBecause: text(),
    // When this device last showed the second factor.
    provenAt: at(),
    // Of a random cookie, hashed: tells a known device from a new one and nothing else.
    deviceHash: text(),
    deviceName: text(),
    address: text(),
    userAgent: text(),
  },
  (t) => [index().on(t.userId)],
)

/** A link that sets a new password, once. `createdBy` is unset where the person asked by itself. */
export const passwordResets = pgTable(
  'password_resets',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    tokenHash: text().notNull().unique(),
    createdBy: uuid(),
    createdAt: at().notNull(),
    expiresAt: at().notNull(),
    usedAt: at(),
  },
  (t) => [index().on(t.userId)],
)
