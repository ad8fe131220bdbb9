import { expect, test } from 'vitest'
import { versionFor } from './profile-base.ts'

const base = { version: 3, name: '홍길동', email: 'a@maru.test', phone: null }

test('a draft replaces a newer version with the same fields', () => {
  expect(versionFor(base, { ...base, version: 5 })).toBe(5)
})

test.each([{ name: '김길동' }, { email: null }, { phone: '010-1234-5678' }])(
  'a draft does not replace a newer version with another field: %o',
  (change) => {
    expect(versionFor(base, { ...base, version: 4, ...change })).toBe(3)
  },
)
