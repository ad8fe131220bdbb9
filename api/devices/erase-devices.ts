import { and, count, isNotNull, lt, or } from 'drizzle-orm'
import { sessions } from '#db/schema/devices.ts'
import type { TxCtx } from '../context.ts'

const DEVICE_KEPT_DAYS = 90

/** Erases address, user agent and device name of sessions that ended long ago. */
export async function eraseOldDevices(ctx: TxCtx): Promise<{ erased: number; remaining: number }> {
  const { revokedAt, expiresAt, address, userAgent, deviceName } = sessions
  const before = new Date(ctx.clock.now().getTime() - DEVICE_KEPT_DAYS * 86_400_000)
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
