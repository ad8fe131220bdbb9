import { count, lt, or } from 'drizzle-orm'
import { passwordResets } from '#db/schema/passwords.ts'
import type { TxCtx } from '../context.ts'

const RESET_KEPT_DAYS = 30

/** Deletes reset links long after they were used or expired. */
export async function eraseOldResets(ctx: TxCtx): Promise<{ erased: number; remaining: number }> {
  const before = new Date(ctx.clock.now().getTime() - RESET_KEPT_DAYS * 86_400_000)
  const old = or(lt(passwordResets.usedAt, before), lt(passwordResets.expiresAt, before))
  const erased = await ctx.db.delete(passwordResets).where(old).returning({ id: passwordResets.id })
  const [left] = await ctx.db.select({ count: count() }).from(passwordResets).where(old)
  return { erased: erased.length, remaining: left?.count ?? 0 }
}
