import { and, asc, count, desc, eq, gt, isNull, lt, or, type SQL } from 'drizzle-orm'
import { notificationReads, notifications } from '#db/schema/notifications.ts'
import type { Actor } from '../access/actor.ts'
import type { Ctx } from '../context.ts'
import { toPage } from '../shapes.ts'
import { type NotificationFilter, type NotificationPage, UNREAD_MAX } from './contract.ts'

/** The company's inbox, without what is meant for its other users. No tier reads another's. */
export const inboxOf = (actor: Actor): SQL | undefined =>
  and(
    eq(notifications.companyId, actor.companyId),
    or(isNull(notifications.userId), eq(notifications.userId, actor.userId)),
  )

/** What was missed since `after`, oldest first; else the newest first, from `before` back. */
export async function listNotifications(
  ctx: Ctx,
  { after, before, limit }: NotificationFilter,
): Promise<NotificationPage> {
  const { id, type, subjectId, params, at } = notifications
  const readUpToId = await readUpTo(ctx)
  const rows = await ctx.db
    .select({ id, type, subjectId, params, at })
    .from(notifications)
    .where(
      and(
        inboxOf(ctx.actor),
        after ? gt(id, after) : undefined,
        before ? lt(id, before) : undefined,
      ),
    )
    .orderBy(after ? asc(id) : desc(id))
    .limit(limit + 1)
  const page = toPage(rows, limit)
  const items = page.items.map((row) => ({
    ...row,
    at: row.at.toISOString(),
    read: readUpToId !== undefined && row.id <= readUpToId,
  }))
  return { items, nextCursor: page.nextCursor, unread: await countUnread(ctx, readUpToId) }
}

async function readUpTo(ctx: Ctx): Promise<string | undefined> {
  const [row] = await ctx.db
    .select({ readUpToId: notificationReads.readUpToId })
    .from(notificationReads)
    .where(eq(notificationReads.userId, ctx.actor.userId))
  return row?.readUpToId
}

/** Looks no further than the badge counts, so a neglected inbox costs no more than a tidy one. */
async function countUnread(ctx: Ctx, readUpToId: string | undefined): Promise<number> {
  const unread = ctx.db
    .select({ id: notifications.id })
    .from(notifications)
    .where(and(inboxOf(ctx.actor), readUpToId ? gt(notifications.id, readUpToId) : undefined))
    .limit(UNREAD_MAX)
    .as('unread')
  const [row] = await ctx.db.select({ count: count() }).from(unread)
  return row?.count ?? 0
}
