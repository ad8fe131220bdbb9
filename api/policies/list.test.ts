import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rowsOf } from '#db/rows.ts'
import { text } from '#db/values.ts'
import { CELL_CARRIERS, POLICY_STATUSES } from '#db/words.ts'
import { allHold, compareWithOracle } from '#tests/list-oracle.ts'
import { C2_POLICY, openWorld, type Tree, type World } from '#tests/world.ts'

// The list of policies against a plain program over the rows of two trees, as `api/list.test.ts`.

let world: World
let tree: Tree
/** Policies that do not reach agency `a`, and those that exclude shop `r1`. */
const elsewhere = new Set<string>()
const excluding = new Set<string>()

beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree('A')
  for (const { publish, hq, b, r1 } of [tree, await world.mintTree('B')])
    for (const carrier of CELL_CARRIERS) {
      const cells = C2_POLICY.cells.map((cell) => ({ ...cell, carrier }))
      const change = { carrier, cells }
      await publish(change)
      await publish(change)
      elsewhere.add(await publish({ ...change, targets: [b.id] }))
      excluding.add(await publish({ ...change, exclusions: [r1.id] }))
      const { status } = await hq.admin.post(`policies/${await publish(change)}/withdrawal`, {
        version: 1,
        reason: '단가 오류',
      })
      expect(status).toBe(200)
    }
})
afterAll(() => world.close())

test.each(['hq', 'a', 'r1'] as const)('policies, as %s sees them', async (name) => {
  const rows = await rowsOf(
    world.platform.db,
    sql`select id, hq_id as "hqId", carrier, status::text from policies`,
    { id: text, hqId: text, carrier: text, status: text },
  )
  const { found } = await compareWithOracle(tree[name].admin, {
    path: 'policies',
    values: { status: POLICY_STATUSES, carrier: CELL_CARRIERS },
    rows,
    isVisible: (row, { hqId, tier }) =>
      row.hqId === hqId &&
      (tier === 'hq' || (row.status === 'active' && !elsewhere.has(row.id))) &&
      (tier !== 'retail' || !excluding.has(row.id)),
    fits: (row, query) =>
      allHold(query, {
        status: (status) => row.status === status,
        carrier: (carrier) => row.carrier === carrier,
      }),
    isBefore: (row, other) => row.id > other.id,
  })
  expect(found).toBeGreaterThan(20)
})
