import { expect, test } from 'vitest'
import { ORDER_STATUSES, type OrderStatus, ROLES, type Role, TIERS, type Tier } from '#db/words.ts'
import { type Action, actionsOf } from './status.ts'

// All rights; every other move must be refused.
const RIGHTS: Record<string, Action[]> = {
  'hq admin pending': ['approve', 'reject', 'cancel'],
  'hq admin approved': ['ship', 'cancel'],
  'hq admin shipped': ['complete', 'cancel'],
  'hq staff approved': ['ship'],
  'hq staff shipped': ['complete'],
  'agency admin pending': ['cancel'],
  'agency admin approved': ['cancel'],
  'retail admin pending': ['cancel'],
  'retail staff pending': ['cancel'],
}
const every: [Tier, Role, OrderStatus][] = TIERS.flatMap((tier) =>
  ROLES.flatMap((role) =>
    ORDER_STATUSES.map((status): [Tier, Role, OrderStatus] => [tier, role, status]),
  ),
)

test.each(every)(
  '%s %s may do exactly the moves of the table to an order that is %s',
  (tier, role, status) => {
    const actions = actionsOf({ tier, role, userId: 'me' }, { status, placedBy: 'me' })
    expect(actions).toEqual(RIGHTS[`${tier} ${role} ${status}`] ?? [])
  },
)

test('staff of a shop cannot cancel what a colleague placed', () => {
  expect(
    actionsOf(
      { tier: 'retail', role: 'staff', userId: 'me' },
      { status: 'pending', placedBy: 'other' },
    ),
  ).toEqual([])
})
