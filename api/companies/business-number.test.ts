import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isBusinessNumber, plainBusinessNumber } from './business-number.ts'

/** Numbers of well-known companies, from their own web pages. */
const REAL = ['124-81-00998', '220-81-62517', '120-81-47521']

const changed = (number: string, at: number, digit: string) =>
  number.slice(0, at) + digit + number.slice(at + 1)

describe.each(REAL)('%s', (number) => {
  test('is valid in every notation', () => {
    for (const text of [
      number,
      number.replaceAll('-', ''),
      number.replaceAll('-', ' '),
      ` ${number}\n`,
    ])
      expect(isBusinessNumber(text), text).toBe(true)
  })

  test('with any one digit changed is invalid', () => {
    for (let at = 0; at < number.length; at++)
      for (const digit of '0123456789') {
        if (number[at] === '-' || number[at] === digit) continue
        expect(isBusinessNumber(changed(number, at, digit))).toBe(false)
      }
  })

  test('is stored with hyphens', () => {
    expect(plainBusinessNumber(number.replaceAll('-', ' '))).toBe(number)
    expect(plainBusinessNumber(number.replaceAll('-', ''))).toBe(number)
  })
})

test('full-width digits and dashes of any kind are accepted', () => {
  expect(isBusinessNumber('１２４–８１－00998')).toBe(true)
  expect(plainBusinessNumber('１２４–８１－00998')).toBe('124-81-00998')
})

test.each([
  '',
  '124-81-0099',
  '124-81-009980',
  '12-481-00998',
  '124--81-00998',
  '124-81-0099B',
  '000-00-00000',
])('%j is invalid', (text) => {
  expect(isBusinessNumber(text)).toBe(false)
})

test('of the ten numbers with the same first nine digits exactly one is valid', () => {
  const start = fc
    .tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 0, max: 999_999 }))
    .map(([office, rest]) => `${office}`.padStart(3, '0') + `${rest}`.padStart(6, '0'))
  fc.assert(
    fc.property(start, (nine) => {
      const right = [...'0123456789'].filter((last) => isBusinessNumber(nine + last))
      expect(right).toHaveLength(1)
    }),
  )
})
