import { seoulMinute } from '../calendar.ts'
import { type Answers, askedFields } from './conditions.ts'
import type { FormFacts } from './core.ts'
import { type FormEntry, isFixed, type Template } from './entry.ts'
import type { Field } from './fields.ts'
import { normalAnswer } from './normal.ts'

/** What a form is filled in with; the time is in Seoul, `2026-11-20T14:05`. */
export type FillSources = { now: string; user: string; policy: string }

/** The sources at an instant. */
export const fillSources = (
  at: Date,
  { user, policy }: { user: string; policy: string },
): FillSources => ({ now: seoulMinute(at), user, policy })

/** The answers that the server decides: defaults that nobody may change, and what it fills in. */
export function fixedAnswers(
  template: Template,
  facts: FormFacts,
  answers: Answers,
  sources: FillSources,
): Answers {
  const fixed: Record<string, string> = {}
  for (const { entry, field } of askedFields(template, facts, answers)) {
    const answer = isFixed(entry) ? fixedAnswer(entry, field, sources) : ''
    if (answer !== '') fixed[entry.key] = answer
  }
  return fixed
}

export function fixedAnswer(entry: FormEntry, field: Field, sources: FillSources): string {
  const { fill } = entry
  if (!fill) return normalAnswer(field, entry.default ?? '')
  const filled = sources[fill]
  return fill === 'now' && field.kind === 'date' ? filled.slice(0, 10) : filled
}

/** The answers with which an empty form begins: defaults that people may change. */
export const defaultAnswers = (template: Template): Answers =>
  Object.fromEntries(
    template.flatMap((entry) =>
      entry.default && !isFixed(entry) ? [[entry.key, entry.default] as const] : [],
    ),
  )
