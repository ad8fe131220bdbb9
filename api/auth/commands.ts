import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { sessions } from '#db/schema/auth.ts'
import { AppError } from '../errors.ts'
import { accountOf, actorFor, barOf, type Visitor } from '../users/account.ts'
import { type Issued, issue } from './issue.ts'
import { findSession, type Session, secondsSinceRotation, sessionColumns } from './queries.ts'
import { type RefreshToken, readRefreshToken } from './refresh-token.ts'
import { endSessions, touchSession } from './sessions.ts'
import { isIdle } from './standing.ts'

/** How long a token that has just been used still gets its successor: tabs race, answers get lost. */
const GRACE_SECONDS = 20

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
  const [session] = await ctx.db
    .update(sessions)
    // The database's clock: two processes whose own differ must agree on how long ago this was.
    .set({ counter: sql`${sessions.counter} + 1`, rotatedAt: sql`clock_timestamp()` })
    .where(
      and(
        eq(sessions.id, sessionId),
        eq(sessions.counter, counter),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, ctx.clock.now()),
      ),
    )
    .returning(sessionColumns)
  return session
}

async function justRotated(ctx: Visitor, { sessionId, counter }: RefreshToken): Promise<Session> {
  const session = await findSession(ctx, sessionId)
  if (!session || session.revokedAt || session.expiresAt <= ctx.clock.now()) throw ended()
  const isNext = session.counter === counter + 1
  if (isNext && (await secondsSinceRotation(ctx, sessionId)) <= GRACE_SECONDS) return session
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
