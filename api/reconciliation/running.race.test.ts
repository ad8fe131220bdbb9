import { afterAll, beforeAll, expect, test } from 'vitest'
import { nextLine } from '#tests/numbers.ts'
import { c2Order, openWorld, type Tree, type World } from '#tests/world.ts'
import { reconcile } from './reconcile.ts'

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld({ connections: 12 })
  tree = await world.mintTree()
})
afterAll(() => world.close())

const PERIOD = { start: '2026-11-01', end: '2026-11-30' }

/** Takes one order through all its states; the last step depends on `n`. */
async function live(policyId: string, n: number) {
  const { hq, r1, skt99 } = tree
  const { body } = await r1.staff.post('orders', c2Order(policyId, skt99))
  let version = 0
  const move = (to: string, input: object = {}) =>
    hq.admin.post(`orders/${body.id}/${to}`, { version: ++version, ...input })
  if (n % 3 === 0) return move('rejection', { reason: '서류 누락' })
  await move('approval')
  await move('shipment', { noShipment: true })
  const activated = { activatedOn: '2026-11-20', activatedNumber: nextLine() }
  return move('completion', activated)
}

test('the check beside running commands reports no false fault', async () => {
  const { hq, a, r1 } = tree
  const policyId = await tree.publish()
  const cells = [{ carrier: 'skt', bandWon: 99_000, months: 24, amountWon: 300_000 }]
  await a.admin.put(`policies/${policyId}/agency-rates`, { basedOn: 1, cells })
  for (const [who, what, to] of [
    [hq.admin, 'allocations', a.id],
    [a.admin, 'distributions', r1.id],
  ] as const)
    await who.post(`rebates/${what}`, {
      period: PERIOD,
      items: [{ companyId: to, amountWon: 50_000_000 }],
    })
  let running = true
  const work = async () => {
    for (let round = 0; round < 4; round++) {
      await Promise.all(Array.from({ length: 8 }, (_, n) => live(policyId, n)))
      await hq.admin.post('settlements/approvals', { lines: { month: '2026-11' } })
      const paid = { method: 'transfer', reference: `2026-${round}`, paidOn: '2026-11-20' }
      await hq.admin.post('settlements/payments', { lines: { month: '2026-11' }, ...paid })
    }
    running = false
  }
  const ended = work()
  let checks = 0
  for (; running; checks++)
    expect(await reconcile(world.ctxOf(hq.admin.actor), { rows: 5 })).toEqual([])
  await ended
  expect(checks).toBeGreaterThan(1)
  expect(await reconcile(world.ctxOf(hq.admin.actor))).toEqual([])
  const { body } = await hq.admin.get('orders?status=completed&limit=100')
  expect(body.items.length).toBeGreaterThan(10)
})
