import { AppError } from '../errors.ts'
import type { Platform } from '../platform/platform.ts'
import type { Guards } from './guards.ts'
import { failAttempt, passAttempt, requireUnlocked } from './lockout.ts'

export type Counting = Pick<Platform, 'db' | 'clock'>

/**
 * Checks a guess at a secret that belongs to no account. `verify` returns undefined for a wrong guess, which
 * is counted; a right one resets the count. While a key is locked nothing is verified. Of concurrent wrong
 * guesses, no more than the limit are answered as wrong.
 */
export async function guess<T>(
  ctx: Counting,
  guards: Guards,
  verify: () => Promise<T | undefined>,
): Promise<T | undefined> {
  await requireOpen(ctx, guards)
  const right = await verify()
  if (right === undefined) await countWrong(ctx, guards)
  else await passAttempt(ctx, guards).catch(throwTooMany)
  return right
}

/** Refuses while a key is locked. */
export const requireOpen = (ctx: Counting, guards: Guards): Promise<void> =>
  requireUnlocked(ctx, guards).catch(throwTooMany)

/** Counts a wrong guess; throws `too_many_requests` once the limit is exceeded. */
export const countWrong = (ctx: Counting, guards: Guards): Promise<unknown> =>
  failAttempt(ctx, guards).catch(throwTooMany)

/** No account is locked and no admin can unlock it, so the message only says to wait. */
function throwTooMany(error: unknown): never {
  if (!(error instanceof AppError) || error.code !== 'locked') throw error
  const retryAfterSeconds = Number(error.facts?.retryAfterSeconds)
  throw new AppError(
    'too_many_requests',
    `Too many wrong attempts. Try again in ${retryAfterSeconds} seconds.`,
    { facts: { retryAfterSeconds }, cause: error },
  )
}
