import fc from 'fast-check'
import type { FormCondition } from '#db/schema/policies.ts'
import { CONDITION_EFFECTS, CONDITION_TESTS, OWN_TYPES } from '#db/words.ts'
import { checkForm, sentAnswers } from './check.ts'
import { type Answers, askedFields } from './conditions.ts'
import { CORE_CHOICES, type FormFacts } from './core.ts'
import type { FormEntry, Template } from './entry.ts'
import { FIELDS, type FieldKind, fieldOf } from './fields.ts'

/** Random facts, templates without faults and answers, for the tests of the form rule. */
export const anyFacts: fc.Arbitrary<FormFacts> = fc.record({
  joinType: fc.constantFrom(...CORE_CHOICES.join_type),
  simType: fc.constantFrom(...CORE_CHOICES.sim_type),
  customerType: fc.constantFrom(...CORE_CHOICES.customer_type),
  supportType: fc.constantFrom(...CORE_CHOICES.support_type),
  contractMonths: fc.constantFrom(0, 12, 24, 36, 48),
  day: fc.constant('2026-11-20'),
})

const OPTIONS = ['a', 'b', 'c'].map((value) => ({ value, label: value.toUpperCase() }))

/** Up to twelve fields; each may depend on core choices and on choices before it, so there is no loop. */
export const anyTemplate: fc.Arbitrary<FormEntry[]> = fc
  .array(
    fc.record({
      own: fc.boolean(),
      known: fc.constantFrom(...FIELDS.map(({ key }) => key)),
      type: fc.constantFrom(...OWN_TYPES),
      required: fc.boolean(),
      isFixed: fc.boolean(),
      depends: fc.boolean(),
      match: fc.constantFrom('all' as const, 'any' as const),
      effect: fc.constantFrom(...CONDITION_EFFECTS),
      tests: fc.array(
        fc.record({
          at: fc.nat(),
          is: fc.constantFrom(...CONDITION_TESTS),
          from: fc.nat(),
          count: fc.integer({ min: 1, max: 3 }),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
    { maxLength: 12 },
  )
  .map((parts) => {
    const template: FormEntry[] = []
    const choices: [key: string, values: readonly string[]][] = Object.entries(CORE_CHOICES)
    parts.forEach((part, i) => {
      const key = part.own ? `x_${i}` : part.known
      if (template.some((entry) => entry.key === key)) return
      const isChoice = ['select', 'radio', 'checkbox'].includes(part.type)
      const law = part.own ? undefined : fieldOf(key)?.law
      const when: FormCondition = {
        match: part.match,
        effect: part.effect,
        tests: part.tests.map(({ at, is, from, count }) => {
          const [field = '', values = []] = choices[at % choices.length] ?? []
          const named = values.slice(from % values.length).slice(0, is === 'is' ? 1 : count)
          return { field, is, values: named }
        }),
      }
      const entry: FormEntry = {
        key,
        required: part.required,
        ...(part.depends && !law ? { when } : {}),
        ...(part.own ? { type: part.type, label: key } : {}),
        ...(part.own && isChoice ? { options: OPTIONS } : {}),
        ...(part.own && isChoice && part.isFixed ? { readOnly: true, default: 'b' } : {}),
      }
      template.push(entry)
      const values = part.own ? (isChoice ? ['a', 'b', 'c'] : undefined) : fieldOf(key)?.options
      if (values) choices.push([key, values])
    })
    return template
  })

/** Answers that are often right, sometimes wrong, and also given to fields that are not asked. */
const anyAnswer = fc.constantFrom(
  '',
  ' ',
  'a',
  'b',
  'c',
  'a,c',
  'c, a',
  '1991-03-14',
  '2026-11-20 14:05',
  '010-1234-5678',
  '02-123-4567',
  '350000000000006',
  '8904 9032 1234 5123 4512 3456 7890 1235',
  '124-81-00998',
  'mvno',
  'kt',
  'bank',
  'yes',
  '24',
  '1,234,000원',
  'https://maru.example/a',
  'a@b.kr',
  '한 줄\n두 줄',
  '901010-1234567',
)
export const anyAnswers = fc.dictionary(
  fc.oneof(
    fc.constantFrom(...FIELDS.map(({ key }) => key)),
    fc.integer({ min: 0, max: 11 }).map((i) => `x_${i}`),
  ),
  anyAnswer,
  { maxKeys: 30 },
)

/** A right answer for each kind. */
const RIGHT: Record<FieldKind, string> = {
  text: '한 줄',
  memo: '한 줄\n두 줄',
  phone: '01012345678',
  telephone: '021234567',
  email: 'a@b.kr',
  date: '1991-03-14',
  datetime: '2026-11-20T14:05',
  number: '-12',
  won: '550000',
  days: '180',
  imei: '350000000000006',
  eid: '89049032123451234512345678901235',
  iccid: '8982051234567890',
  serial: 'R3CX1234',
  account: '110123456789',
  choice: '',
  checks: '',
  url: 'https://maru.example/a',
  business: '1248100998',
  result: 'A-1',
  barcode: '8806095299358',
  attachment: '0198b1c2-0000-7000-8000-000000000000',
}

/** The answers that a careful person would send: wrong ones corrected, missing ones filled in. */
export function completed(template: Template, facts: FormFacts, given: Answers): Answers {
  const age = { minor: '2010-01-01', adult: '1991-03-14' }
  let answers = given
  for (let round = 0; round <= template.length; round++) {
    const wrong = new Set(
      checkForm(template, facts, sentAnswers(template, facts, answers)).map(({ path }) =>
        path.replace('form.', ''),
      ),
    )
    const right = askedFields(template, facts, answers).flatMap(({ entry, field }) => {
      if (!wrong.has(entry.key)) return []
      const type = facts.customerType === 'minor' ? 'minor' : 'adult'
      if (entry.key === 'birth_date') return [[entry.key, age[type]] as const]
      if (entry.key === 'imei2') return [[entry.key, '356938035643809'] as const]
      return [[entry.key, field.options?.[0] ?? RIGHT[field.kind]] as const]
    })
    answers = { ...answers, ...Object.fromEntries(right) }
  }
  return sentAnswers(template, facts, answers)
}
