import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rawRows } from '#tests/raw-rows.ts'
import { openWorld, type World } from '#tests/world.ts'
import { makeTree } from './network.ts'
import { takeOrder } from './orders.ts'
import { dice, TREES } from './people.ts'
import { publishDemoPolicies } from './policies.ts'
import { story } from './story.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ connections: 2 })
})
afterAll(() => world.close())

test('a shop without budget takes no order, and the demo goes on', async () => {
  const [, hq] = TREES
  if (!hq) throw new Error('the demo has two trees')
  const { platform } = world
  const tree = await makeTree(platform, hq, 2)
  const policies = await publishDemoPolicies(platform, tree, '2026-11')
  const shop = tree.agencies[0]?.shops[0]
  if (!shop) throw new Error('the second tree has a shop')
  const timeline = story(dice(1), () => {})
  // No budget has been granted.
  await takeOrder(platform, timeline, tree, policies, shop, false)
  expect(await rawRows(platform.db, sql`select 1 from orders`)).toEqual([])
})
