import { describe, expect, test } from 'vitest'
import { answerProblem } from './answer-problem.ts'
import { FIELDS, type Field, type FieldKind, fieldOf } from './fields.ts'
import { normalAnswer } from './normal.ts'

// No field of an order form takes a resident registration or card number, whatever it asks for: people type
// what they have at hand into the field that has the focus.

const problemOf = (field: Field, answer: string) =>
  answerProblem(field, normalAnswer(field, answer))?.[0]
/** Every kind that a form can ask for, also of own fields. */
const kinds: FieldKind[] = ['barcode', 'number', 'datetime', 'checks']
const fields: Field[] = [
  ...FIELDS,
  ...kinds.map((kind): Field => ({ key: `x_${kind}`, group: 'extra', kind, max: 100 })),
]

describe.each(fields.map((field) => [field.key, field] as const))('%s', (_, field) => {
  test.each([
    '901010-1234567',
    '901010 - 1234567',
    '９０１０１０－１２３４５６７',
    '901010ㅡ1234567',
    '4111-1111-1111-1111',
    '4111 1111 1111 1111',
    '4111111111111111',
  ])('refuses %s', (number) => expect(problemOf(field, number)).toBeDefined())
})

test.each(['device_serial', 'sim_serial', 'face_result'])(
  '%s refuses the digits of a resident number by that name',
  (key) => {
    const field = fieldOf(key)
    expect(field && problemOf(field, '9010101234567')).toBe('resident_number')
    expect(field && problemOf(field, '901010-1234567')).toBe('resident_number')
  },
)

test.each([
  ['account_number', '301-0123-4567-81', '3010123456781'],
  ['account_number', '9010101234567', '9010101234567'],
  // A bank's account that reads as a birth date with the right check digit.
  ['account_number', '9002-1213-4567-1', '9002121345671'],
  ['account_number', '352-0101-2345-67', '3520101234567'],
  ['account_number', '110/123/456789', '110123456789'],
  ['device_serial', 'R3CN-90A1-XYZ', 'R3CN90A1XYZ'],
  ['sim_serial', 'K123 4567-8901', 'K12345678901'],
])('%s still takes %s', (key, typed, stored) => {
  const field = fieldOf(key)
  if (!field) throw new Error(key)
  expect(normalAnswer(field, typed)).toBe(stored)
  expect(problemOf(field, typed)).toBeUndefined()
})
