import { expect, test } from 'vitest'
import { keyring } from './keys.ts'

test('the same command sent again has the same key; another one has a new one', () => {
  const { keyOf } = keyring()
  const key = keyOf({ name: '연동', days: 90 })
  expect(keyOf({ name: '연동', days: 90 })).toBe(key)
  const other = keyOf({ name: '연동', days: 30 })
  expect(other).not.toBe(key)
  expect(keyOf(undefined)).not.toBe(other)
})
