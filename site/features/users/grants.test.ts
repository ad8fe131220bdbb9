import { expect, test } from 'vitest'
import type { Grant, Role, Tier } from '#db/words.ts'
import { grantsFor } from './grants.ts'

const offered = (tier: Tier, role: Role, grants: Grant[] = []) =>
  grantsFor({ role, grants, company: { id: '', name: '', tier } })

test('only grants that would have an effect are offered', () => {
  expect(offered('hq', 'admin')).toEqual(['pii.view', 'pii.export', 'health.view'])
  expect(offered('hq', 'staff')).toEqual(['pii.view', 'health.view', 'settlement.pay'])
  expect(offered('agency', 'admin')).toEqual(['pii.export', 'health.view'])
  expect(offered('agency', 'staff')).toEqual(['health.view', 'settlement.pay'])
  expect(offered('retail', 'staff')).toEqual(['health.view'])
})

test('a grant already held can be taken back', () => {
  expect(offered('retail', 'staff', ['customer.manage'])).toEqual([
    'health.view',
    'customer.manage',
  ])
})
