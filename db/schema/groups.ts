import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { at, id } from './columns.ts'
import { companies } from './companies.ts'
import { users } from './users.ts'

/** A named set of agencies, from which the targets of a policy are filled (`domain.md` B.5). */
export const policyGroups = pgTable(
  'policy_groups',
  {
    id: id(),
    hqId: uuid()
      .notNull()
      .references(() => companies.id),
    name: text().notNull(),
    version: integer().notNull().default(1),
    createdAt: at().notNull(),
    createdBy: uuid()
      .notNull()
      .references(() => users.id),
    updatedAt: at().notNull(),
    // Removed from lists; its name is free again.
    removedAt: at(),
  },
  (t) => [
    index().on(t.hqId, t.id),
    uniqueIndex('policy_groups_name').on(t.hqId, t.name).where(sql`${t.removedAt} is null`),
  ],
)

/** Who was in a group and when. A row is added, and closed once; nothing else of it changes. */
export const policyGroupMembers = pgTable(
  'policy_group_members',
  {
    id: id(),
    groupId: uuid()
      .notNull()
      .references(() => policyGroups.id),
    agencyId: uuid()
      .notNull()
      .references(() => companies.id),
    fromAt: at().notNull(),
    addedBy: uuid().notNull(),
    toAt: at(),
    removedBy: uuid(),
  },
  (t) => [
    // One open membership of each agency.
    uniqueIndex('policy_group_members_open')
      .on(t.groupId, t.agencyId)
      .where(sql`${t.toAt} is null`),
    check('policy_group_members_period', sql`${t.toAt} is null or ${t.toAt} >= ${t.fromAt}`),
  ],
)
