import { expect, test } from 'vitest'
import { naiveSeoul } from './naive.ts'

test.each([
  ['2026-11-20T03:00:00.000Z', '2026-11-20T12:00:00'],
  ['2026-11-20T15:00:00.120Z', '2026-11-21T00:00:00.120000'],
  ['2026-12-31T15:00:00.001Z', '2027-01-01T00:00:00.001000'],
])('%s is %s', (at, naive) => {
  expect(naiveSeoul(new Date(at))).toBe(naive)
})
