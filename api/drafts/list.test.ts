import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rowsOf } from '#db/rows.ts'
import { nullable, text } from '#db/values.ts'
import { allHold, compareWithOracle } from '#tests/list-oracle.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'

// The list of drafts against a plain program over the rows of two trees, as `api/list.test.ts`.

let world: World
let tree: Tree
const policyIds: string[] = []

beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree('A')
  for (const { hq, publish } of [tree, await world.mintTree('B')]) {
    const second = world.client({ ...hq.staff.actor, role: 'admin' })
    await hq.admin.post(`users/${hq.staff.actor.userId}/role`, { version: 1, role: 'admin' })
    const policyId = await publish()
    policyIds.push(policyId)
    for (const who of [hq.admin, second, hq.admin])
      for (const input of [{}, { copyOf: policyId }, { nextVersionOf: policyId }])
        expect((await who.post('policies/drafts', input)).status).toBe(201)
  }
})
afterAll(() => world.close())

test('drafts, as an admin of the headquarters sees them', async () => {
  const rows = await rowsOf(
    world.platform.db,
    sql`select id, hq_id as "hqId", owner_id as "ownerId", policy_id as "policyId" from policy_drafts`,
    { id: text, hqId: text, ownerId: text, policyId: nullable(text) },
  )
  const { hq } = tree
  const { found } = await compareWithOracle(hq.admin, {
    path: 'policies/drafts',
    values: { ownerId: [hq.admin.actor.userId, hq.staff.actor.userId], policyId: policyIds },
    rows,
    isVisible: ({ hqId }, actor) => hqId === actor.hqId,
    fits: (row, query) =>
      allHold(query, {
        ownerId: (id) => row.ownerId === id,
        policyId: (id) => row.policyId === id,
      }),
    isBefore: (row, other) => row.id > other.id,
  })
  expect(found).toBeGreaterThan(20)
})
