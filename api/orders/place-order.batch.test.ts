import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { LiveEvent, Platform } from '#api/platform/platform.ts'
import { c2Order, openWorld, type World } from '#tests/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterEach(() => void vi.useRealTimers())
afterAll(() => world.close())

test('an order does not wait until the listeners of the order before it are reached', async () => {
  const { hq, a, r1, skt99, publish } = await world.mintTree()
  const order = c2Order(await publish(), skt99)
  const period = { start: '2026-11-01', end: '2026-11-30' }
  const items = (companyId: string) => [{ companyId, amountWon: 2_000_000 }]
  await hq.admin.post('rebates/allocations', { period, items: items(a.id) })
  await a.admin.post('rebates/distributions', { period, items: items(r1.id) })
  const place = async (n: number, on: Platform) => {
    const headers = {
      ...(await r1.admin.credentials()),
      'content-type': 'application/json',
      'idempotency-key': `order-in-batch-${n}`,
    }
    return world.call('orders', { method: 'POST', headers, body: JSON.stringify(order) }, { on })
  }

  // The first is announced only after the second is committed; no time limit ends the wait.
  const told = new Set<string>()
  const bothCommitted = Promise.withResolvers<void>()
  const publishing = async (_: string, { type, id }: LiveEvent) => {
    if (type === 'order.placed' && told.add(id).size === 2) bothCommitted.resolve()
    await bothCommitted.promise
  }
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const on = { ...world.platform, realtime: { publish: publishing } }
  const answers = await Promise.all([place(1, on), place(2, on)])
  expect(answers.map(({ status }) => status)).toEqual([201, 201])
})
