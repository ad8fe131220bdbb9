import { gt, lt } from 'drizzle-orm'
import * as z from 'zod'
import { notifications } from '#db/schema/notifications.ts'
import { NOTIFICATION_TYPES } from '#db/words.ts'
import { filter, queryOf } from '../list.ts'
import { Id, Instant, pageQuery } from '../shapes.ts'

// The list of notifications: columns, item and cursors.

export const NOTIFICATION_COLUMNS = {
  id: notifications.id,
  seq: notifications.seq,
  type: notifications.type,
  subjectId: notifications.subjectId,
  params: notifications.params,
  at: notifications.at,
}

export type Notification = z.infer<typeof Notification>
export const Notification = z.object({
  id: Id,
  type: z.enum(NOTIFICATION_TYPES),
  subjectId: Id,
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  at: Instant,
  read: z.boolean(),
})

/** `place` is the number of the cursor's notification: ids are made before the commit, numbers in its order. */
type Asked = { place: number }

export const NOTIFICATION_FILTERS = {
  after: filter(Id, (_, { place }: Asked) => gt(notifications.seq, place)),
  before: filter(Id, (_, { place }: Asked) => lt(notifications.seq, place)),
}

/** With `after`: what the caller missed, oldest first. Otherwise newest first, and `before` pages back. */
export type NotificationFilter = z.infer<typeof NotificationFilter>
export const NotificationFilter = z
  .strictObject({ ...pageQuery, ...queryOf(NOTIFICATION_FILTERS) })
  .refine(({ after, before }) => !(after && before), {
    path: ['before'],
    message: 'cannot stand beside after: one goes forward, the other back',
  })
