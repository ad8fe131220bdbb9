import { isIdle } from '../devices/idle.ts'
import { findSession, type Session } from '../devices/queries.ts'
import { rotateSession, secondsSinceRotation } from '../devices/rotation.ts'
import { endSessions, touchSession } from '../devices/sessions.ts'
import { AppError } from '../errors.ts'
import { accountOf, actorFor, signInBarOf, type Visitor } from '../users/account.ts'
import { type Issued, issue } from './issue.ts'
import { type RefreshToken, readRefreshToken } from './refresh-token.ts'

/** How long a used token still gets its successor: tabs race, and answers get lost. */
const GRACE_SECONDS = 20

/**
 * Exchanges a refresh token for its successor. When several tabs race with one token, one request increments
 * the counter and all get the same successor. An older token must be a copy, so it ends the session.
 */
export async function refresh(ctx: Visitor, token: string): Promise<Issued> {
  const presented = await readRefreshToken(ctx, token)
  if (!presented) throw ended()
  const session = (await rotateSession(ctx, presented)) ?? (await justRotated(ctx, presented))
  const account = await accountOf(ctx, session.userId)
  if (!account) throw ended()
  const isOver = isIdle(session, account.idleMinutes, ctx.clock.now())
  const bar = isOver ? 'idle' : signInBarOf(account)
  if (bar) {
    await endSession(ctx, session, bar)
    throw ended()
  }
  ctx.defer(touchSession(ctx, session.id))
  return issue(ctx, account, session)
}

async function justRotated(ctx: Visitor, { sessionId, counter }: RefreshToken): Promise<Session> {
  const session = await findSession(ctx, sessionId)
  if (!session || session.revokedAt || session.expiresAt <= ctx.clock.now()) throw ended()
  const isNext = session.counter === counter + 1
  if (isNext && (await secondsSinceRotation(ctx, sessionId)) <= GRACE_SECONDS) return session
  // Only an older counter proves a copy; a counter ahead of ours means that the database was restored.
  if (session.counter > counter) await endSession(ctx, session, 'reused')
  throw ended()
}

const ended = () => new AppError('unauthenticated', 'This session has ended. Sign in again.')

/** Ends the session. Every process refuses its access tokens from the next request on. */
export async function signOut(ctx: Visitor, sessionId: string): Promise<void> {
  const session = await findSession(ctx, sessionId)
  if (session) await endSession(ctx, session, 'signed_out')
}

async function endSession(ctx: Visitor, { id, userId }: Session, because: string): Promise<void> {
  const account = await accountOf(ctx, userId)
  if (!account) throw new Error(`session ${id} belongs to nobody`)
  await endSessions({ ...ctx, actor: actorFor(account, { id }) }, userId, [id], because)
}
