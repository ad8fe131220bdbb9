import { describe, expect, test } from 'vitest'
import { findIn, initials } from './hangul.ts'
import { masked, maskProblem } from './masks.ts'

describe('numbers with a shape', () => {
  test.each([
    ['phone', '01012345678', '010-1234-5678'],
    ['phone', '010123', '010-123'],
    ['business', '1234567891', '123-45-67891'],
    ['phone', '010-1234-5678999', '010-1234-5678'],
  ] as const)('%s %s is shown as %s', (mask, text, shown) => expect(masked(mask, text)).toBe(shown))

  test('what is missing is counted', () => {
    expect(maskProblem('business', '123456789')).toEqual({ missing: 1 })
    expect(maskProblem('imei', '35')).toEqual({ missing: 13 })
  })

  test('a wrong check digit is told from a missing one', () => {
    expect(maskProblem('imei', '490154203237518')).toBeUndefined()
    expect(maskProblem('imei', '490154203237519')).toEqual({ missing: 0 })
    expect(maskProblem('business', '2208162517')).toBeUndefined()
    expect(maskProblem('business', '2208162518')).toEqual({ missing: 0 })
  })

  test('a ten-digit telephone number is complete', () => {
    expect(maskProblem('phone', '0332561234')).toBeUndefined()
  })
})

describe('finding in Korean', () => {
  test('initial consonants', () => {
    expect(initials('정산 보기')).toBe('ㅈㅅ ㅂㄱ')
    expect(findIn('한강네트웍스', 'ㅎㄱ')).toEqual({ from: 0, to: 2 })
    expect(findIn('정산', 'ㅅㅈ')).toBeUndefined()
  })
  test('letters, whatever their case', () => {
    expect(findIn('LG U+', 'lg')).toEqual({ from: 0, to: 2 })
    expect(findIn('동해통신', '통신')).toEqual({ from: 2, to: 4 })
  })
})
