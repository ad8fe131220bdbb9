import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { c2Order, openWorld, type Tree, type World } from '#tests/world.ts'
import {
  C2_BODY,
  inMinutes,
  MINUTE,
  policyOf,
  runClockJobs,
  treeWithBudget,
} from './succession.fixture.ts'

// At the instant at which a policy starts the one that it follows ends: no gap and no overlap.

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const idsOf = (items: { id?: string; policyId?: string }[]) =>
  items.map(({ id, policyId }) => id ?? policyId)
const question = (policyId: string) => {
  const { customer, form, ...asked } = c2Order(policyId, tree.skt99)
  return { ...asked, customerType: customer.type }
}

/** Exactly one of the two is a shop's, in every way in which it can come across one. */
async function expectOnly(shop: string, other: string, agency: string[]) {
  const { r1, a } = tree
  expect(idsOf((await r1.admin.get('policies')).body.items)).toEqual([shop])
  expect(idsOf((await r1.admin.get('rates')).body.policies)).toEqual([shop])
  expect((await r1.admin.get(`policies/${shop}`)).status).toBe(200)
  expect((await r1.admin.get(`policies/${other}`)).status).toBe(404)
  expect((await r1.staff.post('quotes', question(shop))).status).toBe(200)
  expect((await r1.staff.post('quotes', question(other))).status).toBe(404)
  expect((await r1.staff.post('orders', c2Order(shop, tree.skt99))).status).toBe(201)
  expect((await r1.staff.post('orders', c2Order(other, tree.skt99))).status).toBe(404)
  expect(idsOf((await a.admin.get('policies')).body.items)).toEqual(agency)
}

const offset = fc.integer({ min: -90 * MINUTE, max: 90 * MINUTE })
test('has no gap and no overlap: at each instant a shop has one of the two', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(offset, { maxLength: 3 }), fc.boolean(), async (random, withJobs) => {
      tree = await treeWithBudget(world)
      const before = await tree.publish()
      const validFrom = inMinutes(world, 120)
      const after = await tree.publish({ validFrom, succeeds: before })
      const start = Date.parse(validFrom)
      const offsets = [...random, -MINUTE, -1, 0, 1, MINUTE].toSorted((x, y) => x - y)
      for (const offset of offsets) {
        world.platform.clock.set(new Date(start + offset).toISOString())
        if (withJobs) await runClockJobs(world, tree)
        if (offset < 0) await expectOnly(before, after, [after, before])
        else await expectOnly(after, before, [after])
      }
    }),
    { numRuns: 4 },
  )
})

test('without rates of its own the successor has no prices: nothing is carried over', async () => {
  tree = await treeWithBudget(world)
  const before = await tree.publish()
  const body = { ...C2_BODY, title: '단가 없는 다음 정책' }
  const reply = await tree.hq.admin.post('policies', {
    ...body,
    ...{ targets: [tree.a.id], succeeds: before, validFrom: inMinutes(world, 5) },
  })
  expect(reply.status).toBe(201)
  world.platform.clock.advance(300)
  expect((await policyOf(tree.r1.admin, reply.body.id)).isPriced).toBe(false)
  const order = await tree.r1.staff.post('orders', c2Order(reply.body.id, tree.skt99))
  expect(order.body.code).toBe('not_priced')
})
