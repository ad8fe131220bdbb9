import { and, count, isNull, lt, or } from 'drizzle-orm'
import { signInGuards } from '#db/schema/lockout.ts'
import type { TxCtx } from '../context.ts'

const KEPT_SECONDS = 86_400

/** Forgets which names and addresses had failed, a day after the last of it counted. */
export async function eraseOldFailures(ctx: TxCtx): Promise<{ erased: number; remaining: number }> {
  const { since, lockedUntil } = signInGuards
  const now = ctx.clock.now()
  const old = and(
    lt(since, new Date(now.getTime() - KEPT_SECONDS * 1000)),
    or(isNull(lockedUntil), lt(lockedUntil, now)),
  )
  const erased = await ctx.db.delete(signInGuards).where(old).returning({ key: signInGuards.key })
  const [left] = await ctx.db.select({ count: count() }).from(signInGuards).where(old)
  return { erased: erased.length, remaining: left?.count ?? 0 }
}
