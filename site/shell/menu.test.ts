import { expect, test } from 'vitest'
import { ROLES, TIERS } from '#db/words.ts'
import { currentItem, menuFor } from './menu.ts'

const hrefs = (...of: Parameters<typeof menuFor>) =>
  menuFor(...of).flatMap((group) => group.items.map((item) => item.href))

test('an entry that the tier may not use is absent', () => {
  expect(hrefs('hq', 'admin')).toContain('/policies/new')
  expect(hrefs('hq', 'staff')).not.toContain('/policies/new')
  expect(hrefs('agency', 'admin')).not.toContain('/orders/approval')
  expect(hrefs('retail', 'admin')).not.toContain('/rebates/distribute')
  expect(hrefs('retail', 'staff')).toContain('/orders/new')
})

test('no two entries of a menu share a key or an address', () => {
  for (const tier of TIERS) {
    for (const role of ROLES) {
      const items = menuFor(tier, role).flatMap((group) => group.items)
      const keys = items.flatMap(({ key }) => key ?? [])
      expect(new Set(keys).size).toBe(keys.length)
      expect(new Set(items.map(({ href }) => href)).size).toBe(items.length)
    }
  }
})

test('a page belongs to the entry with the longest address', () => {
  const items = menuFor('hq', 'admin').flatMap((group) => group.items)
  expect(currentItem('/orders/approval/', items)?.href).toBe('/orders/approval')
  expect(currentItem('/orders', items)?.href).toBe('/orders')
  expect(currentItem('/nowhere', items)).toBeUndefined()
})
