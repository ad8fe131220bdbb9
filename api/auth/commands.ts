import { and, eq, gt, isNull, lte, sql } from 'drizzle-orm'
import { sessions } from '#db/schema/auth.ts'
import { record } from '../audit/record.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import { renewPasswordHash } from '../users/commands.ts'
import type { Me } from '../users/contract.ts'
import { usernameOf } from '../users/username.ts'
import { ACCESS_SECONDS, accessTokenFor } from './access-token.ts'
import type { SignIn } from './contract.ts'
import { hashPassword, isPassword, NOBODYS_HASH, needsRehash } from './password.ts'
import {
  type Account,
  accountNamed,
  accountOf,
  actorFor,
  barOf,
  findSession,
  meIn,
  type Session,
  sessionColumns,
  type Visitor,
} from './queries.ts'
import { type RefreshToken, readRefreshToken, refreshTokenFor } from './refresh-token.ts'
import { rememberRevoked } from './session.ts'

const SESSION_SECONDS = 7 * 86_400
/** How long a token that has just been used still gets its successor: tabs race, answers get lost. */
const GRACE_SECONDS = 20
/** Attempts on one username, wherever they come from. */
export const ATTEMPTS_MAX = 60
const ATTEMPTS_SECONDS = 600
const USER_AGENT_CHARACTERS_MAX = 200

export type Issued = {
  accessToken: string
  expiresIn: number
  refreshToken: string
  refreshExpiresIn: number
  user: Me
}

/** Opens a session. Who is unknown, mistyped, not approved or closed out gets the same answer as late. */
export async function signIn(
  ctx: Visitor,
  { username, password }: SignIn,
  userAgent: string | undefined,
): Promise<Issued> {
  const name = usernameOf(username)
  await limitAttempts(ctx, name)
  const account = await accountNamed(ctx, name)
  const isRight = await isPassword(password, account?.passwordHash ?? NOBODYS_HASH)
  if (!account) return refuse(ctx, 'unknown_user')
  const bar = isRight ? barOf(account) : 'wrong_password'
  if (bar) return refuse(ctx, bar)

  const newHash = needsRehash(account.passwordHash) ? await hashPassword(password) : undefined
  const now = ctx.clock.now()
  const id = newId(now)
  const session = await transact({ ...ctx, actor: actorFor(account, id) }, async (ctx) => {
    if (newHash) await renewPasswordHash(ctx, account.user.id, newHash)
    await record(ctx, { action: 'auth.login', entityId: id })
    return openSession(ctx, id, now, userAgent)
  })
  return issue(ctx, account, session)
}

async function limitAttempts(ctx: Visitor, name: string): Promise<void> {
  const { allowed, retryAfterSeconds } = await ctx.limiter.limit(
    `sign-in:${name}`,
    ATTEMPTS_MAX,
    ATTEMPTS_SECONDS,
  )
  if (allowed) return
  ctx.metrics.count('maru_login_failures_total', { reason: 'limited' })
  throw new AppError('too_many_requests', `Try again in ${retryAfterSeconds} seconds.`, {
    facts: { retryAfterSeconds },
  })
}

function refuse(ctx: Visitor, reason: string): never {
  ctx.metrics.count('maru_login_failures_total', { reason })
  ctx.log.info('auth.refused', { requestId: ctx.requestId, reason })
  throw new AppError('unauthenticated', 'The username or the password is wrong.')
}

async function openSession(
  ctx: TxCtx,
  id: string,
  now: Date,
  userAgent: string | undefined,
): Promise<Session> {
  const [session] = await ctx.db
    .insert(sessions)
    .values({
      id,
      userId: ctx.actor.userId,
      rotatedAt: now,
      createdAt: now,
      expiresAt: new Date(now.getTime() + SESSION_SECONDS * 1000),
      userAgent: userAgent?.slice(0, USER_AGENT_CHARACTERS_MAX),
    })
    .returning(sessionColumns)
  if (!session) throw new Error('insert returned no row')
  return session
}

async function issue(ctx: Visitor, account: Account, session: Session): Promise<Issued> {
  const left = Math.floor((session.expiresAt.getTime() - ctx.clock.now().getTime()) / 1000)
  // A session's last access token does not outlive it.
  const expiresIn = Math.min(ACCESS_SECONDS, left)
  return {
    accessToken: await accessTokenFor(ctx, actorFor(account, session.id), expiresIn),
    expiresIn,
    refreshToken: await refreshTokenFor(ctx, { sessionId: session.id, counter: session.counter }),
    refreshExpiresIn: left,
    user: meIn(account),
  }
}

/**
 * Exchanges a refresh token for its successor. Of tabs that race with one token, one moves the
 * counter and all get the same successor; a token older than that is a copy, and ends the session.
 */
export async function refresh(ctx: Visitor, token: string): Promise<Issued> {
  const presented = await readRefreshToken(ctx, token)
  if (!presented) throw ended()
  const session = (await rotate(ctx, presented)) ?? (await justRotated(ctx, presented))
  const account = await accountOf(ctx, session.userId)
  const bar = account ? barOf(account) : 'not_approved'
  if (!account || bar) {
    await endSession(ctx, session, bar ?? 'not_approved')
    throw ended()
  }
  return issue(ctx, account, session)
}

async function rotate(ctx: Visitor, { sessionId, counter }: RefreshToken) {
  const now = ctx.clock.now()
  const [session] = await ctx.db
    .update(sessions)
    .set({ counter: sql`${sessions.counter} + 1`, rotatedAt: now })
    .where(
      and(
        eq(sessions.id, sessionId),
        eq(sessions.counter, counter),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, now),
      ),
    )
    .returning(sessionColumns)
  return session
}

async function justRotated(ctx: Visitor, { sessionId, counter }: RefreshToken): Promise<Session> {
  const now = ctx.clock.now().getTime()
  const session = await findSession(ctx, sessionId)
  if (!session || session.revokedAt || session.expiresAt.getTime() <= now) throw ended()
  const isFresh = now - session.rotatedAt.getTime() <= GRACE_SECONDS * 1000
  if (session.counter === counter + 1 && isFresh) return session
  // Only a copy of a used token is evidence; a counter that is ahead of ours is a restored database.
  if (session.counter > counter) await endSession(ctx, session, 'reused')
  throw ended()
}

const ended = () => new AppError('unauthenticated', 'This session has ended. Sign in again.')

/** Ends the session; its access tokens are refused from the next request on, in every process. */
export async function signOut(ctx: Visitor, sessionId: string): Promise<void> {
  const session = await findSession(ctx, sessionId)
  if (session) await endSession(ctx, session, 'signed_out')
}

/** May be repeated: the mark in the cache is set again, the record is not. */
async function endSession(ctx: Visitor, { id, userId }: Session, because: string): Promise<void> {
  const account = await accountOf(ctx, userId)
  if (!account) throw new Error(`session ${id} belongs to nobody`)
  await transact({ ...ctx, actor: actorFor(account, id) }, async (ctx) => {
    const revoked = await ctx.db
      .update(sessions)
      .set({ revokedAt: ctx.clock.now(), revokedBecause: because })
      .where(and(eq(sessions.id, id), isNull(sessions.revokedAt)))
      .returning({ id: sessions.id })
    if (revoked.length > 0)
      await record(ctx, { action: 'auth.logout', entityId: id, facts: { because } })
  })
  // Awaited, not deferred: whoever reads the answer may rely on it.
  await rememberRevoked(ctx, id)
}

/** Forgets sessions that have run out; until then even an ended one is kept, to know its copies. */
export function forgetEndedSessions(ctx: Ctx): Promise<void> {
  return transact(ctx, async (ctx) => {
    await ctx.db.delete(sessions).where(lte(sessions.expiresAt, ctx.clock.now()))
  })
}
