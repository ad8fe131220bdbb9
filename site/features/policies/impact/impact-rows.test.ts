import { expect, test } from 'vitest'
import { share, tenthsOf } from './impact-rows.ts'

test.each([
  [11_640_000, 448_300_000, '+2.6%'],
  [-260_000, 96_000_000, '\u22120.3%'],
  [0, 5, '0.0%'],
  [1, 3, '+33.3%'],
  [5, 10_000, '+0.1%'],
  [4, 10_000, '0.0%'],
  [-4, 10_000, '0.0%'],
  [-5, 10_000, '\u22120.1%'],
  [10, 0, '–'],
  // Not exact in floating point.
  [9_007_199_254_740_991, 9_007_199_254_740_990, '+100.0%'],
  // A matrix below zero: paying less again.
  [-10, -100, '+10.0%'],
])('%d of %d is %s', (part, whole, said) => {
  expect(share(part, whole)).toBe(said)
})

test('half a tenth is rounded away from zero on both sides', () => {
  expect([tenthsOf(15, 10_000), tenthsOf(-15, 10_000)]).toEqual([2, -2])
})
