import { and, eq, gt, inArray, isNull, lt, lte, ne } from 'drizzle-orm'
import { sessions } from '#db/schema/auth.ts'
import { standingChanged } from '../access/standing.ts'
import { record } from '../audit/record.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { newId } from '../ids.ts'
import type { Platform } from '../platform/platform.ts'
import { type Session, sessionColumns } from './queries.ts'

export const SESSION_SECONDS = 7 * 86_400
const TOUCH_SECONDS = 60
const USER_AGENT_CHARACTERS_MAX = 200

/** What is known of the device that signs in. `deviceHash` only where the site keeps the tokens. */
export type DeviceFacts = {
  userAgent?: string | undefined
  deviceName?: string | undefined
  deviceHash?: string | undefined
}

/** Opens a session of the acting user; its id is the actor's where one was chosen before. */
export async function openSession(
  ctx: TxCtx,
  device: DeviceFacts & { provenAt?: Date; seconds?: number } = {},
): Promise<Session> {
  const now = ctx.clock.now()
  const { userAgent, deviceName, deviceHash, provenAt, seconds = SESSION_SECONDS } = device
  const [session] = await ctx.db
    .insert(sessions)
    .values({
      id: ctx.actor.sessionId || newId(now),
      userId: ctx.actor.userId,
      rotatedAt: now,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + seconds * 1000),
      provenAt,
      deviceHash,
      deviceName,
      address: ctx.address,
      userAgent: userAgent?.slice(0, USER_AGENT_CHARACTERS_MAX),
    })
    .returning(sessionColumns)
  if (!session) throw new Error('insert returned no row')
  return session
}

/**
 * Ends sessions of one user, who need not be the actor; refused from the next request on, in every
 * process. Answers those that were live. May be repeated.
 */
export async function endSessions(
  ctx: Ctx,
  userId: string,
  ids: readonly string[],
  because: string,
): Promise<string[]> {
  if (ids.length === 0) return []
  const ended = await transact(ctx, (ctx) => revokeSessions(ctx, userId, { ids }, because))
  // Awaited, not deferred: whoever reads the answer may rely on it. Also for sessions that had ended.
  await standingChanged(ctx, userId)
  return ended
}

/**
 * The same as part of a larger change; the caller awaits `standingChanged` after its commit. Without
 * `ids` all of the user's sessions end, but for the one to be kept.
 */
export async function revokeSessions(
  ctx: TxCtx,
  userId: string,
  which: { ids?: readonly string[]; exceptId?: string },
  because: string,
): Promise<string[]> {
  const revoked = await ctx.db
    .update(sessions)
    .set({ revokedAt: ctx.clock.now(), revokedBecause: because })
    .where(
      and(
        eq(sessions.userId, userId),
        which.ids && inArray(sessions.id, [...which.ids]),
        which.exceptId ? ne(sessions.id, which.exceptId) : undefined,
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, ctx.clock.now()),
      ),
    )
    .returning({ id: sessions.id })
  const action = because === 'signed_out' ? 'auth.logout' : 'auth.session_revoked'
  if (revoked.length > 0)
    await record(
      ctx,
      ...revoked.map(({ id }) => ({ action, entityId: id, facts: { because } }) as const),
    )
  return revoked.map(({ id }) => id)
}

/** Notes that a device was there, at most once a minute. */
export async function touchSession(
  { db, clock }: Pick<Platform, 'db' | 'clock'>,
  id: string,
): Promise<void> {
  const now = clock.now()
  const before = new Date(now.getTime() - TOUCH_SECONDS * 1000)
  await db
    .update(sessions)
    .set({ lastSeenAt: now })
    .where(and(eq(sessions.id, id), lt(sessions.lastSeenAt, before)))
}

/** Forgets sessions that have run out; until then even an ended one is kept, to know its copies. */
export function forgetEndedSessions(ctx: Ctx): Promise<void> {
  return transact(ctx, async (ctx) => {
    await ctx.db.delete(sessions).where(lte(sessions.expiresAt, ctx.clock.now()))
  })
}
