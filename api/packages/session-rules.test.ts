import { expect, test } from 'vitest'
import { type Left, refusalOf } from './session-rules.ts'

const left = (change: Partial<Left>): Left => ({
  ...{ status: 'active', expiresOn: '2027-02-18', total: 25, used: 10, ofService: undefined },
  ...change,
})

// `domain.md` C.8; every day is one of Seoul.
test.each<[string, Left, string, ReturnType<typeof refusalOf>]>([
  ['39 of 40 used', left({ total: 40, used: 39 }), '2026-11-20', undefined],
  [
    '40 of 40',
    left({ total: 40, used: 40, status: 'completed' }),
    '2026-11-20',
    'no_sessions_left',
  ],
  ['40 of 40, still active', left({ total: 40, used: 40 }), '2026-11-20', 'no_sessions_left'],
  [
    'the service used up while others are left',
    left({ ofService: { total: 10, used: 10 } }),
    '2026-11-20',
    'no_service_sessions_left',
  ],
  ['one of the service left', left({ ofService: { total: 10, used: 9 } }), '2026-11-20', undefined],
  [
    'a service that it has not',
    left({ ofService: null }),
    '2026-11-20',
    'no_service_sessions_left',
  ],
  ['the last day', left({}), '2027-02-18', undefined],
  ['the day after the last', left({}), '2027-02-19', 'purchase_expired'],
  ['said to be expired', left({ status: 'expired' }), '2026-11-20', 'purchase_expired'],
  ['suspended', left({ status: 'suspended' }), '2026-11-20', 'purchase_not_active'],
  ['transferred', left({ status: 'transferred' }), '2026-11-20', 'purchase_not_active'],
  ['refunded', left({ status: 'refunded' }), '2026-11-20', 'purchase_not_active'],
])('%s', (_, purchase, on, refused) => {
  expect(refusalOf(purchase, on)).toBe(refused)
})
