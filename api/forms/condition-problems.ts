import type { FormCondition } from '#db/schema/policies.ts'
import type { FormError } from './check.ts'
import { CORE_CHOICES, isCore } from './core.ts'
import { fieldFor, type Template } from './entry.ts'
import type { Field } from './fields.ts'

/** Why the conditions of a template cannot be decided, each with its path below `form`. */
export function conditionProblems(template: Template): FormError[] {
  const fields = new Map(template.map((entry) => [entry.key, fieldFor(entry)]))
  const loops = keysInLoops(template, fields)
  return template.flatMap((entry, i) => {
    const { when, key } = entry
    if (!when) return []
    const path = `form.${i}.when`
    if (fields.get(key)?.law)
      return [
        {
          path,
          code: 'fixed_condition',
          message: 'The catalogue says when this field is asked; its condition cannot change.',
        },
      ]
    const found = testProblems(when, fields, path)
    if (loops.has(key))
      found.push({
        path,
        code: 'loop',
        message: 'The field depends on itself through other conditions: remove one of them.',
      })
    return found
  })
}

function testProblems(
  { tests }: FormCondition,
  fields: ReadonlyMap<string, Field | undefined>,
  path: string,
): FormError[] {
  const found: FormError[] = []
  if (tests.length === 0)
    found.push({ path: `${path}.tests`, code: 'required', message: 'Name at least one field.' })
  tests.forEach(({ field, is, values }, t) => {
    const say = (part: string, code: string, message: string) =>
      found.push({ path: `${path}.tests.${t}.${part}`, code, message })
    const offered = valuesOf(field, fields)
    if (offered === 'absent') say('field', 'unknown_field', 'This form has no such field.')
    if (offered === 'free') say('field', 'not_a_choice', 'Only choices can be compared.')
    if (offered === 'absent' || offered === 'free') return
    if (values.length === 0) say('values', 'required', 'Name at least one value.')
    if (is === 'is' && values.length > 1) say('values', 'too_many', 'One value, or use "any".')
    values.forEach((value, v) => {
      if (!offered.includes(value))
        say(`values.${v}`, 'unknown_value', 'The field has no such choice any more.')
    })
  })
  return found
}

/** The values that a condition may name, of a core choice or a field of the form. */
function valuesOf(
  key: string,
  fields: ReadonlyMap<string, Field | undefined>,
): readonly string[] | 'absent' | 'free' {
  if (isCore(key)) return coreChoices(key) ?? 'free'
  const field = fields.get(key)
  if (!field) return 'absent'
  return field.options ?? 'free'
}

const coreChoices = (key: string): readonly string[] | undefined =>
  Object.entries(CORE_CHOICES).find(([name]) => name === key)?.[1]

/** The keys that depend on themselves, directly or through others. */
function keysInLoops(
  template: Template,
  fields: ReadonlyMap<string, Field | undefined>,
): Set<string> {
  const needs = new Map(
    template.map(({ key, when }) => [
      key,
      [fields.get(key)?.law, when].flatMap((each) => each?.tests.map(({ field }) => field) ?? []),
    ]),
  )
  const reaches = (from: string, to: string, seen: Set<string>): boolean =>
    (needs.get(from) ?? []).some((next) => {
      if (next === to) return true
      if (seen.has(next)) return false
      seen.add(next)
      return reaches(next, to, seen)
    })
  return new Set(template.flatMap(({ key }) => (reaches(key, key, new Set()) ? [key] : [])))
}

/** The keys of the fields whose condition names this one: its removal or new choices concern them. */
export const dependentsOf = (template: Template, key: string): string[] =>
  template.flatMap((entry) =>
    entry.when?.tests.some(({ field }) => field === key) ? [entry.key] : [],
  )
