import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rowsOf } from '#db/rows.ts'
import { text } from '#db/values.ts'
import { type Filled, fill, markOf } from '#tests/filled.ts'
import { allHold, compareWithOracle, isOwn } from '#tests/list-oracle.ts'
import { c2Order, openWorld, type World } from '#tests/world.ts'

let world: World
let tree: Filled

beforeAll(async () => {
  world = await openWorld()
  tree = await fill(world, await world.mintTree(markOf('A')), markOf('A'))
  await fill(world, await world.mintTree(markOf('B')), markOf('B'))
  const policyId = await tree.publish()
  // The last second of a Seoul day and the first of the next.
  for (const at of ['2026-11-21T14:59:59Z', '2026-11-21T15:00:00Z', '2026-11-22T03:00:00Z']) {
    world.platform.clock.set(at)
    await placeMore(policyId)
  }
  await world.platform.settled()
})
afterAll(() => world.close())

/** An order of each of three shops, with another carrier and customer; one is approved. */
async function placeMore(policyId: string) {
  const { r1, r2, rb, hq, kt77 } = tree
  for (const [nth, shop] of [r1, r2, rb].entries()) {
    const { id } = await sent(
      shop.admin,
      'orders',
      c2Order(policyId, kt77, {
        customer: { name: '김민지', phone: `0102345${nth ? '2611' : '9981'}`, type: 'adult' },
      }),
    )
    if (nth === 1) await sent(hq.admin, `orders/${id}/approval`, { version: 1 })
    world.platform.clock.advance(0.25)
  }
}

async function sent(who: Filled['r1']['admin'], path: string, body: object) {
  const { status, body: answer, text } = await who.post(path, body)
  if (status >= 300) throw new Error(`${path}: ${text}`)
  return answer
}

const ORDER = {
  id: text,
  number: text,
  status: text,
  hqId: text,
  agencyId: text,
  retailId: text,
  phone: text,
  placedAt: text,
  placedOn: text,
}
const read = () =>
  rowsOf(
    world.platform.db,
    sql`select id, number, status::text, hq_id as "hqId", agency_id as "agencyId", retail_id as "retailId",
        customer_phone as phone, to_char(placed_at, 'YYYYMMDDHH24MISSUS') as "placedAt",
        (placed_at at time zone 'Asia/Seoul')::date::text as "placedOn" from orders`,
    ORDER,
  )
/** Beginnings of a number with and without its carrier, its end, the end of a phone. */
function isFound(typed: string, { number, phone }: { number: string; phone: string }) {
  const [plain, part] = [number.replaceAll('-', ''), typed.replaceAll('-', '').toUpperCase()]
  return (
    plain.startsWith(part) ||
    (/^\d{6}/.test(part) && plain.slice(2).startsWith(part)) ||
    plain.endsWith(part) ||
    (part.length === 4 && phone.endsWith(part))
  )
}

test.each(['hq', 'a', 'r1', 'rb'] as const)('as %s sees them', async (name) => {
  const { ids, number } = tree
  const rows = await read()
  const { found } = await compareWithOracle(tree[name].admin, {
    path: 'orders',
    values: {
      status: ['pending', 'approved', 'completed'],
      companyId: [ids.a, ids.r1, ids.rb],
      from: ['2026-11-21', '2026-11-22'],
      to: ['2026-11-20', '2026-11-21'],
      q: ['sk-2611', '261121', number.slice(-5), '2611', '4417', 'XYZW'],
      order: ['oldest', 'newest'],
    },
    rows,
    isVisible: (row, actor) =>
      isOwn(actor, { hq: row.hqId, agency: row.agencyId, retail: row.retailId }),
    fits: (row, { order: _, ...query }) =>
      allHold(query, {
        status: (status) => row.status === status,
        companyId: (id) => [row.hqId, row.agencyId, row.retailId].includes(id),
        from: (day) => row.placedOn >= day,
        to: (day) => row.placedOn <= day,
        q: (typed) => isFound(typed, row),
      }),
    isBefore: (row, other, { order }) =>
      order === 'oldest' ? row.placedAt < other.placedAt : row.placedAt > other.placedAt,
    isRefused: ({ from, to }) => from !== undefined && to !== undefined && to < from,
  })
  expect(found).toBeGreaterThan(100)
})
