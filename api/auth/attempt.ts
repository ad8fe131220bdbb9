import { record } from '../audit/record.ts'
import { transact } from '../context.ts'
import { guardsOf } from '../lockout/guards.ts'
import { failAttempt, type Locks, passAttempt, requireUnlocked } from '../lockout/lockout.ts'
import { type Account, actorFor, factorOf, type Visitor } from '../users/account.ts'

export type FailureReason = 'unknown_user' | 'wrong_password' | 'wrong_code'

/**
 * Shows a password or a code under the one lock-out. `verify` says whether it was right; undefined or
 * false is counted. Who holds a second factor is only forgiven earlier failures for showing that: a
 * known password, shown again and again, would otherwise buy any number of guesses at the code.
 */
export async function attempt<T>(
  ctx: Visitor,
  {
    username,
    account,
    shows,
  }: { username: string; account: Account | undefined; shows: 'password' | 'code' },
  verify: () => Promise<T | undefined | false>,
): Promise<T | undefined> {
  const guards = guardsOf(ctx, username)
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
  // Looked at again either way: a right guess that is slower than the lock is no longer let through.
  await (forgives ? passAttempt(ctx, guards) : requireUnlocked(ctx, guards))
  return right
}

/** Deferred: the time of the answer must not tell whether there is such an account. */
function noteFailure(ctx: Visitor, account: Account, reason: FailureReason, locks: Locks): void {
  const entityId = account.user.id
  const actor = actorFor(account, { id: '' })
  const events = [
    { action: 'auth.login_failed', entityId, facts: { reason } } as const,
    ...(['account', 'address'] as const)
      .filter((of) => locks[of])
      .map((of) => ({ action: 'auth.locked', entityId, facts: { of } }) as const),
  ]
  ctx.defer(transact({ ...ctx, actor }, (ctx) => record(ctx, ...events)))
}
