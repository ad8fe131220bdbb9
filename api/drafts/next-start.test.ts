import { expect, test } from 'vitest'
import { proposedStart, titleFor } from './next-start.ts'

test.each([
  // Seoul is nine hours ahead: 15:00 UTC is its midnight.
  ['2026-11-28T03:00:00Z', '2026-11-01T00:00:00Z', '2026-12-01'],
  ['2026-11-19T14:59:59Z', '2026-11-01T00:00:00Z', '2026-11-20'],
  ['2026-11-19T15:00:00Z', '2026-11-01T00:00:00Z', '2026-12-01'],
  ['2026-12-31T03:00:00Z', '2026-12-01T00:00:00Z', '2027-01-01'],
  ['2026-11-05T03:00:00Z', '2026-11-01T00:00:00Z', '2026-11-06'],
  // What starts on the first itself is followed a day later.
  ['2026-11-28T03:00:00Z', '2026-11-30T15:00:00Z', '2026-12-02'],
  ['2026-11-28T03:00:00Z', '2026-12-04T06:00:00Z', '2026-12-05'],
])('at %s what follows a policy of %s starts on %s', (now, after, day) => {
  expect(proposedStart(new Date(now), new Date(after))).toBe(day)
})

test.each([
  ['MNP 단가표', '2026-12-01', 'MNP 단가표 (12월)'],
  ['MNP 단가표 (11월)', '2026-12-01', 'MNP 단가표 (12월)'],
  ['MNP 단가표 (11월 5일)', '2026-11-20', 'MNP 단가표 (11월 20일)'],
  ['가'.repeat(200), '2026-12-01', `${'가'.repeat(194)} (12월)`],
])('%s from %s is titled %s', (title, day, expected) => {
  expect(titleFor(title, day)).toBe(expected)
})
