import { and, count, isNotNull, lt, or } from 'drizzle-orm'
import { passwordResets, sessions } from '#db/schema/auth.ts'
import type { TxCtx } from '../context.ts'

const DEVICE_KEPT_DAYS = 90
const RESET_KEPT_DAYS = 30

const daysAgo = ({ clock }: TxCtx, days: number) =>
  new Date(clock.now().getTime() - days * 86_400_000)

/** Forgets from where and with what people had signed in, once those sessions are long over. */
export async function eraseOldDevices(ctx: TxCtx): Promise<{ erased: number; remaining: number }> {
  const { revokedAt, expiresAt, address, userAgent, deviceName } = sessions
  const before = daysAgo(ctx, DEVICE_KEPT_DAYS)
  const old = and(
    or(lt(revokedAt, before), lt(expiresAt, before)),
    or(isNotNull(address), isNotNull(userAgent), isNotNull(deviceName)),
  )
  const erased = await ctx.db
    .update(sessions)
    .set({ address: null, userAgent: null, deviceName: null })
    .where(old)
    .returning({ id: sessions.id })
  const [left] = await ctx.db.select({ count: count() }).from(sessions).where(old)
  return { erased: erased.length, remaining: left?.count ?? 0 }
}

/** Forgets who had lost a password, once the link is long used or over. */
export async function eraseOldResets(ctx: TxCtx): Promise<{ erased: number; remaining: number }> {
  const before = daysAgo(ctx, RESET_KEPT_DAYS)
  const old = or(lt(passwordResets.usedAt, before), lt(passwordResets.expiresAt, before))
  const erased = await ctx.db.delete(passwordResets).where(old).returning({ id: passwordResets.id })
  const [left] = await ctx.db.select({ count: count() }).from(passwordResets).where(old)
  return { erased: erased.length, remaining: left?.count ?? 0 }
}
