import { digits } from './format.ts'
import { hasWords, t } from './i18n/t.ts'
import { ApiProblem } from './problem.ts'
import { duration } from './when.ts'

/**
 * The sentence for a failure: what happened and what to do. The type of `errors` in the catalogue requires
 * one for every code of the API; an unknown code is shown by its name.
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
  // A server newer than this page may send a code that has no sentence here.
  const key = `errors.${code}`
  return hasWords(key) ? t(key) : t('errors.unknown', { code })
}

/**
 * The error of one field by its path (`lines.0.amountWon`), in the reader's language: the API's own sentence
 * is for programs. `name` is the field's label.
 */
export function sayField(failure: unknown, path: string, name: string): string | undefined {
  const fault =
    failure instanceof ApiProblem ? failure.fields.find((field) => field.path === path) : undefined
  if (!fault) return undefined
  return fault.code === 'required'
    ? t('errors.field.required', { name })
    : t(`errors.field.${FIELD_CODES.find((code) => code === fault.code) ?? 'other'}`)
}

/** The error codes of a field that have a sentence of their own. */
export const FIELD_CODES = [
  'too_short',
  'too_long',
  'bad_characters',
  'resident_number',
  'card_number',
  'business_number',
  'phone',
  'invalid_format',
  'taken',
  'not_found',
  'inactive',
  'unknown',
  'repeated',
  'future',
  'past',
  'before_start',
  'not_yours',
  'wrong_password',
] as const

const isNumber = (value: unknown): value is number => typeof value === 'number'
