import { describe, expect, test } from 'vitest'
import type { Role, Tier } from '#db/words.ts'
import { type Person, USER_ACTIONS, userActions, whyNot } from './actions.ts'

const asking = (tier: Tier, role: Role = 'admin') => ({ userId: 'asking', tier, role })
const person = (change: Partial<Person> = {}): Person => ({
  id: 'person',
  role: 'staff',
  status: 'approved',
  isLastAdmin: false,
  hasFactor: false,
  isLocked: false,
  ...change,
})

const CASES: [string, Partial<Person>, string][] = [
  ['a pending person', { status: 'pending' }, 'approve reject'],
  ['a pending admin', { status: 'pending', role: 'admin' }, 'approve reject'],
  ['a rejected person', { status: 'rejected' }, ''],
  ['a suspended person', { status: 'suspended' }, 'reinstate'],
  ['an approved person', {}, 'suspend change_role grant reset_password sign_out'],
  [
    'a person with a second factor',
    { hasFactor: true },
    'suspend change_role grant reset_password reset_second_factor sign_out',
  ],
  [
    'a locked-out person',
    { isLocked: true },
    'suspend change_role grant reset_password unlock sign_out',
  ],
  ['one of several admins', { role: 'admin' }, 'suspend change_role grant reset_password sign_out'],
  ['the last admin', { role: 'admin', isLastAdmin: true }, 'grant reset_password sign_out'],
]

describe.each(['hq', 'agency', 'retail'] as const)('an admin of %s may do to', (tier) => {
  test.each(CASES)('%s', (_, change, expected) => {
    expect(userActions(asking(tier), person(change)).join(' ')).toBe(expected)
  })

  test('nothing to themselves, in any state', () => {
    for (const [, change] of CASES)
      expect(userActions(asking(tier), person({ ...change, id: 'asking' }))).toEqual([])
  })
})

test('staff may do nothing', () => {
  for (const tier of ['hq', 'agency', 'retail'] as const)
    for (const [, change] of CASES)
      expect(userActions(asking(tier, 'staff'), person(change))).toEqual([])
})

test('a program may do what its token allows', () => {
  const program = { ...asking('hq'), scopes: ['user.read', 'user.approve'] }
  expect(userActions(program, person({ status: 'pending' }))).toEqual(['approve', 'reject'])
  expect(userActions(program, person())).toEqual([])
})

test('of several reasons the first is returned: own account, then status, then last admin', () => {
  const own = person({ id: 'asking', status: 'pending', role: 'admin', isLastAdmin: true })
  expect(whyNot(asking('hq'), own, 'suspend')).toBe('own')
  expect(whyNot(asking('hq'), person({ status: 'pending', isLastAdmin: true }), 'suspend')).toBe(
    'status',
  )
  expect(whyNot(asking('hq'), person({ role: 'admin', isLastAdmin: true }), 'change_role')).toBe(
    'last_admin',
  )
  for (const action of USER_ACTIONS)
    expect(whyNot(asking('retail', 'staff'), person(), action)).toBe('permission')
})
