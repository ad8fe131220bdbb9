import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowsOf } from '#db/rows.ts'
import { boolean, integer, nullable, text } from '#db/values.ts'
import { type Filled, fill, markOf } from '#tests/filled.ts'
import { allHold, compareWithOracle, contains, isOwn } from '#tests/list-oracle.ts'
import { openWorld, type World } from '#tests/world.ts'
import type { Actor } from './access/actor.ts'
import { kindOf } from './audit/kinds.ts'

// Each list against a plain program over every row of two trees: for any combination of filters all pages
// in turn hold the same rows in the same order, none twice and none missing.

let world: World
let tree: Filled

beforeAll(async () => {
  world = await openWorld()
  tree = await fill(world, await world.mintTree(markOf('A')), markOf('A'))
  await fill(world, await world.mintTree(markOf('B')), markOf('B'))
  // Lines of another month.
  world.platform.clock.set('2026-12-01T03:00:00Z')
  const { status } = await tree.hq.staff.post(`orders/${tree.ids.shipped}/completion`, {
    version: 3,
    activatedOn: '2026-11-30',
    activatedNumber: '01012344417',
  })
  expect(status).toBe(200)
  // Enough invitations for several pages of one company.
  for (const companyId of [tree.r1.id, tree.r2.id, tree.r1.id, tree.r2.id, tree.r1.id])
    expect(
      (
        await tree.a.admin.post('invitations', {
          ...{ companyId, role: 'staff', name: null, email: null, days: 30 },
        })
      ).status,
    ).toBe(201)
  await world.platform.settled()
}, 60_000)
afterAll(() => world.close())

const later = ({ id }: { id: string }, other: { id: string }) => id > other.id
describe('settlement lines', () => {
  const LINE = {
    id: text,
    hqId: text,
    agencyId: text,
    payerId: text,
    payeeId: text,
    orderId: nullable(text),
    status: text,
    month: nullable(text),
  }
  test.each(['hq', 'a', 'r1'] as const)('as %s sees them', async (name) => {
    const { ids } = tree
    const rows = await rowsOf(
      world.platform.db,
      sql`select id, hq_id as "hqId", agency_id as "agencyId", payer_id as "payerId", payee_id as "payeeId",
        order_id as "orderId", status::text, month from settlement_lines`,
      LINE,
    )
    const { found } = await compareWithOracle(tree[name].admin, {
      path: 'settlements/lines',
      values: {
        month: ['2026-11', '2026-12', '2026-10'],
        status: ['pending', 'eligible', 'paid', 'cancelled'],
        direction: ['hq_agency', 'agency_retail'],
        payeeId: [ids.a, ids.r1, ids.r2],
        orderId: [ids.paid, ids.pending, ids.cancelled],
      },
      rows,
      isVisible: (row, actor) =>
        isOwn(actor, { hq: row.hqId, agency: row.agencyId, retail: row.payeeId }),
      fits: (row, { month = '2026-12', ...query }) =>
        // An order and a forecast have no month.
        (query.orderId !== undefined || query.status === 'pending' || row.month === month) &&
        allHold(query, {
          status: (status) => row.status === status,
          direction: (direction) =>
            row.payerId === (direction === 'hq_agency' ? row.hqId : row.agencyId),
          payeeId: (id) => row.payeeId === id,
          orderId: (id) => row.orderId === id,
        }),
      isBefore: later,
      isRefused: ({ status, orderId }) => status === 'cancelled' && orderId === undefined,
    })
    expect(found).toBeGreaterThan(50)
  })
})

const COMPANY = {
  id: text,
  code: text,
  name: text,
  tier: text,
  hqId: text,
  agencyId: nullable(text),
  parentId: nullable(text),
  state: text,
}
const companyRows = async () =>
  (
    await rowsOf(
      world.platform.db,
      sql`select id, code, name, tier::text, hq_id as "hqId", agency_id as "agencyId", parent_id as "parentId",
        case when approved_at is null then 'pending' when active then 'active' else 'closed' end as state,
        removed_at is not null as "isRemoved" from companies`,
      { ...COMPANY, isRemoved: boolean },
    )
  ).filter(({ isRemoved }) => !isRemoved)
const isBelow = (company: { id: string; hqId: string; agencyId: string | null }, actor: Actor) =>
  isOwn(actor, { hq: company.hqId, agency: company.agencyId, retail: company.id })

test.each(['hq', 'a', 'r1'] as const)('companies, as %s sees them', async (name) => {
  const { ids } = tree
  const rows = await companyRows()
  await compareWithOracle(tree[name].admin, {
    path: 'companies',
    values: {
      tier: ['hq', 'agency', 'retail'],
      parentId: [ids.hq, ids.a, ids.b],
      state: ['pending', 'active', 'closed'],
      q: ['R', 't1 a', '새벽', rows.find(({ id }) => id === ids.r1)?.code.slice(-4) ?? ''],
    },
    rows,
    isVisible: isBelow,
    fits: (row, query) =>
      allHold(query, {
        tier: (tier) => row.tier === tier,
        parentId: (id) => row.parentId === id,
        state: (state) => row.state === state,
        q: (part) =>
          contains(row.name, part) || contains(row.code.replaceAll('-', ''), part.trim()),
      }),
    isBefore: (row, other) => later(other, row),
  })
})

test.each(['hq', 'a', 'r1'] as const)('people, as %s sees them', async (name) => {
  const { ids } = tree
  const companies = new Map((await companyRows()).map((company) => [company.id, company]))
  const rows = await rowsOf(
    world.platform.db,
    sql`select id, company_id as "companyId", username, name, status::text from users`,
    { id: text, companyId: text, username: text, name: text, status: text },
  )
  await compareWithOracle(tree[name].admin, {
    path: 'users',
    values: {
      companyId: [ids.hq, ids.r1, ids.r2, ids.rb],
      status: ['pending', 'approved', 'rejected'],
      q: ['사람', 'STAFF', 'waiting'],
    },
    rows,
    isVisible: (row, actor) => {
      const company = companies.get(row.companyId)
      return company !== undefined && isBelow(company, actor)
    },
    fits: (row, query) =>
      allHold(query, {
        companyId: (id) => row.companyId === id,
        status: (status) => row.status === status,
        q: (part) => contains(row.name, part) || row.username.includes(part.toLowerCase()),
      }),
    isBefore: (row, other) =>
      row.status === other.status || (row.status !== 'pending' && other.status !== 'pending')
        ? later(other, row)
        : row.status === 'pending',
  })
})

test.each(['hq', 'a', 'r1'] as const)('notifications, as %s sees them', async (name) => {
  const reader = tree[name].admin
  const rows = await rowsOf(
    world.platform.db,
    sql`select id, company_id as "companyId", user_id as "userId", seq from notifications`,
    { id: text, companyId: text, userId: nullable(text), seq: integer },
  )
  const isVisible = (row: (typeof rows)[number], actor: Actor) =>
    row.companyId === actor.companyId && (row.userId ?? actor.userId) === actor.userId
  const inbox = rows
    .filter((row) => isVisible(row, reader.actor))
    .toSorted((one, other) => one.seq - other.seq)
  const places = new Map(inbox.map(({ id, seq }) => [id, seq]))
  const placeOf = (id: string) => places.get(id) ?? 0
  const cursors = [0, Math.floor(inbox.length / 2), inbox.length - 1].map(
    (place) => inbox[place]?.id ?? '',
  )
  const { found } = await compareWithOracle(reader, {
    path: 'notifications',
    values: { after: cursors, before: cursors },
    rows,
    isVisible,
    fits: (row, query) =>
      allHold(query, {
        after: (id) => row.seq > placeOf(id),
        before: (id) => row.seq < placeOf(id),
      }),
    isBefore: (row, other, { after }) => (after ? row.seq < other.seq : row.seq > other.seq),
    cursorOf: ({ after }) => (after ? 'after' : 'before'),
    isRefused: ({ after, before }) => after !== undefined && before !== undefined,
  })
  // The whole inbox, and all of it but the cursor's own from either end.
  expect(found).toBeGreaterThanOrEqual(3 * inbox.length - 2)
  expect(inbox.length).toBeGreaterThan(3)
})

// With the companies whose budgets each of them may read.
test.each([
  ['hq', ['hq', 'a', 'b', 'r1', 'rb']],
  ['a', ['a', 'r1', 'r2']],
  ['r1', ['r1']],
] as const)('movements of budgets, as %s sees them', async (name, companies) => {
  const { ids } = tree
  const reader = tree[name].admin
  const rows = await rowsOf(
    world.platform.db,
    sql`select distinct t.id, a.company_id as "companyId" from transfers t
      join entries e on e.transfer_id = t.id join accounts a on a.id = e.account_id
      where a.book = 'budget' and a.unit = 'won'`,
    { id: text, companyId: text },
  )
  const { found } = await compareWithOracle(reader, {
    path: 'rebates/entries',
    values: { companyId: companies.map((company) => ids[company]) },
    rows,
    isVisible: () => true,
    fits: (row, { companyId = reader.actor.companyId }) => row.companyId === companyId,
    isBefore: later,
  })
  expect(found).toBeGreaterThan(5)
})

test.each(['hq', 'a', 'r1'] as const)('invitations, as %s sees them', async (name) => {
  const { ids } = tree
  const companies = new Map((await companyRows()).map((company) => [company.id, company]))
  const rows = await rowsOf(
    world.platform.db,
    sql`select id, company_id as "companyId" from invitations`,
    { id: text, companyId: text },
  )
  await compareWithOracle(tree[name].admin, {
    path: 'invitations',
    values: { companyId: [ids.hq, ids.a, ids.r1, ids.r2, ids.rb] },
    rows,
    isVisible: (row, actor) => {
      const company = companies.get(row.companyId)
      return company !== undefined && isBelow(company, actor)
    },
    fits: (row, query) => allHold(query, { companyId: (id) => row.companyId === id }),
    isBefore: later,
  })
})

test('the audit log, as its headquarters sees it', async () => {
  const { ids, hq, r1 } = tree
  const rows = await rowsOf(
    world.platform.db,
    sql`select id, hq_id as "hqId", company_id as "companyId", user_id as "userId", action, entity_id as "entityId",
      trace_id as "traceId", address, (at at time zone 'Asia/Seoul')::date::text as "on" from audit_events`,
    {
      ...{ id: text, hqId: text, companyId: text, userId: text, action: text, on: text },
      ...{ entityId: nullable(text), traceId: text, address: nullable(text) },
    },
  )
  const traceId = rows.find(({ entityId }) => entityId === ids.paid)?.traceId ?? ''
  const { found } = await compareWithOracle(hq.admin, {
    path: 'audit',
    values: {
      from: ['2026-11-20', '2026-11-21'],
      to: ['2026-11-20', '2026-12-01'],
      kind: ['trade', 'money', 'access'],
      userId: [r1.staff.actor.userId, hq.admin.actor.userId],
      companyId: [ids.hq, ids.r1],
      entityId: [ids.paid, ids.shipped],
      traceId: [traceId],
      address: ['192.0.2.1'],
    },
    rows,
    isVisible: (row, actor) => row.hqId === actor.hqId,
    fits: (row, query) =>
      allHold(query, {
        from: (day) => row.on >= day,
        to: (day) => row.on <= day,
        kind: (kind) => kindOf(row.action) === kind,
        userId: (id) => row.userId === id,
        companyId: (id) => row.companyId === id,
        entityId: (id) => row.entityId === id,
        traceId: (id) => row.traceId === id,
        address: (address) => row.address === address,
      }),
    isBefore: later,
    isRefused: ({ from, to }) => from !== undefined && to !== undefined && to < from,
  })
  expect(found).toBeGreaterThan(1000)
})
