import { afterAll, beforeAll, expect, test } from 'vitest'
import { c2Order, openWorld, type Tree, type World } from '#tests/world.ts'

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
})
afterAll(() => world.close())

const period = { start: '2026-11-01', end: '2026-11-30' }
type Entry = { id: string; at: string; kind: string }

async function pagesOf(limit: number): Promise<Entry[]> {
  const entries: Entry[] = []
  for (let after = ''; ; ) {
    const { body } = await tree.r1.admin.get(`rebates/entries?limit=${limit}${after}`)
    entries.push(...body.items)
    if (!body.nextCursor) return entries
    after = `&after=${body.nextCursor}`
  }
}

test('paging returns every movement, even where commands overtook each other', async () => {
  const { hq, a, r1, skt99 } = tree
  const policyId = await tree.publish()
  const give = (to: string, amountWon: number) => ({
    period,
    items: [{ companyId: to, amountWon }],
  })
  await hq.admin.post('rebates/allocations', give(a.id, 10_000_000))
  const distribute = () => a.admin.post('rebates/distributions', give(r1.id, 2_000_000))
  const place = async () =>
    expect((await r1.admin.post('orders', c2Order(policyId, skt99))).status).toBe(201)
  await distribute()
  world.platform.clock.advance(1)
  await place()
  // This distribution gets a later time than these orders, but takes the lock before them.
  world.platform.clock.advance(5)
  await distribute()
  world.platform.clock.advance(-4)
  for (let n = 0; n < 3; n++) await place()
  const whole = await pagesOf(100)
  expect(whole.map(({ kind }) => kind)).toEqual([
    'distribute',
    ...['hold', 'hold', 'hold', 'hold'],
    'distribute',
  ])
  for (const limit of [1, 2, 3, 5]) expect(await pagesOf(limit)).toEqual(whole)
})
