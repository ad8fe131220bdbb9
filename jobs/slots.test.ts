import { expect, test } from 'vitest'
import { slotsAt } from './slots.ts'

const slotOf = (name: string, now: string) =>
  slotsAt(new Date(now)).find((slot) => slot.name === name)?.slot

test('the ledger is checked at three at night in Seoul', () => {
  expect(slotOf('ledger.check', '2026-11-20T17:59:59.999Z')).toBe(
    'ledger.check@2026-11-19T18:00:00.000Z',
  )
  expect(slotOf('ledger.check', '2026-11-20T18:00:00.000Z')).toBe(
    'ledger.check@2026-11-20T18:00:00.000Z',
  )
})

test('every instant of a turn has the same slot, and the next turn has another', () => {
  expect(slotOf('policies.expire', '2026-11-20T01:02:03Z')).toBe(
    slotOf('policies.expire', '2026-11-20T01:02:59.999Z'),
  )
  expect(slotOf('policies.expire', '2026-11-20T01:03:00Z')).toBe(
    'policies.expire@2026-11-20T01:03:00.000Z',
  )
  expect(slotOf('exports.sweep', '2026-11-20T01:59:59Z')).toBe(
    'exports.sweep@2026-11-20T01:00:00.000Z',
  )
})
