import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { axisWon, digits, percent, shares, signed, won } from './format.ts'
import { speakKorean } from './testing-words.ts'

beforeAll(speakKorean)

test('amounts are grouped and never abbreviated', () => {
  expect(won(1_234_000)).toBe('1,234,000원')
  expect(digits(0)).toBe('0')
})

test('a negative amount has a true minus, which is as wide as a plus', () => {
  expect(digits(-1_177_778)).toBe('\u22121,177,778')
  expect(signed(16_000)).toBe('+16,000')
  expect(signed(-16_000)).toBe('\u221216,000')
  expect(signed(0)).toBe('0')
})

test('a ratio has at most one decimal', () => {
  expect(percent(0.666)).toBe('66.6%')
  expect(percent(1)).toBe('100%')
})

test('only axes use 억 and 만', () => {
  expect([axisWon(0), axisWon(1_200_000), axisWon(350_000_000)]).toEqual(['0', '120만', '3.5억'])
})

describe('shares of a whole', () => {
  test('thirds add to 100', () => expect(shares([1, 1, 1])).toEqual([33.4, 33.3, 33.3]))
  test('nothing has no shares', () => expect(shares([0, 0])).toEqual([0, 0]))

  test('always add to exactly 100.0, each within a tenth of its exact value', () => {
    const parts = fc.array(fc.nat(1_000_000_000), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(parts, (values) => {
        const whole = values.reduce((sum, value) => sum + value, 0)
        fc.pre(whole > 0)
        const found = shares(values)
        expect(Math.round(found.reduce((sum, share) => sum + share * 10, 0))).toBe(1000)
        for (const [i, share] of found.entries()) {
          expect(Math.abs(share - ((values[i] ?? 0) / whole) * 100)).toBeLessThan(0.1 + 1e-9)
        }
      }),
    )
  })
})
