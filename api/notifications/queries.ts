import { and, asc, count, desc, eq, gt, isNull, or, type SQL } from 'drizzle-orm'
import { notificationReads, notifications } from '#db/schema/notifications.ts'
import type { Actor } from '../access/actor.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { conditionsOf } from '../list.ts'
import { toPage } from '../shapes.ts'
import { type NotificationFilter, type NotificationPage, UNREAD_MAX } from './contract.ts'
import { NOTIFICATION_COLUMNS, NOTIFICATION_FILTERS } from './list.ts'

/**
 * A condition for the company's inbox, without notifications for its other users. No tier reads another
 * company's inbox.
 */
export const inboxOf = (actor: Actor): SQL | undefined =>
  and(
    eq(notifications.companyId, actor.companyId),
    or(isNull(notifications.userId), eq(notifications.userId, actor.userId)),
  )

/** The number of a notification in the actor's inbox; throws `not_found` for a cursor of another inbox. */
export async function placeOf(ctx: Ctx, id: string): Promise<number> {
  const [known] = await ctx.db
    .select({ seq: notifications.seq })
    .from(notifications)
    .where(and(eq(notifications.id, id), inboxOf(ctx.actor)))
  if (!known) throw new AppError('not_found', 'There is no such notification.')
  return known.seq
}

/** What the caller missed since `after`, oldest first; otherwise newest first, back from `before`. */
export async function listNotifications(
  ctx: Ctx,
  filter: NotificationFilter,
): Promise<NotificationPage> {
  const { after, before, limit } = filter
  const from = after ?? before
  // Numbers begin at 1; without a cursor no condition asks for one.
  const place = from ? await placeOf(ctx, from) : 0
  // Read before the rows: a notification marked meanwhile may still show as unread, but never the other way
  // round.
  const readUpTo = await readUpToOf(ctx)
  const rows = await ctx.db
    .select(NOTIFICATION_COLUMNS)
    .from(notifications)
    .where(and(inboxOf(ctx.actor), ...conditionsOf(NOTIFICATION_FILTERS, filter, { place })))
    .orderBy((after ? asc : desc)(notifications.seq))
    .limit(limit + 1)
  const page = toPage(rows, limit)
  const items = page.items.map(({ seq, ...row }) => ({
    ...row,
    at: row.at.toISOString(),
    read: seq <= readUpTo,
  }))
  return { items, nextCursor: page.nextCursor, unread: await countUnread(ctx, readUpTo) }
}

/** The number up to which this user has read; numbers begin at 1. */
async function readUpToOf(ctx: Ctx): Promise<number> {
  const [row] = await ctx.db
    .select({ seq: notifications.seq })
    .from(notificationReads)
    .innerJoin(notifications, eq(notifications.id, notificationReads.readUpToId))
    .where(and(eq(notificationReads.userId, ctx.actor.userId), inboxOf(ctx.actor)))
  return row?.seq ?? 0
}

/** Counts no further than the badge shows, so a full inbox costs no more than a short one. */
async function countUnread(ctx: Ctx, readUpTo: number): Promise<number> {
  const unread = ctx.db
    .select({ id: notifications.id })
    .from(notifications)
    .where(and(inboxOf(ctx.actor), gt(notifications.seq, readUpTo)))
    .limit(UNREAD_MAX)
    .as('unread')
  const [row] = await ctx.db.select({ count: count() }).from(unread)
  return row?.count ?? 0
}
