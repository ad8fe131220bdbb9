import { t } from './i18n/t.ts'
import { say } from './messages.ts'
import { ApiProblem } from './problem.ts'
import { serverNow } from './server-clock.ts'
import { duration, timeOf } from './when.ts'

/** Gives the time of day at which the wait ends, so that nobody has to compute it. */
export function waitOf(problem: ApiProblem): { wait: string; time: string } {
  const seconds = Math.max(60, Number(problem.facts.retryAfterSeconds ?? 60))
  const rounded = Math.ceil(seconds / 60) * 60_000
  return { wait: duration(rounded), time: timeOf(serverNow() + seconds * 1_000 + 59_999) }
}

/** The sentence for a failure on a page without a session. */
export function sayPublic(failure: unknown): string {
  if (failure instanceof ApiProblem && ['locked', 'too_many_requests'].includes(failure.code)) {
    const key = failure.code === 'locked' ? 'account.locked' : 'account.wait'
    return t(key, waitOf(failure))
  }
  return say(failure)
}
