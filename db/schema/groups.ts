import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { at, id } from './columns.ts'
import { companies } from './companies.ts'
import { users } from './users.ts'

/**
 * A named set of companies directly below the one that it belongs to: a headquarters fills the targets of a policy
 * from its agencies (`domain.md` B.5), an agency copies prices to its shops.
 */
export const policyGroups = pgTable(
  'policy_groups',
  {
    id: id(),
    // The company that it belongs to, also an agency: only headquarters had groups at first.
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
    // The member, a shop in a group of an agency.
    agencyId: uuid()
      .notNull()
      .references(() => companies.id),
    fromAt: at().notNull(),
    addedBy: uuid().notNull(),
    toAt: at(),
    removedBy: uuid(),
  },
  (t) => [
    // One open membership of each company.
    uniqueIndex('policy_group_members_open')
      .on(t.groupId, t.agencyId)
      .where(sql`${t.toAt} is null`),
    check('policy_group_members_period', sql`${t.toAt} is null or ${t.toAt} >= ${t.fromAt}`),
  ],
)
