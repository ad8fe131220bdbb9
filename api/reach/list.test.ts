import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rowsOf } from '#db/rows.ts'
import { nullable, oneOf, text } from '#db/values.ts'
import { TIERS } from '#db/words.ts'
import { allHold, compareWithOracle, contains } from '#tests/list-oracle.ts'
import { C2_POLICY, openWorld, type Tree, type World } from '#tests/world.ts'

// The board against a plain program over all companies of two trees, as `api/list.test.ts`.

let world: World
let tree: Tree
let id: string
/** The companies whose admin has read the version in force, and the agencies that have priced it. */
const readers = new Set<string>()
const pricing = new Set<string>()

beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree('A')
  await (await world.mintTree('B')).publish({ requiresReading: true })
  const { hq, a, b, r1, r2, r3, rb } = tree
  id = (
    await hq.admin.post('policies', {
      ...C2_POLICY,
      title: '정책',
      targets: [a.id, b.id],
      exclusions: [r3.id],
      requiresReading: true,
    })
  ).body.id
  expect((await a.admin.post(`policies/${id}/passing-on`, { basedOn: 0 })).status).toBe(201)
  pricing.add(a.id)
  for (const { id: companyId, admin, staff } of [b, r1, rb]) {
    const { hash } = (await admin.get(`policies/${id}`)).body.reading
    for (const who of [admin, staff])
      expect((await who.post(`policies/${id}/acknowledgements`, { hash })).status).toBe(201)
    readers.add(companyId)
  }
  // Staff alone do not count.
  const { hash } = (await r2.staff.get(`policies/${id}`)).body.reading
  await r2.staff.post(`policies/${id}/acknowledgements`, { hash })
})
afterAll(() => world.close())

const ROW = {
  id: text,
  hqId: text,
  name: text,
  code: text,
  tier: oneOf(TIERS),
  agencyId: nullable(text),
}

test.each(['hq', 'a', 'b'] as const)('the companies of a policy, as %s sees them', async (name) => {
  const { admin } = tree[name]
  const rows = await rowsOf(
    world.platform.db,
    sql`select id, hq_id as "hqId", name, code, tier::text, agency_id as "agencyId" from companies order by tier, id`,
    ROW,
  )
  const places = new Map(rows.map((row, place) => [row.id, place]))
  const isPriced = (row: (typeof rows)[number]) => pricing.has(row.agencyId ?? '')
  const isBlocked = (row: (typeof rows)[number]) =>
    row.tier === 'retail' && (!isPriced(row) || !readers.has(row.id))
  const { found } = await compareWithOracle(admin, {
    path: `policies/${id}/reach`,
    values: {
      reading: ['read', 'unread'],
      pricing: ['priced', 'unpriced'],
      blocked: ['true', 'false'],
      tier: ['agency', 'retail'],
      q: ['r', 'at1 A', '없는 업체'],
    },
    rows,
    isVisible: (row, { hqId, tier, companyId }) =>
      row.hqId === hqId &&
      row.tier !== 'hq' &&
      row.id !== tree.r3.id &&
      (tier === 'hq' || (row.tier === 'retail' && row.agencyId === companyId)),
    fits: (row, query) =>
      allHold(query, {
        reading: (word) => readers.has(row.id) === (word === 'read'),
        pricing: (word) => isPriced(row) === (word === 'priced'),
        blocked: (word) => String(isBlocked(row)) === word,
        tier: (tier) => row.tier === tier,
        q: (part) => contains(row.name, part) || row.code.includes(part.toUpperCase()),
      }),
    isBefore: (row, other) => (places.get(row.id) ?? 0) < (places.get(other.id) ?? 0),
  })
  expect(found).toBeGreaterThan(10)
})
