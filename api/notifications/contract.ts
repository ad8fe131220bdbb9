import * as z from 'zod'
import { Id, pageOf } from '../shapes.ts'
import { Notification } from './list.ts'

export { Notification, NotificationFilter } from './list.ts'

/** Counting stops here; a badge with 100 means "100 or more". */
export const UNREAD_MAX = 100

/** `nextCursor` continues in the requested direction: as `after`, otherwise as `before`. */
export type NotificationPage = z.infer<typeof NotificationPage>
export const NotificationPage = pageOf(Notification).extend({ unread: z.int().max(UNREAD_MAX) })

export type MarkRead = z.infer<typeof MarkRead>
export const MarkRead = z.strictObject({ upToId: Id })
