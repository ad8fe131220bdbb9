import { bigint, index, jsonb, pgEnum, pgTable, unique, uuid } from 'drizzle-orm/pg-core'
import { NOTIFICATION_TYPES } from '../words.ts'
import { at, id } from './columns.ts'

export const notificationType = pgEnum('notification_type', NOTIFICATION_TYPES)

/** How many notifications a company has had. Its row is locked from the assignment of a number to the commit. */
export const inboxes = pgTable('inboxes', {
  companyId: uuid().primaryKey(),
  last: bigint({ mode: 'number' }).notNull(),
})

/** The inbox of a company. Params are codes and amounts, never personal data. */
export const notifications = pgTable(
  'notifications',
  {
    id: id(),
    companyId: uuid().notNull(),
    // Set if it is for one user of the company only.
    userId: uuid(),
    type: notificationType().notNull(),
    subjectId: uuid().notNull(),
    params: jsonb().$type<Record<string, string | number>>().notNull(),
    at: at().notNull(),
    // Its place in the inbox. Ids are made before the commit; places are committed in order.
    seq: bigint({ mode: 'number' }).notNull(),
  },
  (t) => [
    unique('notifications_place').on(t.companyId, t.seq),
    // Used only by the version before 0.3.0 (decision 015); a later migration drops it.
    index().on(t.companyId, t.id),
  ],
)

/** The notification up to which a user has read; its place gives the position. */
export const notificationReads = pgTable('notification_reads', {
  userId: uuid().primaryKey(),
  readUpToId: uuid().notNull(),
})
