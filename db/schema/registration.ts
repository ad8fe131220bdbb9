import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { at, id } from './columns.ts'
import { companies } from './companies.ts'
import { role } from './users.ts'

/** A link with which one person joins a company without waiting for approval. */
export const invitations = pgTable(
  'invitations',
  {
    id: id(),
    companyId: uuid()
      .notNull()
      .references(() => companies.id),
    role: role().notNull(),
    name: text(),
    email: text(),
    tokenHash: text().notNull().unique(),
    createdBy: uuid().notNull(),
    createdAt: at().notNull(),
    expiresAt: at().notNull(),
    acceptedBy: uuid(),
    acceptedAt: at(),
    revokedAt: at(),
  },
  (t) => [index().on(t.companyId, t.id)],
)

/** Used bootstrap tokens; each makes one headquarters. */
export const bootstrapUses = pgTable('bootstrap_uses', {
  tokenHash: text().primaryKey(),
  hqId: uuid().notNull(),
  usedAt: at().notNull(),
})
