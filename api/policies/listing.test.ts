import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPool } from '#db/node.ts'
import { type TestDatabase, testDatabase } from '#tests/database.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'

let world: World
let tree: Tree
let behind: TestDatabase
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
  behind = await testDatabase()
})
afterAll(async () => {
  await world.close()
  await behind.drop()
})

test('a replica that lags leaves no old list behind under the new version', async () => {
  await tree.publish()
  const lagging = openPool(behind.url, { max: 1, applicationName: 'maru-lagging' })
  const headers = await tree.r1.admin.credentials()
  const count = async (on = world.platform) => {
    const reply = await world.call('policies', { headers }, { on })
    return ((await reply.json()) as { items: unknown[] }).items.length
  }
  expect(await count({ ...world.platform, replica: lagging.db })).toBe(1)
  expect(await count()).toBe(1)
  await lagging.close()
})
