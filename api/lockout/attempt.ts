import { record } from '../audit/record.ts'
import { transact } from '../context.ts'
import { type Account, actorFor, factorOf, type Visitor } from '../users/account.ts'
import type { BoundName } from './bounds.ts'
import { type Guards, strangersGuards } from './guards.ts'
import { failAttempt, passAttempt, requireUnlocked } from './lockout.ts'

export type FailureReason = 'unknown_user' | 'wrong_password' | 'wrong_code'

/**
 * Checks a password or a code under the shared lock-out. `guards` say what a failure is counted by; the
 * default treats the visitor as a stranger. `verify` returns undefined or false for a wrong guess, which is
 * counted. For a person with a second factor only a right code resets the count: a right password would
 * otherwise buy unlimited guesses at the code.
 */
export async function attempt<T>(
  ctx: Visitor,
  {
    username,
    account,
    shows,
    guards = strangersGuards(ctx, username),
  }: {
    username: string
    account: Account | undefined
    shows: 'password' | 'code'
    guards?: Guards
  },
  verify: () => Promise<T | undefined | false>,
): Promise<T | undefined> {
  await requireUnlocked(ctx, guards)
  const right = await verify()
  if (right === undefined || right === false) {
    const reason = shows === 'code' ? 'wrong_code' : account ? 'wrong_password' : 'unknown_user'
    ctx.metrics.count('maru_login_failures_total', { reason })
    ctx.log.info('auth.refused', { requestId: ctx.requestId, reason })
    const locks = await failAttempt(ctx, guards)
    if (account) noteFailure(ctx, account, reason, locks)
    return undefined
  }
  const forgives = shows === 'code' || (account && factorOf(account) !== 'held')
  // The lock is checked again in either case: a right guess that finishes after the lock began is refused.
  await (forgives ? passAttempt(ctx, guards) : requireUnlocked(ctx, guards))
  return right
}

/** Deferred, so that the response time does not reveal whether the account exists. */
function noteFailure(
  ctx: Visitor,
  account: Account,
  reason: FailureReason,
  locks: readonly BoundName[],
): void {
  const entityId = account.user.id
  const actor = actorFor(account, { id: '' })
  const events = [
    { action: 'auth.login_failed', entityId, facts: { reason } } as const,
    ...locks.map((of) => ({ action: 'auth.locked', entityId, facts: { of } }) as const),
  ]
  ctx.defer(transact({ ...ctx, actor }, (ctx) => record(ctx, ...events)))
}
