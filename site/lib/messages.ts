import { digits } from './format.ts'
import { t } from './i18n/t.ts'
import { ApiProblem } from './problem.ts'
import { duration } from './when.ts'

/**
 * The sentence for a failure: what happened and what to do. `errors` in the catalogue has one for
 * every code of the API by type, so a new code without a sentence does not compile.
 */
export function say(failure: unknown): string {
  if (!(failure instanceof ApiProblem)) return t('errors.internal')
  const { code, facts } = failure
  const { neededWon, availableWon, retryAfterSeconds } = facts
  if (code === 'insufficient_balance' && isNumber(neededWon) && isNumber(availableWon)) {
    return t('errors.balance_short', { short: digits(neededWon - availableWon) })
  }
  if (code === 'too_many_requests' && isNumber(retryAfterSeconds)) {
    return t('errors.wait', { wait: duration(Math.max(60, retryAfterSeconds) * 1_000) })
  }
  return t(`errors.${code}`)
}

/** The sentence that the API gave for one field, by its path (`lines.0.amountWon`). */
export const sayField = (failure: unknown, path: string): string | undefined =>
  failure instanceof ApiProblem
    ? failure.fields.find((field) => field.path === path)?.message
    : undefined

const isNumber = (value: unknown): value is number => typeof value === 'number'
