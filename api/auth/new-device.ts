import { and, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm'
import { sessions } from '#db/schema/auth.ts'
import { enqueue } from '#jobs/enqueue.ts'
import type { TxCtx } from '../context.ts'
import { notify } from '../notifications/notify.ts'
import type { Account } from '../users/account.ts'
import { type DeviceFacts, userAgentOf } from './sessions.ts'

/** Ends that say nothing against a device. One that was sent away is a stranger when it comes back. */
const IN_PEACE = ['signed_out', 'idle', 'password_changed']

/**
 * Tells a person that somebody signed in as them from a device they never used before. The first of
 * all is no news. Browsers are known by their cookie, programs by what they call themselves.
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
  const inPeace = or(isNull(sessions.revokedAt), inArray(sessions.revokedBecause, IN_PEACE))
  const [before] = await ctx.db
    .select({ isKnown: sql<boolean | null>`bool_or(coalesce(${isSame} and ${inPeace}, false))` })
    .from(sessions)
    .where(and(eq(sessions.userId, user.id), ne(sessions.id, sessionId)))
  // Null: there was no session before this one.
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
