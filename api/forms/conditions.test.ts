import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FormCondition } from '#db/schema/policies.ts'
import { checkForm, sentAnswers } from './check.ts'
import { type Answers, askedFields } from './conditions.ts'
import { coreAnswers, type FormFacts } from './core.ts'
import { type FormEntry, fieldFor, isFixed } from './entry.ts'
import { anyAnswers, anyFacts, anyTemplate, completed } from './form.fixture.ts'
import { normalForm } from './normal.ts'
import { templateProblems } from './template-problems.ts'

/** The rule again, by brute force: everything is hidden, and what holds is shown until nothing changes. */
function shownByBruteForce(template: FormEntry[], facts: FormFacts, answers: Answers) {
  let shown = new Set<string>()
  const core = coreAnswers(facts)
  const passes = ({ field, is, values }: FormCondition['tests'][number]) => {
    const entry = template.find(({ key }) => key === field)
    const isThere = field in core || (entry !== undefined && shown.has(field))
    const raw = core[field] ?? (entry && isFixed(entry) ? entry.default : answers[field]) ?? ''
    const chosen = raw.split(',').filter(Boolean)
    if (!isThere) return false
    if (is !== 'not') return values.some((value) => chosen.includes(value))
    if (chosen.length === 0) return entry !== undefined && fieldFor(entry)?.kind === 'checks'
    return values.every((value) => !chosen.includes(value))
  }
  const holds = ({ match, tests }: FormCondition) =>
    tests.map(passes).reduce((a, b) => (match === 'all' ? a && b : a || b), match === 'all')
  const conditionsOf = (entry: FormEntry) =>
    [fieldFor(entry)?.law, entry.when].filter((each) => each !== undefined)
  for (let round = 0; round <= template.length; round++)
    shown = new Set(
      template
        .filter((entry) =>
          conditionsOf(entry).every((each) => each.effect === 'required' || holds(each)),
        )
        .map(({ key }) => key),
    )
  const required = template.filter(
    (entry) =>
      shown.has(entry.key) &&
      !isFixed(entry) &&
      (entry.required ||
        conditionsOf(entry).some((each) => each.effect !== 'shown' && holds(each))),
  )
  return { shown: [...shown], required: required.map(({ key }) => key) }
}

const anyForm = fc.tuple(anyTemplate, anyFacts, anyAnswers)

describe('the rule of a form', () => {
  test('the random templates have no fault', () => {
    fc.assert(
      fc.property(anyTemplate, (template) => {
        expect(templateProblems(template)).toEqual([])
      }),
    )
  })

  test('shows and requires what brute force finds', () => {
    fc.assert(
      fc.property(anyForm, ([template, facts, answers]) => {
        const asked = askedFields(template, facts, answers)
        const found = {
          shown: asked.map(({ entry }) => entry.key),
          required: asked.filter(({ required }) => required).map(({ entry }) => entry.key),
        }
        expect(found).toEqual(shownByBruteForce(template, facts, answers))
      }),
      { numRuns: 2_000 },
    )
  })

  test('what the form sends is refused for its contents alone, never for being sent', () => {
    const ABOUT_SENDING = ['unknown_field', 'not_applicable', 'read_only']
    fc.assert(
      fc.property(anyForm, ([template, facts, given]) => {
        const errors = checkForm(template, facts, sentAnswers(template, facts, given))
        expect(errors.filter(({ code }) => ABOUT_SENDING.includes(code))).toEqual([])
      }),
      { numRuns: 2_000 },
    )
  })

  test('what is complete on screen the server accepts', () => {
    fc.assert(
      fc.property(anyForm, ([template, facts, given]) => {
        const sent = completed(template, facts, given)
        expect(checkForm(template, facts, normalForm(sent, template))).toEqual([])
      }),
      { numRuns: 2_000 },
    )
  })

  test('what the server accepts is exactly what a form on screen would send', () => {
    let accepted = 0
    const anyChange = fc.tuple(fc.nat(), anyAnswers)
    fc.assert(
      fc.property(anyForm, anyChange, ([template, facts, given], [at, other]) => {
        const complete = Object.entries(completed(template, facts, given))
        // One answer may be missing, and others may stand where nobody asked for them.
        const kept = complete.filter((_, i) => i !== at % (complete.length + 2))
        const added = at % 3 === 0 ? Object.entries(other).slice(0, 1) : []
        const answers = normalForm(Object.fromEntries([...kept, ...added]), template)
        if (checkForm(template, facts, answers).length > 0) return
        accepted += Object.keys(answers).length
        const filled = Object.fromEntries(Object.entries(answers).filter(([, text]) => text !== ''))
        expect(sentAnswers(template, facts, answers)).toEqual(filled)
      }),
      { numRuns: 2_000 },
    )
    // The answers are right often enough to say something.
    expect(accepted).toBeGreaterThan(1_000)
  })

  test('an answer in its normal form stays as it is, however often the server cleans it', () => {
    fc.assert(
      fc.property(anyForm, ([template, facts, given]) => {
        const sent = sentAnswers(template, facts, given)
        expect(normalForm(normalForm(sent), template)).toEqual(sent)
      }),
      { numRuns: 2_000 },
    )
  })
})

const FACTS: FormFacts = {
  joinType: 'new',
  simType: 'prepaid',
  customerType: 'adult',
  supportType: 'none',
  contractMonths: 24,
}
const radio = (key: string, more: Partial<FormEntry> = {}): FormEntry => ({
  key,
  required: false,
  type: 'radio',
  label: key,
  options: [
    { value: 'a', label: 'A' },
    { value: 'b', label: 'B' },
  ],
  ...more,
})
const when = (field: string, is: 'is' | 'not' | 'any', ...values: string[]) =>
  ({ match: 'all', effect: 'shown', tests: [{ field, is, values }] }) as const
const shownFor = (template: FormEntry[], answers: Answers) =>
  askedFields(template, FACTS, answers).map(({ entry }) => entry.key)

describe('a condition', () => {
  test('of a hidden field never holds, so what depends on it is hidden too', () => {
    const template = [
      radio('x_a'),
      radio('x_b', { when: when('x_a', 'is', 'a') }),
      radio('x_c', { when: when('x_b', 'not', 'a') }),
    ]
    expect(shownFor(template, { x_a: 'a', x_b: 'b' })).toEqual(['x_a', 'x_b', 'x_c'])
    expect(shownFor(template, { x_a: 'b', x_b: 'b' })).toEqual(['x_a'])
  })

  test('"is not" waits for an answer; an unchecked box is one', () => {
    const box: FormEntry = { key: 'x_box', required: false, type: 'checkbox', label: '동의' }
    const template = [
      radio('x_a'),
      radio('x_b', { when: when('x_a', 'not', 'a') }),
      box,
      radio('x_c', { when: when('x_box', 'not', 'yes') }),
    ]
    expect(shownFor(template, {})).toEqual(['x_a', 'x_box', 'x_c'])
    expect(shownFor(template, { x_a: 'b', x_box: 'yes' })).toEqual(['x_a', 'x_b', 'x_box'])
  })

  test('may name a field that stands later', () => {
    const template = [radio('x_b', { when: when('x_a', 'is', 'a') }), radio('x_a')]
    expect(shownFor(template, { x_a: 'a' })).toEqual(['x_b', 'x_a'])
  })

  test('in a loop, which no template has, shows nothing', () => {
    const template = [
      radio('x_a', { when: when('x_b', 'is', 'a') }),
      radio('x_b', { when: when('x_a', 'is', 'a') }),
    ]
    expect(shownFor(template, { x_a: 'a', x_b: 'a' })).toEqual([])
  })
})
