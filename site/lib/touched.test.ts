import { expect, test } from 'vitest'
import { LIVE_EVENTS } from '#db/event-words.ts'
import type { Feature } from './api-types.ts'
import { onTouched, touchAfter, touchAll, touchBy } from './touched.ts'

/** How often `act` touches `feature`; removes its listener afterwards. */
function touches(feature: Feature, act: () => void): number {
  let count = 0
  const leave = onTouched(feature, () => count++)
  act()
  leave()
  act()
  return count
}

test.each(LIVE_EVENTS)('%s touches something', (event) => {
  let count = 0
  const heard = () => count++
  const features: Feature[] = [
    'orders',
    'policies',
    'companies',
    'rebates',
    'settlements',
    'exports',
    'impacts',
    'notices',
    'notifications',
    'plans',
    'service-types',
    'packages',
    'payments',
  ]
  const leaves = features.map((feature) => onTouched(feature, heard))
  touchBy(event)
  expect(count).toBeGreaterThan(0)
  for (const leave of leaves) leave()
})

test('an order touches its list, its money and the board, but no policy', () => {
  expect(touches('settlements', () => touchBy('order.completed'))).toBe(1)
  expect(touches('dashboard', () => touchBy('order.completed'))).toBe(1)
  expect(touches('policies', () => touchBy('order.completed'))).toBe(0)
})

test('a policy touches the boards, which list the policies that can be sold or wait for prices', () => {
  expect(touches('dashboard', () => touchBy('policy.changed'))).toBe(1)
})

test('a company touches the balances, which list it', () => {
  expect(touches('rebates', () => touchBy('company.changed'))).toBe(1)
})

test('a notification touches the account: a sign-in elsewhere is one of its devices', () => {
  expect(touches('me', () => touchBy('notification.created'))).toBe(1)
})

test('a verb of a newer API counts as one of its area; an unknown area touches nothing', () => {
  expect(touches('orders', () => touchBy('order.returned'))).toBe(1)
  expect(touches('orders', () => touchBy('parcel.lost'))).toBe(0)
})

test('a command touches what it changed, also if it came too late, but not after another failure', () => {
  const approval = (status: number) => () => touchAfter('/orders/:id/approval', status)
  expect(touches('orders', approval(200))).toBe(1)
  for (const late of [404, 409, 410]) expect(touches('orders', approval(late))).toBe(1)
  expect(touches('orders', approval(422))).toBe(0)
  expect(touches('orders', approval(503))).toBe(0)
})

test('revealing masked data changes nothing', () => {
  expect(touches('orders', () => touchAfter('/orders/:id/reveals', 200))).toBe(0)
})

test('a listener of several features, or of one twice, is called once', () => {
  let count = 0
  const heard = () => count++
  const leaves = (['orders', 'orders', 'dashboard'] as const).map((feature) =>
    onTouched(feature, heard),
  )
  touchBy('order.placed')
  expect(count).toBe(1)
  leaves[0]?.()
  touchBy('order.placed')
  expect(count).toBe(2)
  for (const leave of leaves.slice(1)) leave()
  touchAll()
  expect(count).toBe(2)
})
