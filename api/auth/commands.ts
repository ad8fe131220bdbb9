import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { sessions } from '#db/schema/auth.ts'
import { record } from '../audit/record.ts'
import { transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import {
  type Account,
  accountNamed,
  accountOf,
  actorFor,
  barOf,
  meIn,
  type Visitor,
} from '../users/account.ts'
import { renewPasswordHash } from '../users/commands.ts'
import type { Me } from '../users/contract.ts'
import { usernameOf } from '../users/username.ts'
import { ACCESS_SECONDS, accessTokenFor } from './access-token.ts'
import type { SignIn } from './contract.ts'
import { hashPassword, isPassword, NOBODYS_HASH, needsRehash } from './password.ts'
import { findSession, type Session, sessionColumns } from './queries.ts'
import { type RefreshToken, readRefreshToken, refreshTokenFor } from './refresh-token.ts'
import { endSessions, openSession, touchSession } from './sessions.ts'
import { isIdle } from './standing.ts'

/** How long a token that has just been used still gets its successor: tabs race, answers get lost. */
const GRACE_SECONDS = 20
/** Attempts on one username, wherever they come from. */
export const ATTEMPTS_MAX = 60
const ATTEMPTS_SECONDS = 600

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
  const isRight = await isPassword(ctx, password, account?.passwordHash ?? NOBODYS_HASH)
  if (!account) return refuse(ctx, 'unknown_user')
  const bar = isRight ? barOf(account) : 'wrong_password'
  if (bar) return refuse(ctx, bar)

  const newHash = needsRehash(account.passwordHash) ? await hashPassword(ctx, password) : undefined
  const now = ctx.clock.now()
  const id = newId(now)
  const session = await transact({ ...ctx, actor: actorFor(account, { id }) }, async (ctx) => {
    if (newHash) await renewPasswordHash(ctx, account.user.id, newHash)
    await record(ctx, { action: 'auth.login', entityId: id })
    return openSession(ctx, { userAgent })
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

async function issue(ctx: Visitor, account: Account, session: Session): Promise<Issued> {
  const left = Math.floor((session.expiresAt.getTime() - ctx.clock.now().getTime()) / 1000)
  // A session's last access token does not outlive it.
  const expiresIn = Math.min(ACCESS_SECONDS, left)
  return {
    accessToken: await accessTokenFor(ctx, actorFor(account, session), expiresIn),
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
  if (!account) throw ended()
  const isOver = isIdle(session, account.idleMinutes, ctx.clock.now())
  const bar = isOver ? 'idle' : barOf(account)
  if (bar) {
    await endSession(ctx, session, bar)
    throw ended()
  }
  ctx.defer(touchSession(ctx, session.id))
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

async function endSession(ctx: Visitor, { id, userId }: Session, because: string): Promise<void> {
  const account = await accountOf(ctx, userId)
  if (!account) throw new Error(`session ${id} belongs to nobody`)
  await endSessions({ ...ctx, actor: actorFor(account, { id }) }, userId, [id], because)
}
