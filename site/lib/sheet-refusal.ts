import type { Refusal } from '#api/sheets/refusal.ts'
import { hasWords, t } from './i18n/t.ts'
import { ApiProblem } from './problem.ts'

/** The sentence for a file that was not read: what it is, and what to send instead. */
export const sayRefusal = ({ refused }: Pick<Refusal, 'refused'>): string =>
  t(`sheets.refused.${refused}`)

/** The same for the answer to an upload; undefined for a failure that is not about the file. */
export function sayUpload(failure: unknown): string | undefined {
  if (!(failure instanceof ApiProblem)) return undefined
  const { refused, maxBytes } = failure.facts
  if (maxBytes !== undefined) return t('sheets.refused.too_large')
  const key = `sheets.refused.${refused}`
  return hasWords(key) ? t(key) : undefined
}
