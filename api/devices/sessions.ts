import { and, eq, exists, gt, inArray, isNull, lt, lte, ne, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { sessions } from '#db/schema/devices.ts'
import { authStateChanged } from '../access/auth-state.ts'
import { record } from '../audit/record.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { newId } from '../ids.ts'
import type { Platform } from '../platform/platform.ts'
import { type Session, sessionColumns } from './queries.ts'

export const SESSION_SECONDS = 7 * 86_400
/** How long browsers keep a cookie at most, and so how long a device stays known. */
export const DEVICE_SECONDS = 400 * 86_400
const TOUCH_SECONDS = 60
const USER_AGENT_CHARACTERS_MAX = 200

/**
 * What is known about the device that signs in. Only the site, which keeps its tokens in cookies, has a
 * `deviceHash`.
 */
export type DeviceFacts = {
  userAgent?: string | undefined
  deviceName?: string | undefined
  deviceHash?: string | undefined
}

/** The part of the user agent that is stored. */
export const userAgentOf = ({ userAgent }: DeviceFacts): string | undefined =>
  userAgent?.slice(0, USER_AGENT_CHARACTERS_MAX)

/** Opens a session for the acting user. An id that the actor already carries becomes the session's id. */
export async function openSession(
  ctx: TxCtx,
  device: DeviceFacts & { provenAt?: Date; seconds?: number } = {},
): Promise<Session> {
  const now = ctx.clock.now()
  const { deviceName, deviceHash, provenAt, seconds = SESSION_SECONDS } = device
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
      // Every sign-in starts with the password.
      passwordShownAt: now,
      deviceHash,
      deviceName,
      address: ctx.address,
      userAgent: userAgentOf(device),
    })
    .returning(sessionColumns)
  if (!session) throw new Error('insert returned no row')
  return session
}

/**
 * Ends sessions of a user, who need not be the actor. Every process refuses them from the next request on.
 * Returns the ids of those that were open; may be repeated.
 */
export async function endSessions(
  ctx: Ctx,
  userId: string,
  ids: readonly string[],
  because: string,
): Promise<string[]> {
  if (ids.length === 0) return []
  return transact(ctx, (ctx) => revokeSessions(ctx, userId, { ids }, because))
}

/**
 * The same as part of a larger transaction. Without `ids` it ends all sessions of the user, except
 * `exceptId`.
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
  // Also when nothing was revoked: a repeat makes up for an earlier invalidation that may have been lost.
  authStateChanged(ctx, userId)
  const action = ACTION[because] ?? 'auth.session_revoked'
  if (revoked.length > 0)
    await record(
      ctx,
      ...revoked.map(({ id }) => ({ action, entityId: id, facts: { because } }) as const),
    )
  return revoked.map(({ id }) => id)
}

const ACTION: Record<string, 'auth.logout' | 'auth.token_reused'> = {
  signed_out: 'auth.logout',
  reused: 'auth.token_reused',
}

/** Records that the acting person has just shown the second factor, or the password, on this device. */
export async function proveSession(
  ctx: TxCtx,
  shown: 'provenAt' | 'passwordShownAt',
): Promise<void> {
  await ctx.db
    .update(sessions)
    .set({ [shown]: ctx.clock.now() })
    .where(and(eq(sessions.id, ctx.actor.sessionId), eq(sessions.userId, ctx.actor.userId)))
  authStateChanged(ctx, ctx.actor.userId)
}

/** Records that a session was used, at most once a minute. */
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

/**
 * Deletes expired sessions. An ended session is kept until then, so that copies of its tokens are recognised.
 * The last session of each device is kept as long as its cookie, to tell a known device from a new one.
 */
export function forgetEndedSessions(ctx: Ctx): Promise<void> {
  return transact(ctx, async (ctx) => {
    const now = ctx.clock.now()
    const forgotten = new Date(now.getTime() - DEVICE_SECONDS * 1000)
    const later = alias(sessions, 'later')
    const ofSameDevice = ctx.db
      .select({ one: sql`1` })
      .from(later)
      .where(
        and(
          eq(later.userId, sessions.userId),
          gt(later.id, sessions.id),
          sql`${later.deviceHash} is not distinct from ${sessions.deviceHash}`,
          sql`(${later.deviceHash} is not null or ${later.userAgent} is not distinct from ${sessions.userAgent})`,
        ),
      )
    await ctx.db
      .delete(sessions)
      .where(
        and(
          lte(sessions.expiresAt, now),
          or(lte(sessions.expiresAt, forgotten), exists(ofSameDevice)),
        ),
      )
  })
}
