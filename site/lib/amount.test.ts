import { expect, test } from 'vitest'
import { readAmount } from './amount.ts'

test.each([
  [20_000_000, '이천만 원'],
  [407_700, '사십만 칠천칠백 원'],
  [10_000, '만 원'],
  [100_000_000, '일억 원'],
  [123_456_789, '일억 이천삼백사십오만 육천칠백팔십구 원'],
  [-30_000, '마이너스 삼만 원'],
])('%d is read %s', (amount, text) => expect(readAmount(amount)).toBe(text))
