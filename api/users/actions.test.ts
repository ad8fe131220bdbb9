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
  ['who waits', { status: 'pending' }, 'approve reject'],
  ['who waits to be an admin', { status: 'pending', role: 'admin' }, 'approve reject'],
  ['who was rejected and may ask again', { status: 'rejected' }, ''],
  ['who is suspended', { status: 'suspended' }, 'reinstate'],
  ['who is at work', {}, 'suspend change_role grant reset_password sign_out'],
  [
    'who has a second factor',
    { hasFactor: true },
    'suspend change_role grant reset_password reset_second_factor sign_out',
  ],
  [
    'who is locked out',
    { isLocked: true },
    'suspend change_role grant reset_password unlock sign_out',
  ],
  [
    'an admin beside others',
    { role: 'admin' },
    'suspend change_role grant reset_password sign_out',
  ],
  ['the last admin', { role: 'admin', isLastAdmin: true }, 'grant reset_password sign_out'],
]

describe.each(['hq', 'agency', 'retail'] as const)('an admin of %s decides about', (tier) => {
  test.each(CASES)('%s', (_, change, expected) => {
    expect(userActions(asking(tier), person(change)).join(' ')).toBe(expected)
  })

  test('nothing of itself, in whatever state', () => {
    for (const [, change] of CASES)
      expect(userActions(asking(tier), person({ ...change, id: 'asking' }))).toEqual([])
  })
})

test('staff decides about nobody', () => {
  for (const tier of ['hq', 'agency', 'retail'] as const)
    for (const [, change] of CASES)
      expect(userActions(asking(tier, 'staff'), person(change))).toEqual([])
})

test('a program decides what its token was given', () => {
  const program = { ...asking('hq'), scopes: ['user.read', 'user.approve'] }
  expect(userActions(program, person({ status: 'pending' }))).toEqual(['approve', 'reject'])
  expect(userActions(program, person())).toEqual([])
})

test('the reason that weighs most is told: the own account before its state, the state before the rest', () => {
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
