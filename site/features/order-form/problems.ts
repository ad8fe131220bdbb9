import { checkForm } from '#api/forms/check.ts'
import { type Field, fieldOf } from '#api/forms/fields.ts'
import type { PolicyDetail } from '#api/policies/contract.ts'
import type { Catalogue } from '../../lib/i18n/catalogue.ts'
import { t } from '../../lib/i18n/t.ts'
import { type MaskName, maskLength, maskProblem } from '../../lib/masks.ts'
import { askedAnswers, type Draft, factsOf } from './draft.ts'

/** Fields of the form by key, and `name` and `phone` of the customer. */
export type Problems = Readonly<Record<string, string>>

type ProblemKey = Extract<keyof Catalogue['ordering'], `problem.${string}`>
const CODES = new Set<string>([
  'required',
  'too_long',
  'bad_characters',
  'phone',
  'date',
  'digits',
  'imei',
  'business_number',
  'url',
  'choice',
  'not_applicable',
  'unknown_field',
])

/** Numbers whose shape is known are typed into a mask. */
export const maskOf = ({ kind, key }: Field): MaskName | undefined =>
  kind === 'phone'
    ? 'phone'
    : kind === 'imei'
      ? 'imei'
      : kind === 'business'
        ? 'business'
        : kind === 'date'
          ? 'birth'
          : key === 'eid'
            ? 'eid'
            : undefined

/** What is wrong with a number of a known shape, in the words of its mask. */
function maskSays(mask: MaskName, answer: string): string | undefined {
  const problem = maskProblem(mask, answer.replace(/\D/g, ''))
  if (!problem) return undefined
  return problem.missing > 0
    ? t('ui.digits_short', { missing: problem.missing, length: maskLength(mask) })
    : t('ui.digits_wrong')
}

/** The sentence for one code of the form's check. */
export function sayProblem(key: string, code: string, answer: string): string {
  const field = fieldOf(key)
  if (code === 'required')
    return t(
      field?.kind === 'choice' ? 'ordering.problem.required_choice' : 'ordering.problem.required',
    )
  const mask = field && maskOf(field)
  const bySize = mask && maskSays(mask, answer)
  if (bySize) return bySize
  if (code === 'too_long') return t('ordering.problem.too_long', { max: field?.max ?? 0 })
  // The catalogue has a sentence for every code that the check gives; a new one says the general thing.
  return CODES.has(code)
    ? t(`ordering.${`problem.${code}` as ProblemKey}`)
    : t('errors.invalid_input')
}

/** Everything that keeps the order from being placed, as the server would say it. */
export function problemsOf(draft: Draft, policy: PolicyDetail): Problems {
  const problems: Record<string, string> = {}
  if (!draft.name.trim()) problems.name = t('ordering.problem.required')
  if (!draft.phone) problems.phone = t('ordering.problem.required')
  else if (!/^0\d{8,10}$/.test(draft.phone))
    problems.phone = maskSays('phone', draft.phone) ?? t('ordering.problem.phone')
  const facts = factsOf(draft)
  if (!facts) return problems
  const answers = askedAnswers(policy.form, facts, draft.answers)
  for (const { path, code } of checkForm(policy.form, facts, answers)) {
    const key = path.replace(/^form\./, '')
    problems[key] = sayProblem(key, code, answers[key] ?? '')
  }
  return problems
}
