import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { GRANTS, type Grant, ROLES, TIERS } from '#db/words.ts'
import {
  denialOf,
  explain,
  GRANTED,
  isPrivileged,
  may,
  PERMISSIONS,
  type Permission,
  permissionsOf,
  STEP_UP,
  STEP_UP_SECONDS,
} from './permissions.ts'

/**
 * `domain.md` D.1, row by row in its order: HQ admin, HQ staff, agency admin, agency staff, retail admin,
 * retail staff. `g`: with a grant only. `scope.ts` decides which records.
 */
const D1: Record<Permission, string> = {
  'me.read': '✓ ✓ ✓ ✓ ✓ ✓',
  'account.manage': '✓ ✓ ✓ ✓ ✓ ✓',
  'company.read': '✓ ✓ ✓ ✓ ✓ ✓',
  'company.create': '✓ – ✓ – – –',
  'company.update': '✓ – ✓ – ✓ –',
  'company.close': '✓ – – – – –',
  'company.remove': '✓ – – – – –',
  'company.settings': '✓ – – – – –',
  'user.read': '✓ – ✓ – ✓ –',
  'user.approve': '✓ – ✓ – ✓ –',
  'user.invite': '✓ – ✓ – ✓ –',
  'user.manage': '✓ – ✓ – ✓ –',
  'plan.read': '✓ ✓ ✓ ✓ ✓ ✓',
  'plan.write': '✓ – – – – –',
  'price.read': '✓ ✓ ✓ ✓ ✓ ✓',
  'price.write': '✓ – ✓ – – –',
  'policy.read': '✓ ✓ ✓ ✓ ✓ ✓',
  'policy.preview': '✓ ✓ ✓ ✓ ✓ ✓',
  'policy.draft': '✓ – – – – –',
  'policy.publish': '✓ – – – – –',
  'policy.impact': '✓ – – – – –',
  'policy.target': '✓ – – – – –',
  'policy.acknowledge': '– – ✓ ✓ ✓ ✓',
  'policy.reach': '✓ ✓ ✓ ✓ – –',
  'policy.history': '✓ ✓ – – – –',
  'policy.gross.read': '✓ ✓ ✓ ✓ – –',
  'group.read': '– – ✓ ✓ – –',
  'group.write': '– – ✓ – – –',
  'policy.price': '– – ✓ – – –',
  'form.write': '✓ – – – – –',
  'notice.read': '✓ ✓ ✓ ✓ ✓ ✓',
  'notice.write': '✓ – – – – –',
  'notice.acknowledge': '– – ✓ ✓ ✓ ✓',
  'notice.reach': '✓ ✓ – – – –',
  'quote.ask': '– – – – ✓ ✓',
  'rebate.allocate': '✓ – – – – –',
  'rebate.distribute': '– – ✓ – – –',
  'rebate.revoke': '✓ – ✓ – – –',
  'rebate.read': '✓ ✓ ✓ ✓ ✓ ✓',
  'order.read': '✓ ✓ ✓ ✓ ✓ ✓',
  'order.place': '– – – – ✓ ✓',
  'order.edit': '– – – – ✓ ✓',
  'order.approve': '✓ – – – – –',
  'order.reject': '✓ – – – – –',
  'order.ship': '✓ ✓ – – – –',
  'order.complete': '✓ ✓ – – – –',
  'order.cancel': '✓ – ✓ – ✓ ✓',
  'order.request': '– – ✓ ✓ ✓ ✓',
  'order.decide': '✓ – – – – –',
  'order.memo': '✓ ✓ ✓ ✓ ✓ ✓',
  'order.attach': '✓ ✓ – – ✓ ✓',
  'order.attachment.read': '✓ ✓ – – ✓ ✓',
  // Shops see the names and numbers of their customers plainly, so they have nothing to reveal.
  'order.reveal': 'g g – – – –',
  'settlement.read': '✓ ✓ ✓ ✓ ✓ ✓',
  'settlement.approve': '✓ – ✓ – – –',
  'settlement.hold': '✓ – ✓ – – –',
  'settlement.schedule': '✓ – ✓ – – –',
  'settlement.cancel': '✓ – ✓ – – –',
  'settlement.pay': '✓ g ✓ g – –',
  'clawback.read': '✓ ✓ ✓ ✓ ✓ ✓',
  'clawback.open': '✓ ✓ – – – –',
  'clawback.propose': '– – ✓ – – –',
  'clawback.decide': '✓ – – – – –',
  'grade.read': '✓ ✓ ✓ ✓ ✓ ✓',
  'grade.write': '✓ – – – – –',
  'customer.read': '✓ ✓ ✓ ✓ ✓ ✓',
  'customer.write': '✓ ✓ ✓ ✓ ✓ ✓',
  'customer.delete': '✓ – ✓ – ✓ –',
  'customer.health': 'g g g g g g',
  'customer.manage': '✓ g ✓ g ✓ g',
  'customer.analytics': '✓ g ✓ g ✓ g',
  'customer.extension': '✓ – – – – –',
  'service.read': '✓ ✓ ✓ ✓ ✓ ✓',
  'service.record': '✓ ✓ ✓ ✓ ✓ ✓',
  'service.write': '✓ – ✓ – ✓ –',
  'package.read': '✓ ✓ ✓ ✓ ✓ ✓',
  'package.write': '✓ – ✓ – ✓ –',
  'package.sell': '✓ ✓ ✓ ✓ ✓ ✓',
  'payment.read': '✓ ✓ ✓ ✓ ✓ ✓',
  'payment.record': '✓ ✓ ✓ ✓ ✓ ✓',
  'export.read': '✓ ✓ ✓ ✓ ✓ ✓',
  'export.settlements': '✓ – ✓ – ✓ –',
  'export.orders': '✓ ✓ ✓ ✓ ✓ ✓',
  'export.audit': '✓ – – – – –',
  'notification.read': '✓ ✓ ✓ ✓ ✓ ✓',
  'message.send': '✓ – ✓ – – –',
  'dashboard.read': '✓ ✓ ✓ ✓ ✓ ✓',
  'live.listen': '✓ ✓ ✓ ✓ ✓ ✓',
  'flag.manage': '✓ – – – – –',
  'audit.read': '✓ – – – – –',
}

const GRADES = TIERS.flatMap((tier) => ROLES.map((role) => ({ tier, role })))
const NOW = 1_800_000_000_000

describe.each(Object.entries(D1) as [Permission, string][])('%s', (permission, row) => {
  test.each(GRADES.map((grade, i) => [grade, row.split(' ')[i]] as const))(
    '%j: %s',
    (grade, cell) => {
      const grant = GRANTED[permission]?.grant
      const others = GRANTS.filter((other) => other !== grant)
      expect(may({ ...grade, grants: others }, permission)).toBe(cell === '✓')
      expect(may({ ...grade, grants: GRANTS }, permission)).toBe(cell !== '–')
      expect(denialOf({ ...grade, grants: GRANTS }, permission, NOW) === undefined).toBe(
        cell !== '–',
      )
    },
  )
})

test('the table has every permission', () => {
  expect(Object.keys(PERMISSIONS).toSorted()).toEqual(Object.keys(D1).toSorted())
})

describe('the unknown is refused', () => {
  test('a permission', () => {
    const unknown = 'order.destroy' as Permission
    expect(may({ tier: 'hq', role: 'admin', grants: GRANTS }, unknown)).toBe(false)
    expect(denialOf({ tier: 'hq', role: 'admin', grants: GRANTS }, unknown, NOW)).toBe('tier')
  })
  test('a tier or a role', () => {
    for (const permission of Object.keys(PERMISSIONS) as Permission[]) {
      expect(may({ tier: 'operator' as 'hq', role: 'admin' }, permission)).toBe(false)
      expect(may({ tier: 'hq', role: 'root' as 'admin' }, permission)).toBe(false)
    }
  })
  test('a grant opens nothing but its own permission', () => {
    for (const grade of GRADES)
      for (const grant of GRANTS)
        for (const permission of Object.keys(PERMISSIONS) as Permission[])
          if (may({ ...grade, grants: [grant] }, permission) && !may(grade, permission))
            expect(GRANTED[permission]?.grant).toBe(grant)
  })
})

describe('the reason of a denial', () => {
  const shopStaff = { tier: 'retail', role: 'staff' } as const
  const hqStaff = { tier: 'hq', role: 'staff' } as const
  const hqAdmin = { tier: 'hq', role: 'admin' } as const
  test.each([
    ['a right of another tier', shopStaff, 'policy.publish', 'tier'],
    ['a right of admins of the same tier', hqStaff, 'policy.publish', 'role'],
    ['a missing grant', hqStaff, 'settlement.pay', 'grant'],
    ['a missing grant, for admins too', hqAdmin, 'order.reveal', 'grant'],
    [
      'a scope that the token lacks',
      { ...hqAdmin, scopes: ['order.read'] },
      'order.approve',
      'scope',
    ],
    [
      'account management by a token',
      { ...hqAdmin, scopes: ['account.manage'] },
      'account.manage',
      'scope',
    ],
    ['a required second factor', { ...hqAdmin, factor: 'owed' }, 'order.read', 'second_factor'],
    [
      'a second factor required of the token’s owner',
      { ...hqAdmin, factor: 'owed', scopes: ['order.read'] },
      'order.read',
      'second_factor',
    ],
    ['a factor proven too long ago', { ...hqAdmin, factor: 'held' }, 'policy.publish', 'step_up'],
    [
      'a missing role before a missing factor',
      { ...hqStaff, factor: 'owed' },
      'policy.publish',
      'role',
    ],
  ] as const)('%s', (_, actor, permission, why) => {
    expect(denialOf(actor, permission, NOW)).toBe(why)
  })

  test.each(['me.read', 'account.manage'] as const)(
    'a person who must set up a factor can still %s',
    (permission) => {
      expect(denialOf({ ...hqAdmin, factor: 'owed' }, permission, NOW)).toBeUndefined()
    },
  )

  test('a token is not asked for the factor again', () => {
    const program = { ...hqAdmin, factor: 'held', scopes: ['settlement.pay'] } as const
    expect(denialOf(program, 'settlement.pay', NOW)).toBeUndefined()
  })

  test('a proven factor is valid for a quarter of an hour, and only needed for money and prices', () => {
    const shown = { ...hqAdmin, factor: 'held', provenAt: NOW } as const
    for (const permission of Object.keys(PERMISSIONS) as Permission[]) {
      if (!may(shown, permission)) continue
      expect(denialOf(shown, permission, NOW + STEP_UP_SECONDS * 1000)).toBeUndefined()
      const later = denialOf(shown, permission, NOW + STEP_UP_SECONDS * 1000 + 1)
      expect(later).toBe(STEP_UP.has(permission) ? 'step_up' : undefined)
    }
    expect([...STEP_UP]).toEqual([
      'policy.publish',
      'policy.target',
      'settlement.approve',
      'settlement.pay',
    ])
  })

  test('the explanation agrees with the decision, for every actor', () => {
    fc.assert(
      fc.property(
        fc.record({
          tier: fc.constantFrom(...TIERS),
          role: fc.constantFrom(...ROLES),
          grants: fc.subarray<Grant>([...GRANTS]),
          factor: fc.constantFrom('held' as const, 'owed' as const),
          provenAt: fc.constantFrom(0, NOW),
        }),
        (actor) => {
          for (const { permission, allowed, by, denial } of explain(actor, NOW)) {
            expect(denial ?? undefined).toBe(denialOf(actor, permission, NOW))
            expect(allowed).toBe(denial === null)
            expect(by === null).toBe(!allowed)
          }
          for (const permission of permissionsOf(actor)) expect(may(actor, permission)).toBe(true)
        },
      ),
    )
  })
})

test('HQ admins and people who settle money are privileged', () => {
  const who = GRADES.filter((grade) => isPrivileged({ ...grade, grants: [] }))
  expect(who.map(({ tier, role }) => `${tier}.${role}`)).toEqual(['hq.admin', 'agency.admin'])
  expect(isPrivileged({ tier: 'hq', role: 'staff', grants: ['settlement.pay'] })).toBe(true)
  expect(isPrivileged({ tier: 'retail', role: 'staff', grants: [...GRANTS] })).toBe(false)
})
