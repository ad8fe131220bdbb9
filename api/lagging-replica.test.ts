import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type OpenPool, openPool } from '#db/node.ts'
import { type TestDatabase, testDatabase } from '#tests/database.ts'
import { c2Order, openWorld, type Tree, type World } from '#tests/world.ts'
import type { Platform } from './platform/platform.ts'

// A replica with an unlimited lag: it has no rows.

let world: World
let tree: Tree
let behind: TestDatabase
let lagging: OpenPool
let on: Platform
beforeAll(async () => {
  world = await openWorld()
  behind = await testDatabase()
  lagging = openPool(behind.url, { max: 1, applicationName: 'maru-lagging' })
  on = { ...world.platform, replica: lagging.db }
})
beforeEach(async () => {
  tree = await world.mintTree()
})
afterAll(async () => {
  await lagging?.close()
  await world?.close()
  await behind?.drop()
})

test('puts no old list under the new version', async () => {
  await tree.publish()
  const headers = await tree.r1.admin.credentials()
  const count = async (at: Platform) => {
    const reply = await world.call('policies', { headers }, { on: at })
    return ((await reply.json()) as { items: unknown[] }).items.length
  }
  expect(await count(on)).toBe(1)
  expect(await count(world.platform)).toBe(1)
})

test('is not read for the answer of a command', async () => {
  const { hq, a, r1, skt99 } = tree
  const policyId = await tree.publish()
  const period = { start: '2026-11-01', end: '2026-12-31' }
  const given = ({ id }: { id: string }) => [{ companyId: id, amountWon: 1_000_000 }]
  await hq.admin.post('rebates/allocations', { period, items: given(a) })
  await a.admin.post('rebates/distributions', { period, items: given(r1) })
  const { id } = (await r1.admin.post('orders', c2Order(policyId, skt99))).body
  const headers = {
    ...(await hq.admin.credentials()),
    'content-type': 'application/json',
    'idempotency-key': crypto.randomUUID(),
  }
  const body = JSON.stringify({ version: 1 })
  const reply = await world.call(`orders/${id}/approval`, { method: 'POST', headers, body }, { on })
  expect(await reply.json()).toMatchObject({ id, status: 'approved' })
})
