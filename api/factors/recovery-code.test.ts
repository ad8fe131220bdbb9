import { expect, test } from 'vitest'
import { newRecoveryCode, recoveryCodeIn } from './recovery-code.ts'

test('a code has eighty random bits in unambiguous characters', () => {
  const codes = new Set(Array.from({ length: 1_000 }, newRecoveryCode))
  expect(codes.size).toBe(1_000)
  for (const code of codes)
    expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/)
})

test.each([
  ['0a1b-2c3d-4e5f-6g7h', '0a1b2c3d4e5f6g7h'],
  ['0A1B 2C3D 4E5F 6G7H', '0a1b2c3d4e5f6g7h'],
  ['oalb2c3d4e5f6g7h', '0a1b2c3d4e5f6g7h'],
  ['OAIB2C3D4E5F6G7H', '0a1b2c3d4e5f6g7h'],
  ['0a1b-2c3d-4e5f-6g7', undefined],
  ['0a1b-2c3d-4e5f-6g7u', undefined],
  ['0a1b-2c3d-4e5f-6g7h8', undefined],
  ['123456', undefined],
  ['', undefined],
])('%s is read as %s', (typed, read) => {
  expect(recoveryCodeIn(typed)).toBe(read)
})
