import type { FormEntry } from '#api/forms/entry.ts'
import type { Field } from '#api/forms/fields.ts'
import { hasWords, t } from '../../lib/i18n/t.ts'
import { maskSays } from '../../lib/mask-words.ts'
import { labelOf, maskOf } from './field-words.ts'

/** The sentence for a code of the form's check; a code without one gets the general sentence. */
export function sayProblem(
  entry: FormEntry,
  field: Field | undefined,
  code: string,
  answer: string,
): string {
  if (code === 'required') return t(requiredWords(field?.kind), { name: labelOf(entry) })
  const mask = field && maskOf(field)
  const bySize = mask && MASKED.has(code) ? maskSays(mask, answer) : undefined
  if (bySize) return bySize
  if (code === 'too_long') return t('answers.too_long', { max: field?.max ?? 0 })
  const key = `answers.${code}`
  return hasWords(key) ? t(key) : t('errors.invalid_input')
}

function requiredWords(kind: Field['kind'] | undefined) {
  if (kind === 'attachment') return 'answers.required_file'
  return kind === 'choice' || kind === 'checks'
    ? 'answers.required_choice'
    : 'errors.field.required'
}

/** Codes about the digits themselves, for which the mask knows what is missing. */
const MASKED = new Set(['phone', 'imei', 'eid', 'business_number', 'account', 'date'])
