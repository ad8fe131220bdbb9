import { expect, test } from 'vitest'
import { coverOf, sourcesFor } from './cover.ts'

const balance = {
  companyId: 'a',
  name: '동해통신',
  availableWon: 0,
  heldWon: 0,
  usedWon: 0,
  laterWon: 0,
  overWon: 0,
  periods: [
    { start: '2026-11-01', end: '2026-12-31', availableWon: 500 },
    { start: '2026-11-01', end: '2026-11-30', availableWon: 300 },
    { start: '2026-11-01', end: '2026-11-30', availableWon: 0 },
    { start: '2026-11-21', end: '2026-11-25', availableWon: 70 },
  ],
}

test('only allocations that contain every day of the period cover it, soonest end first', () => {
  const sources = sourcesFor(balance, { start: '2026-11-21', end: '2026-11-30' })
  expect(sources.map(({ end }) => end)).toEqual(['2026-11-30', '2026-12-31'])
  expect(coverOf(sources)).toBe(800)
})

test('a period beyond every allocation is covered by nothing', () => {
  expect(sourcesFor(balance, { start: '2026-11-21', end: '2027-01-01' })).toEqual([])
})
