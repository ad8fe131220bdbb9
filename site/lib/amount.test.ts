import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AMOUNT_MAX, parseAmount, readAmount } from './amount.ts'
import { digits } from './format.ts'

describe('reading what people type or paste', () => {
  test.each([
    ['1,234,000원', 1_234_000],
    ['₩1234000', 1_234_000],
    ['１２３４', 1_234],
    ['120만', 1_200_000],
    ['1.2억', 120_000_000],
    ['1억 2,000만', 120_000_000],
    ['3만5천', 35_000],
    ['0', 0],
    ['-500', -500],
    ['\u22121,177,778', -1_177_778],
  ])('%s is %d', (text, amount) => expect(parseAmount(text)).toBe(amount))

  test.each(['', '협의', '12a', '1.5', '-', '만', '0.00001만', '9999999999999'])(
    '%j is no amount',
    (text) => expect(parseAmount(text)).toBeUndefined(),
  )

  test('every amount that is shown can be read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -AMOUNT_MAX, max: AMOUNT_MAX }), (amount) => {
        expect(parseAmount(digits(amount))).toBe(amount)
      }),
    )
  })
})

test.each([
  [20_000_000, '이천만 원'],
  [407_700, '사십만 칠천칠백 원'],
  [10_000, '만 원'],
  [100_000_000, '일억 원'],
  [123_456_789, '일억 이천삼백사십오만 육천칠백팔십구 원'],
  [-30_000, '마이너스 삼만 원'],
])('%d is read %s', (amount, text) => expect(readAmount(amount)).toBe(text))
