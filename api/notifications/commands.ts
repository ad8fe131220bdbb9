import { and, eq, sql } from 'drizzle-orm'
import { notificationReads, notifications } from '#db/schema/notifications.ts'
import { type Ctx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import type { MarkRead } from './contract.ts'
import { inboxOf } from './queries.ts'

/** Marks everything up to this notification as read by this user. Going back unreads nothing. */
export function markRead(ctx: Ctx, { upToId }: MarkRead): Promise<void> {
  return transact(ctx, async (ctx) => {
    const [known] = await ctx.db
      .select({ id: notifications.id })
      .from(notifications)
      .where(and(eq(notifications.id, upToId), inboxOf(ctx.actor)))
    if (!known) throw new AppError('not_found', 'There is no such notification.')
    await ctx.db
      .insert(notificationReads)
      .values({ userId: ctx.actor.userId, readUpToId: upToId })
      .onConflictDoUpdate({
        target: notificationReads.userId,
        set: { readUpToId: sql`greatest(${notificationReads.readUpToId}, excluded.read_up_to_id)` },
      })
  })
}
