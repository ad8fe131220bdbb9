import { and, count, isNull, lte, or } from 'drizzle-orm'
import { signInGuards } from '#db/schema/lockout.ts'
import type { TxCtx } from '../context.ts'

const KEPT_MS = 86_400_000

/**
 * Deletes guards a day after the last failure counted or the lock ended. Until then the next lock needs the
 * number of earlier ones.
 */
export async function eraseOldFailures(ctx: TxCtx): Promise<{ erased: number; remaining: number }> {
  const { since, lockedUntil } = signInGuards
  const before = new Date(ctx.clock.now().getTime() - KEPT_MS)
  const old = and(lte(since, before), or(isNull(lockedUntil), lte(lockedUntil, before)))
  const erased = await ctx.db.delete(signInGuards).where(old).returning({ key: signInGuards.key })
  const [left] = await ctx.db.select({ count: count() }).from(signInGuards).where(old)
  return { erased: erased.length, remaining: left?.count ?? 0 }
}
