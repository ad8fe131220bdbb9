import { checkForm } from '#api/forms/check.ts'
import { type Field, fieldOf } from '#api/forms/fields.ts'
import type { PolicyDetail } from '#api/policies/contract.ts'
import type { Catalogue } from '../../../lib/i18n/catalogue.ts'
import { t } from '../../../lib/i18n/t.ts'
import { maskSays } from '../../../lib/mask-words.ts'
import type { MaskName } from '../../../lib/masks.ts'
import { askedAnswers, type Draft, factsOf } from './draft.ts'
import { fieldName } from './field-name.ts'

/** Fields of the form by key, and `name` and `phone` of the customer. */
export type Problems = Readonly<Record<string, string>>

type ProblemKey = Extract<keyof Catalogue['ordering'], `problem.${string}`>
const CODES = new Set<string>([
  'too_long',
  'bad_characters',
  'phone',
  'date',
  'account',
  'imei',
  'same_imei',
  'eid',
  'iccid',
  'serial',
  'birth_future',
  'birth_past',
  'not_minor',
  'not_adult',
  'resident_number',
  'card_number',
  'business_number',
  'url',
  'choice',
  'not_applicable',
  'unknown_field',
])

/** Numbers with a known format get an input mask. */
export const maskOf = ({ kind }: Field): MaskName | undefined =>
  kind === 'phone'
    ? 'phone'
    : kind === 'imei'
      ? 'imei'
      : kind === 'business'
        ? 'business'
        : kind === 'date'
          ? 'birth'
          : kind === 'eid'
            ? 'eid'
            : kind === 'account'
              ? 'account'
              : undefined

/** The sentence for a code of the form's check; `label` is the policy's caption of the field. */
export function sayProblem(key: string, code: string, answer: string, label?: string): string {
  const field = fieldOf(key)
  if (code === 'required')
    return t(
      field?.kind === 'choice' ? 'ordering.problem.required_choice' : 'errors.field.required',
      {
        name: label ?? fieldName(key),
      },
    )
  const mask = field && maskOf(field)
  const bySize = mask && maskSays(mask, answer)
  if (bySize) return bySize
  if (code === 'too_long') return t('ordering.problem.too_long', { max: field?.max ?? 0 })
  // The catalogue has a sentence for every code of the check; an unknown code gets the general one.
  return CODES.has(code)
    ? t(`ordering.${`problem.${code}` as ProblemKey}`)
    : t('errors.invalid_input')
}

/** All problems that prevent the order, by the rules of the server. */
export function problemsOf(draft: Draft, policy: PolicyDetail): Problems {
  const problems: Record<string, string> = {}
  if (!draft.name.trim()) problems.name = t('errors.field.required', { name: t('ordering.name') })
  if (!draft.phone) problems.phone = t('errors.field.required', { name: t('ordering.phone') })
  else {
    const fault = maskSays('phone', draft.phone)
    if (fault) problems.phone = fault
  }
  const facts = factsOf(draft)
  if (!facts) return problems
  const answers = askedAnswers(policy.form, facts, draft.answers)
  for (const { path, code } of checkForm(policy.form, facts, answers)) {
    const key = path.replace(/^form\./, '')
    const label = policy.form.find((asked) => asked.key === key)?.label
    problems[key] = sayProblem(key, code, answers[key] ?? '', label)
  }
  return problems
}
