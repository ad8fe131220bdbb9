import type { FormCondition } from '#db/schema/policies.ts'
import { coreAnswers, type FormFacts } from './core.ts'
import { type FormEntry, fieldFor, isFixed, type Template } from './entry.ts'
import type { Field } from './fields.ts'

export type Answers = Readonly<Record<string, string>>
/** A field of the form as it stands for these answers. */
export type AskedField = { entry: FormEntry; field: Field; required: boolean }

/** The values chosen in an answer; a checkbox may have several. */
export const chosenIn = (answer: string): string[] => (answer === '' ? [] : answer.split(','))

/**
 * Whether a condition holds. `valueNow` gives the answer of a shown field, and undefined for a hidden or
 * absent one, of which nothing holds. An unanswered choice is not yet another than the named values, but an
 * unchecked checkbox is.
 */
function holds(
  { match, tests }: FormCondition,
  valueNow: (key: string) => { answer: string; isChecks: boolean } | undefined,
): boolean {
  const passes = ({ field, is, values }: FormCondition['tests'][number]) => {
    const value = valueNow(field)
    if (!value) return false
    const chosen = chosenIn(value.answer)
    const meets = chosen.some((each) => values.includes(each))
    return is === 'not' ? !meets && (chosen.length > 0 || value.isChecks) : meets
  }
  return match === 'all' ? tests.every(passes) : tests.some(passes)
}

/**
 * The fields that these answers ask for, in the template's order, and whether each is required. The one rule
 * for the order form, the builder's preview and the server. The answer of a hidden field counts for nothing,
 * so a field that depends on it is hidden too; fields that depend on one another are all hidden.
 */
export function askedFields(template: Template, facts: FormFacts, answers: Answers): AskedField[] {
  const core = coreAnswers(facts)
  const fields = new Map<string, { entry: FormEntry; field: Field }>()
  for (const entry of template) {
    const field = fieldFor(entry)
    if (field) fields.set(entry.key, { entry, field })
  }
  const shown = new Map<string, boolean>()

  const isShown = (key: string, { entry, field }: { entry: FormEntry; field: Field }): boolean => {
    const known = shown.get(key)
    if (known !== undefined) return known
    shown.set(key, false)
    const isIt = [field.law, entry.when].every(
      (condition) => !condition || condition.effect === 'required' || holds(condition, valueNow),
    )
    shown.set(key, isIt)
    return isIt
  }
  const valueNow = (key: string) => {
    const fact = core[key]
    if (fact !== undefined) return { answer: fact, isChecks: false }
    const asked = fields.get(key)
    if (!asked || !isShown(key, asked)) return undefined
    const { entry, field } = asked
    return {
      answer: (isFixed(entry) ? entry.default : answers[key]) ?? '',
      isChecks: field.kind === 'checks',
    }
  }
  const isRequired = ({ entry, field }: { entry: FormEntry; field: Field }) =>
    entry.required ||
    [field.law, entry.when].some(
      (condition) => condition && condition.effect !== 'shown' && holds(condition, valueNow),
    )

  return [...fields].flatMap(([key, asked]) =>
    isShown(key, asked) ? [{ ...asked, required: !isFixed(asked.entry) && isRequired(asked) }] : [],
  )
}
