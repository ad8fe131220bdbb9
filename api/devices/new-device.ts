import { and, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm'
import { sessions } from '#db/schema/devices.ts'
import { boolean, computed, nullable } from '#db/values.ts'
import type { TxCtx } from '../context.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { notify } from '../notifications/notify.ts'
import type { Account } from '../users/account.ts'
import { HARMLESS_ENDINGS } from './known-device.ts'
import { type DeviceFacts, userAgentOf } from './sessions.ts'

/**
 * Notifies a person of a sign-in from a device that they never used before, except for their very first.
 * Browsers are recognised by their cookie, programs by their user agent.
 */
export async function noteDevice(
  ctx: TxCtx,
  { user, company }: Account,
  sessionId: string,
  device: DeviceFacts,
): Promise<void> {
  const isSame = device.deviceHash
    ? eq(sessions.deviceHash, device.deviceHash)
    : and(
        isNull(sessions.deviceHash),
        sql`${sessions.userAgent} is not distinct from ${userAgentOf(device) ?? null}`,
      )
  const hasHarmlessEnding = or(
    isNull(sessions.revokedAt),
    inArray(sessions.revokedBecause, [...HARMLESS_ENDINGS]),
  )
  const [before] = await ctx.db
    .select({
      isKnown: computed(
        nullable(boolean),
        sql`bool_or(coalesce(${isSame} and ${hasHarmlessEnding}, false))`,
      ),
    })
    .from(sessions)
    .where(and(eq(sessions.userId, user.id), ne(sessions.id, sessionId)))
  // Null means that this is the first session.
  if (before?.isKnown !== false) return
  await notify(ctx, {
    companyId: company.id,
    userId: user.id,
    type: 'new_device',
    subjectId: sessionId,
    params: { device: device.deviceName ?? '?' },
  })
  if (ctx.mail.configured && user.email) await enqueue(ctx, 'auth.tell_new_device', { sessionId })
}
