import { ageProblem } from './age.ts'
import { answerProblem, type Problem } from './answer-problem.ts'
import { type Answers, askedFields } from './conditions.ts'
import type { FormFacts } from './core.ts'
import { isFixed, type Template } from './entry.ts'
import type { Field } from './fields.ts'
import { normalAnswer } from './normal.ts'

export type FormError = { path: string; code: string; message: string }

/**
 * The errors of an order form against its template; empty when the order may be placed. The browser runs the
 * same function to show errors before sending; the server always checks again. Answers are in their normal
 * form (`normalForm`).
 */
export function checkForm(template: Template, facts: FormFacts, answers: Answers): FormError[] {
  const errors: FormError[] = []
  const say = (key: string, ...[code, message]: Problem) =>
    errors.push({ path: `form.${key}`, code, message })
  const asked = askedFields(template, facts, answers)
  const shown = new Map(asked.map((one) => [one.entry.key, one]))
  const listed = new Set(template.map(({ key }) => key))
  for (const [key, answer] of Object.entries(answers)) {
    const entry = shown.get(key)?.entry
    if (!listed.has(key)) say(key, 'unknown_field', 'This form has no such field.')
    else if (answer === '') continue
    else if (!entry)
      say(key, 'not_applicable', 'Leave this out: the other answers do not ask for it.')
    else if (isFixed(entry)) say(key, 'read_only', 'Leave this out: the form fills it in.')
  }
  for (const { entry, field, required } of asked) {
    if (isFixed(entry)) continue
    const answer = answers[entry.key] ?? ''
    if (answer === '') {
      if (required) say(entry.key, 'required', 'Fill this in.')
      continue
    }
    const problem = answerProblem(field, answer) ?? crossFieldProblem(field, answer, facts, answers)
    if (problem) say(entry.key, ...problem)
  }
  return errors
}

/**
 * The answers that a form sends, in their normal form: of the fields on screen alone, without empty ones and
 * those that the server fills in.
 */
export function sentAnswers(template: Template, facts: FormFacts, given: Answers): Answers {
  const sent: Record<string, string> = {}
  for (const { entry, field } of askedFields(template, facts, given)) {
    const answer = isFixed(entry) ? '' : normalAnswer(field, given[entry.key] ?? '')
    if (answer !== '') sent[entry.key] = answer
  }
  return sent
}

/** The fault of an answer in combination with the others. */
function crossFieldProblem(
  { key }: Field,
  answer: string,
  facts: FormFacts,
  answers: Answers,
): Problem | undefined {
  if (key === 'birth_date') return ageProblem(answer, facts)
  if (key === 'imei2' && answer === answers.imei)
    return ['same_imei', 'The second IMEI is another one than the first.']
  return undefined
}
