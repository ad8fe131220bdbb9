import { describe, expect, test } from 'vitest'
import { CORE_CHOICES, CORE_FIELDS, isCore } from './core.ts'
import type { FormEntry } from './entry.ts'
import { DEFAULT_FORM, FIELDS, fieldOf } from './fields.ts'
import { FORMER_NAMES } from './former-names.ts'
import { FIELDS_MAX, templateProblems } from './template-problems.ts'

const own = (key: string, more: Partial<FormEntry> = {}): FormEntry => ({
  key,
  required: false,
  type: 'text',
  label: '이름',
  ...more,
})
const choice = (key: string, more: Partial<FormEntry> = {}) =>
  own(key, { type: 'select', options: [{ value: 'a', label: 'A' }], ...more })
const test1 = (field: string, is: 'is' | 'not' | 'any', ...values: string[]) => ({
  field,
  is,
  values,
})
const when = (...tests: ReturnType<typeof test1>[]) =>
  ({ match: 'all', effect: 'shown', tests }) as const
const faults = (...template: FormEntry[]) =>
  templateProblems(template).map(({ path, code }) => `${path} ${code}`)

describe('a template', () => {
  test('of a former release, with key, required, label and help, has no fault', () => {
    const old = DEFAULT_FORM.map((entry) => ({ ...entry, label: '이름', help: '도움말' }))
    expect(templateProblems(old)).toEqual([])
    expect(templateProblems(DEFAULT_FORM)).toEqual([])
    expect(templateProblems(FIELDS.map(({ key }) => ({ key, required: true })))).toEqual([])
  })

  test.each<[string, string[], FormEntry[]]>([
    ['two fields of one name', ['form.1.key repeated'], [own('x_a'), own('x_a')]],
    ['a core field', ['form.0.key core_field'], [own('customer_name')]],
    ['an unknown field', ['form.0.key unknown'], [own('shoe_size')]],
    ['an own key with capitals', ['form.0.key own_key'], [own('x_Größe')]],
    ['an own field without a type', ['form.0.type required'], [{ key: 'x_a', required: false }]],
    ['an own field without a label', ['form.0.label required'], [own('x_a', { label: '' })]],
    ['another type for a catalogue field', ['form.0.type only_own'], [own('imei')]],
    ['a choice without options', ['form.0.options required'], [own('x_a', { type: 'radio' })]],
    ['an empty list of options', ['form.0.options required'], [choice('x_a', { options: [] })]],
    [
      'two options of one value',
      ['form.0.options.1.value repeated'],
      [
        choice('x_a', {
          options: [
            { value: 'a', label: 'A' },
            { value: 'a', label: 'B' },
          ],
        }),
      ],
    ],
    [
      'a value that the catalogue does not have',
      ['form.0.options.0.value unknown_value'],
      [{ key: 'bill_method', required: true, options: [{ value: 'cash', label: '현금' }] }],
    ],
    [
      'options of a text',
      ['form.0.options wrong_type'],
      [own('x_a', { options: [{ value: 'a', label: 'A' }] })],
    ],
    [
      'a mask for a number',
      ['form.0.mask wrong_type'],
      [own('x_a', { type: 'number', mask: 'phone' })],
    ],
    [
      'the time in a number',
      ['form.0.fill wrong_type'],
      [own('x_a', { type: 'number', fill: 'now' })],
    ],
    [
      'a plain free text',
      ['form.0.sensitivity must_be_personal'],
      [own('x_a', { sensitivity: 'plain' })],
    ],
    ['a default that is no option', ['form.0.default choice'], [choice('x_a', { default: 'b' })]],
    [
      'a default number with letters',
      ['form.0.default number'],
      [own('x_a', { type: 'number', default: 'x' })],
    ],
    [
      'the same IMEI for everybody',
      ['form.0.default no_default'],
      [{ key: 'imei', required: true, default: '350000000000006' }],
    ],
    [
      'a field that nobody can fill in',
      ['form.0.readOnly required'],
      [own('x_a', { readOnly: true })],
    ],
    [
      'a default for what is filled in',
      ['form.0.default filled'],
      [own('x_a', { fill: 'user', default: 'x' })],
    ],
    ['a condition on nothing', ['form.0.when.tests required'], [own('x_a', { when: when() })]],
    [
      'a condition on an absent field',
      ['form.0.when.tests.0.field unknown_field'],
      [own('x_a', { when: when(test1('x_b', 'is', 'a')) })],
    ],
    [
      'a condition on a text',
      ['form.1.when.tests.0.field not_a_choice'],
      [own('x_a'), own('x_b', { when: when(test1('x_a', 'is', 'a')) })],
    ],
    [
      'a condition on the plan',
      ['form.0.when.tests.0.field not_a_choice'],
      [own('x_a', { when: when(test1('plan', 'is', 'a')) })],
    ],
    [
      'a condition on a value that is gone',
      ['form.1.when.tests.0.values.1 unknown_value'],
      [choice('x_a'), own('x_b', { when: when(test1('x_a', 'any', 'a', 'z')) })],
    ],
    [
      'a condition without values',
      ['form.1.when.tests.0.values required'],
      [choice('x_a'), own('x_b', { when: when(test1('x_a', 'any')) })],
    ],
    [
      '"is" with two values',
      ['form.0.when.tests.0.values too_many'],
      [own('x_b', { when: when(test1('join_type', 'is', 'mnp', 'new')) })],
    ],
    [
      'a condition on itself',
      ['form.0.when loop'],
      [choice('x_a', { when: when(test1('x_a', 'is', 'a')) })],
    ],
    [
      'a loop of three fields',
      ['form.0.when loop', 'form.1.when loop', 'form.2.when loop'],
      [
        choice('x_a', { when: when(test1('x_c', 'is', 'a')) }),
        choice('x_b', { when: when(test1('x_a', 'is', 'a')) }),
        choice('x_c', { when: when(test1('x_b', 'is', 'a')) }),
      ],
    ],
    [
      'a loop through a condition of the catalogue',
      ['form.0.when loop'],
      [
        { key: 'bill_method', required: true, when: when(test1('x_a', 'is', 'a')) },
        choice('x_a', { when: when(test1('bill_method', 'is', 'bank')) }),
      ],
    ],
    [
      'another condition where the catalogue has one',
      ['form.0.when fixed_condition'],
      [{ key: 'eid', required: true, when: when(test1('join_type', 'is', 'mnp')) }],
    ],
  ])('with %s is refused there', (name, expected, template) => {
    const found = faults(...template)
    if (name.includes('loop through'))
      expect(found).toEqual(['form.0.when loop', 'form.1.when loop'])
    else expect(found).toEqual(expected)
  })

  test.each(['label', 'help', 'placeholder', 'default'] as const)(
    'with a personal number in its %s is refused there',
    (part) => {
      expect(faults(own('x_a', { [part]: '901010-1234567' }))).toEqual([
        `form.0.${part} resident_number`,
      ])
      expect(faults(own('x_a', { [part]: '4111 1111 1111 1111' }))).toEqual([
        `form.0.${part} card_number`,
      ])
    },
  )

  test(`has at most ${FIELDS_MAX} fields`, () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => own(`x_${i}`))
    expect(faults(...many(FIELDS_MAX))).toEqual([])
    expect(faults(...many(FIELDS_MAX + 1))).toEqual(['form too_many'])
  })
})

/** The field types and names of domain.md B.7, copied by hand. */
const B7 =
  'barcode_scan large_textarea dropdown_from_policy file_upload customer_type carrier_plan device_model device_color sim_type contract_period payment_method rebate_table course common_support additional_support free_amount installment_principal additional_fee insurance welfare legal_info foreigner_info installment_months join_type order_id received_date primary_id carrier subscription_type phone_number ssn customer_address device_serial_number imei imei2 eid plan_name sim_model sim_serial_number previous_carrier mvno_carrier account_holder bank_name account_number reference_url customer_memo attachments recipient_name shipping_address'

describe('every field of domain.md B.7', () => {
  test.each(B7.split(' '))('%s is in the catalogue, or its refusal says why', (name) => {
    if (fieldOf(name) || isCore(name)) return
    const standing = FORMER_NAMES[name]
    expect(standing).toBeDefined()
    if (standing && 'held' in standing)
      expect(fieldOf(standing.held) ?? isCore(standing.held)).toBeTruthy()
  })

  test('is refused with the reason where it is dropped', () => {
    for (const [key, standing] of Object.entries(FORMER_NAMES)) {
      const [problem] = templateProblems([own(key)])
      expect(problem?.code).toBe('refused' in standing ? 'refused_field' : 'renamed')
    }
    expect(templateProblems([own('ssn')])[0]?.message).toContain('birth_date')
    expect(templateProblems([own('card_cvc')])[0]?.message).toContain('kept nowhere')
  })

  test('no name stands for two things', () => {
    const names = [...FIELDS.map(({ key }) => key), ...CORE_FIELDS, ...Object.keys(FORMER_NAMES)]
    expect(new Set(names).size).toBe(names.length)
    for (const key of Object.keys(CORE_CHOICES)) expect(isCore(key)).toBe(true)
  })
})
