import { and, eq, sql } from 'drizzle-orm'
import { notificationReads } from '#db/schema/notifications.ts'
import { type Ctx, transact } from '../context.ts'
import type { MarkRead } from './contract.ts'
import { placeOf } from './queries.ts'

/** Marks everything up to this notification as read for this user. An older notification changes nothing. */
export function markRead(ctx: Ctx, { upToId: readUpToId }: MarkRead): Promise<void> {
  return transact(ctx, async (ctx) => {
    const { userId } = ctx.actor
    const place = await placeOf(ctx, readUpToId)
    const own = eq(notificationReads.userId, userId)
    const [mark] = await ctx.db
      .insert(notificationReads)
      .values({ userId, readUpToId })
      .onConflictDoUpdate({ target: notificationReads.userId, set: { userId } })
      .returning({ readUpToId: notificationReads.readUpToId })
    if (mark?.readUpToId === readUpToId) return
    // A separate statement after taking the lock, so that it sees the mark of the request it waited for.
    const read = sql`(select seq from notifications where id = ${notificationReads.readUpToId})`
    await ctx.db
      .update(notificationReads)
      .set({ readUpToId })
      .where(and(own, sql`coalesce(${read}, 0) < ${place}`))
  })
}
