import { index, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { ROLES, USER_STATUSES } from '../words.ts'
import { at, id } from './columns.ts'
import { companies } from './companies.ts'

export const role = pgEnum('role', ROLES)
export const userStatus = pgEnum('user_status', USER_STATUSES)

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
    role: role().notNull(),
    status: userStatus().notNull(),
    createdAt: at().notNull(),
  },
  (t) => [index().on(t.companyId)],
)
