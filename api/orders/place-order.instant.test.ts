import { afterAll, beforeAll, expect, test } from 'vitest'
import { c2Order, openWorld, type Tree, type World } from '#tests/world.ts'

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
  const period = { start: '2026-11-01', end: '2026-12-31' }
  const items = (id: string) => [{ companyId: id, amountWon: 2_000_000 }]
  await tree.hq.admin.post('rebates/allocations', { period, items: items(tree.a.id) })
  await tree.a.admin.post('rebates/distributions', { period, items: items(tree.r1.id) })
})
afterAll(() => world.close())

test('an order placed while the day ends in Seoul has one day in its id, its number and its time', async () => {
  const order = c2Order(await tree.publish(), tree.skt99)
  world.platform.clock.set('2026-11-30T14:59:50.000Z')
  // Each reading of this clock is five seconds later than the one before, as behind waits for locks.
  let looks = 0
  const start = world.platform.clock.now().getTime()
  const clock = {
    now: () => {
      looks += 1
      return new Date(start + looks * 5_000)
    },
  }
  const headers = {
    ...(await tree.r1.admin.credentials()),
    'content-type': 'application/json',
    'idempotency-key': 'order-at-midnight',
  }
  const init = { method: 'POST', headers, body: JSON.stringify(order) }
  const { id, number, placedAt } = await (
    await world.call('orders', init, { on: { ...world.platform, clock } })
  ).json()
  const idAt = new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16))
  expect(idAt.toISOString()).toBe(placedAt)
  const day = new Date(Date.parse(placedAt) + 9 * 3_600_000).toISOString().slice(2, 10)
  expect(number).toContain(day.replaceAll('-', ''))
})
