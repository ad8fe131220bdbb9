import { index, jsonb, pgEnum, pgTable, uuid } from 'drizzle-orm/pg-core'
import { NOTIFICATION_TYPES } from '../words.ts'
import { at, id } from './columns.ts'

export const notificationType = pgEnum('notification_type', NOTIFICATION_TYPES)

/** The inbox of a company. Params are codes and amounts; a person's data is never in them. */
export const notifications = pgTable(
  'notifications',
  {
    id: id(),
    companyId: uuid().notNull(),
    // Set when only one user of the company is meant.
    userId: uuid(),
    type: notificationType().notNull(),
    subjectId: uuid().notNull(),
    params: jsonb().$type<Record<string, string | number>>().notNull(),
    at: at().notNull(),
  },
  (t) => [index().on(t.companyId, t.id)],
)

/** How far a user has read; ids sort by time. */
export const notificationReads = pgTable('notification_reads', {
  userId: uuid().primaryKey(),
  readUpToId: uuid().notNull(),
})
