import { checkForm } from '#api/forms/check.ts'
import { fieldFor } from '#api/forms/entry.ts'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { t } from '../../../lib/i18n/t.ts'
import { maskSays } from '../../../lib/mask-words.ts'
import { sayProblem } from '../../../ui/form-field/problem-words.ts'
import { askedAnswers } from './asked.ts'
import { type Draft, factsOf } from './draft.ts'

/** Fields of the form by key, and `name` and `phone` of the customer. */
export type Problems = Readonly<Record<string, string>>

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
  const entries = new Map(policy.form.map((entry) => [entry.key, entry]))
  for (const { path, code } of checkForm(policy.form, facts, answers)) {
    const key = path.replace(/^form\./, '')
    const entry = entries.get(key)
    if (entry) problems[key] = sayProblem(entry, fieldFor(entry), code, answers[key] ?? '')
  }
  return problems
}
