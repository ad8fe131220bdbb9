import { afterAll, beforeAll, expect, test } from 'vitest'
import { runJob } from '#jobs/run.ts'
import { c2Order, openWorld, type Tree, type World } from '#tests/world.ts'
import { transact } from '../context.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { beginPolicies } from './validity.ts'

// A policy that begins later: agencies set their prices before, and shops see it from its start.

let world: World
let tree: Tree
let id: string
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
  const period = { start: '2026-11-01', end: '2026-11-30' }
  const give = (companyId: string, amountWon: number) => ({
    period,
    items: [{ companyId, amountWon }],
  })
  await tree.hq.admin.post('rebates/allocations', give(tree.a.id, 9_000_000))
  await tree.a.admin.post('rebates/distributions', give(tree.r1.id, 5_000_000))
  const begins = world.platform.clock.now().getTime() + 3_600_000
  id = await tree.publish({ validFrom: new Date(begins).toISOString() })
})
afterAll(() => world.close())

const newsOf = async ({ admin }: Tree['r1']) =>
  (await admin.get('notifications')).body.items
    .filter((item: { subjectId: string }) => item.subjectId === id)
    .map(({ type }: { type: string }) => type)
const begin = async () => {
  const jobId = await transact(world.ctxOf(tree.hq.admin.actor), (ctx) =>
    enqueue(ctx, 'policies.begin', {}),
  )
  expect(await runJob(world.platform, jobId)).toEqual({ outcome: 'done' })
}
/** After the rates with which the fixture publishes: everything is passed on. */
const rates = { basedOn: 1, cells: [], rules: [], defaultWon: 250_000, overrides: [] }

test('is told to agencies, which price it, and is nothing to shops before its start', async () => {
  await begin()
  expect([await newsOf(tree.a), await newsOf(tree.r1)]).toEqual([['policy_assigned'], []])
  expect((await tree.a.admin.put(`policies/${id}/agency-rates`, rates)).status).toBe(200)
  expect((await tree.r1.admin.get(`policies/${id}`)).status).toBe(404)
  expect((await tree.r1.staff.post('orders', c2Order(id, tree.skt99))).status).toBe(404)
})

test('from its start a shop sees it with these prices, is told once, and orders', async () => {
  world.platform.clock.advance(3_601)
  await begin()
  await begin()
  expect(await newsOf(tree.r1)).toEqual(['policy_assigned'])
  expect(await newsOf(tree.a)).toEqual(['policy_assigned'])
  expect((await tree.r1.admin.get(`policies/${id}`)).body.isPriced).toBe(true)
  expect((await tree.r1.staff.post('orders', c2Order(id, tree.skt99))).status).toBe(201)
})

test('one that is cancelled before its start was never told to shops', async () => {
  const begins = world.platform.clock.now().getTime() + 3_600_000
  const other = await tree.publish({ validFrom: new Date(begins).toISOString() })
  const path = `policies/${other}/withdrawal`
  expect((await tree.hq.admin.post(path, { version: 1, reason: '단가 오류' })).status).toBe(200)
  world.platform.clock.advance(3_601)
  await begin()
  const { items } = (await tree.r1.admin.get('notifications')).body
  expect(items.filter((item: { subjectId: string }) => item.subjectId === other)).toEqual([])
})

test('one that ended while no job ran is told to nobody any more', async () => {
  const at = (seconds: number) =>
    new Date(world.platform.clock.now().getTime() + seconds * 1_000).toISOString()
  const other = await tree.publish({ validFrom: at(60), validTo: at(120) })
  world.platform.clock.advance(120)
  await begin()
  const { items } = (await tree.r1.admin.get('notifications')).body
  expect(items.filter((item: { subjectId: string }) => item.subjectId === other)).toEqual([])
})

test('of many that begin at once each is told by itself: what went before a failure is done, the rest follows', async () => {
  const begins = new Date(world.platform.clock.now().getTime() + 60_000).toISOString()
  const three = [1, 2, 3].map(() => tree.publish({ validFrom: begins }))
  const ids = await Promise.all(three)
  world.platform.clock.advance(61)
  const { platform } = world
  let left = 2
  // The connection breaks before the third.
  const db = new Proxy(platform.db, {
    get: (target, name) => {
      if (name === 'transaction' && left-- === 0) throw new Error('Connection terminated')
      return Reflect.get(target, name)
    },
  })
  await expect(beginPolicies({ ...world.ctxOf(tree.hq.admin.actor), db })).rejects.toThrow()
  const toldOf = async () => {
    const { items } = (await tree.r1.admin.get('notifications?limit=100')).body
    return items
      .map(({ subjectId }: { subjectId: string }) => subjectId)
      .filter((id: string) => ids.includes(id))
  }
  expect(await toldOf()).toHaveLength(2)
  await begin()
  expect((await toldOf()).toSorted()).toEqual(ids.toSorted())
})
