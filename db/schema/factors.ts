import { bigint, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'
import { users } from './users.ts'

/** The shared secret of an authenticator app, sealed by the vault. In force once it is confirmed. */
export const secondFactors = pgTable('second_factors', {
  userId: uuid()
    .primaryKey()
    .references(() => users.id),
  keyId: text().notNull(),
  sealed: text().notNull(),
  confirmedAt: at(),
  // The 30-second step of the last accepted code: no code is accepted twice.
  lastStep: bigint({ mode: 'number' }).notNull().default(0),
  createdAt: at().notNull(),
})

/** Codes for a sign-in without the app, each valid once. Hashed: eighty random bits need no slow hash. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    userId: uuid()
      .notNull()
      .references(() => users.id),
    codeHash: text().notNull(),
    usedAt: at(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.codeHash] })],
)
