import { expect, test } from 'vitest'
import type { Grant, Role, Tier } from '#db/words.ts'
import { grantsFor } from './grants.ts'

const offered = (tier: Tier, role: Role, grants: Grant[] = []) =>
  grantsFor({ role, grants, company: { id: '', name: '', tier } })

test('only grants that would have an effect are offered', () => {
  expect(offered('hq', 'admin')).toEqual(['pii.view', 'pii.export'])
  expect(offered('hq', 'staff')).toEqual(['pii.view', 'settlement.pay'])
  expect(offered('agency', 'admin')).toEqual(['pii.export'])
  expect(offered('agency', 'staff')).toEqual(['settlement.pay'])
  expect(offered('retail', 'staff')).toEqual([])
})

test('a grant already held can be taken back', () => {
  expect(offered('retail', 'staff', ['customer.manage'])).toEqual(['customer.manage'])
})
