import * as z from 'zod'
import { NOTIFICATION_TYPES } from '#db/words.ts'
import { Id, Instant, pageOf, pageQuery } from '../shapes.ts'

/** `after` asks for what was missed, oldest first; without it the newest come first and `before` pages back. */
export type NotificationFilter = z.infer<typeof NotificationFilter>
export const NotificationFilter = z
  .strictObject({ ...pageQuery, before: Id.optional() })
  .refine(({ after, before }) => !(after && before), {
    path: ['before'],
    message: 'cannot stand beside after: one goes forward, the other back',
  })

export type Notification = z.infer<typeof Notification>
export const Notification = z.object({
  id: Id,
  type: z.enum(NOTIFICATION_TYPES),
  subjectId: Id,
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  at: Instant,
  read: z.boolean(),
})

/** Counting stops here; a badge that says 100 means "100 or more". */
export const UNREAD_MAX = 100

/** `nextCursor` continues in the direction that was asked: as `after`, else as `before`. */
export type NotificationPage = z.infer<typeof NotificationPage>
export const NotificationPage = pageOf(Notification).extend({ unread: z.int().max(UNREAD_MAX) })

export type MarkRead = z.infer<typeof MarkRead>
export const MarkRead = z.strictObject({ upToId: Id })
