import { sql } from 'drizzle-orm'
import {
  boolean,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { GRANTS, ROLES, USER_STATUSES } from '../words.ts'
import { at, id } from './columns.ts'
import { companies } from './companies.ts'

export const role = pgEnum('role', ROLES)
export const userStatus = pgEnum('user_status', USER_STATUSES)
export const grant = pgEnum('user_grant', GRANTS)

export const users = pgTable(
  'users',
  {
    id: id(),
    companyId: uuid()
      .notNull()
      .references(() => companies.id),
    username: text().notNull().unique(),
    passwordHash: text().notNull(),
    name: text().notNull(),
    nameKey: text().generatedAlwaysAs(sql`text_key(name)`),
    email: text(),
    phone: text(),
    role: role().notNull(),
    status: userStatus().notNull(),
    // The reason of a rejection or suspension, in the words of the admin.
    statusReason: text(),
    // Signed up together with their company: approving the person opens the company.
    isFirstAdmin: boolean().notNull().default(false),
    approvedBy: uuid(),
    approvedAt: at(),
    lastLoginAt: at(),
    passwordChangedAt: at(),
    version: integer().notNull().default(1),
    createdAt: at().notNull(),
  },
  (t) => [index().on(t.companyId, t.status, t.id)],
)

/** Rights that a person has beyond their role, and who granted them. */
export const userGrants = pgTable(
  'user_grants',
  {
    userId: uuid()
      .notNull()
      .references(() => users.id),
    grant: grant().notNull(),
    grantedBy: uuid().notNull(),
    grantedAt: at().notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.grant] })],
)
