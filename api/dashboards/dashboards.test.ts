import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rowsOf } from '#db/rows.ts'
import { integer, text } from '#db/values.ts'
import { nextLine } from '#tests/numbers.ts'
import { c2Order, openWorld, PASSWORD, type Tree, type World } from '#tests/world.ts'
import { AgencyDashboard, HqDashboard, RetailDashboard } from './contract.ts'

const MARK = '⟦B⟧'
const NOON = '2026-11-20T03:00:00.000Z'
let world: World
let tree: Tree
let other: Tree
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
  other = await world.mintTree(MARK)
  const { clock } = world.platform
  // Orders of the month before, which must not appear in this month's figures.
  clock.set('2026-10-20T03:00:00.000Z')
  const policyId = await tree.publish()
  await busyMonth(tree, policyId, '2026-10-20')
  clock.set('2026-11-19T02:59:00.000Z')
  await grant(tree, '2026-11')
  await place(tree, tree.r1, policyId)
  clock.set('2026-11-19T03:01:00.000Z')
  await place(tree, tree.r2, policyId)
  clock.set(NOON)
  await take(tree, policyId, '2026-11-20')
  await busyMonth(other, await other.publish(), '2026-11-20')
})
afterAll(() => world.close())

async function busyMonth(of: Tree, policyId: string, today: string) {
  await grant(of, today.slice(0, 7))
  await of.a.admin.put(`policies/${policyId}/agency-rates`, {
    basedOn: 1,
    cells: [{ carrier: 'skt', bandWon: 99_000, months: 24, amountWon: 300_000 }],
  })
  await take(of, policyId, today)
}

async function grant({ hq, a, r1, r2 }: Tree, month: string) {
  const period = { start: `${month}-01`, end: month === '2026-10' ? '2026-10-31' : '2026-11-30' }
  await hq.admin.post('rebates/allocations', {
    period,
    items: [{ companyId: a.id, amountWon: 9_000_000 }],
  })
  await a.admin.post('rebates/distributions', {
    period,
    items: [
      { companyId: r1.id, amountWon: 4_000_000 },
      { companyId: r2.id, amountWon: 2_000_000 },
    ],
  })
}

async function place({ skt99 }: Tree, shop: Tree['r1'], policyId: string): Promise<string> {
  const { status, body } = await shop.admin.post('orders', c2Order(policyId, skt99))
  expect(status).toBe(201)
  return body.id
}

/** Three orders: one of r1 completed, one of r1 and one of r2 pending. */
async function take(of: Tree, policyId: string, activatedOn: string) {
  const done = await place(of, of.r1, policyId)
  await place(of, of.r1, policyId)
  await place(of, of.r2, policyId)
  await of.hq.admin.post(`orders/${done}/approval`, { version: 1 })
  await of.hq.admin.post(`orders/${done}/shipment`, { version: 2, noShipment: true })
  await of.hq.admin.post(`orders/${done}/completion`, {
    version: 3,
    activatedOn,
    activatedNumber: nextLine(),
  })
}

const hqOf = async (of: Tree) => HqDashboard.parse((await of.hq.admin.get('dashboard')).body)
const agencyOf = async (of: Tree) => AgencyDashboard.parse((await of.a.admin.get('dashboard')).body)
const shopOf = async (of: Tree) => RetailDashboard.parse((await of.r1.staff.get('dashboard')).body)
const sum = <T>(rows: readonly T[], won: (row: T) => number) =>
  rows.reduce((total, row) => total + won(row), 0)
const whole = (budget: { usedWon: number; heldWon: number; availableWon: number }) =>
  budget.usedWon + budget.heldWon + budget.availableWon

test("HQ's figures are those of the day, the month and the queue", async () => {
  const board = await hqOf(tree)
  expect(board.pending).toEqual({ orders: 6, oldestAt: '2026-10-20T03:00:00.000Z' })
  expect(board.queue.map(({ placedAt }) => placedAt)).toEqual(
    board.queue.map(({ placedAt }) => placedAt).toSorted(),
  )
  // Of yesterday's two orders, one was placed before this time of day.
  expect(board.today).toEqual({ orders: 3, yesterdaySameTime: 1 })
  expect(board.month).toEqual({
    month: '2026-11',
    allocatedWon: 9_000_000,
    usedWon: 300_000,
    heldWon: 1_200_000,
    availableWon: 7_500_000,
  })
  expect(board.nextDue).toEqual({ dueOn: '2026-11-30', companies: 1, lines: 2, won: 407_700 })
  const [first, second] = board.agencies
  expect(first).toMatchObject({ id: tree.a.id, orders: 5, usedWon: 300_000, lastOrderAt: NOON })
  expect(first?.weeks.at(-1)).toBe(5)
  expect(sum(first?.weeks ?? [], (orders) => orders)).toBe(8)
  expect(second).toMatchObject({ id: tree.b.id, orders: 0, lastOrderAt: null })
  expect(board.activity).toHaveLength(10)
  expect(board.settlements.slice(-2)).toEqual([
    { month: '2026-10', paidWon: 0, dueWon: 407_700 },
    { month: '2026-11', paidWon: 0, dueWon: 407_700 },
  ])
})

test.each([
  ['the first tree', () => tree],
  ['the second tree', () => other],
])('in %s the figures equal the rows, and agencies add up to the tree', async (_, of) => {
  const board = await hqOf(of())
  const [rows] = await rowsOf(
    world.platform.db,
    sql`select (count(*) filter (where status = 'pending'))::int as pending,
        (count(*) filter (where placed_at >= '2026-11-01T00:00:00+09:00'))::int as month,
        (sum(shop_won) filter (where status = 'completed' and placed_at >= '2026-11-01T00:00:00+09:00'))::bigint as used,
        (sum(shop_won) filter (where status = 'pending' and placed_at >= '2026-11-01T00:00:00+09:00'))::bigint as held,
        (select sum(amount_won)::bigint from settlement_lines l where l.payer_id = o.hq_id and l.status = 'eligible') as owed
      from orders o where hq_id = ${of().hq.id} group by o.hq_id`,
    { pending: integer, month: integer, used: integer, held: integer, owed: integer },
  )
  expect(board.pending.orders).toBe(rows?.pending)
  expect(sum(board.agencies, ({ orders }) => orders)).toBe(rows?.month)
  expect(board.month).toMatchObject({ usedWon: rows?.used, heldWon: rows?.held })
  expect(sum(board.settlements, ({ dueWon }) => dueWon)).toBe(rows?.owed)
  for (const field of ['allocatedWon', 'usedWon', 'heldWon', 'availableWon'] as const)
    expect(sum(board.agencies, (agency) => agency[field])).toBe(board.month[field])
})

test('at every tier, budget granted = used + held + left', async () => {
  const [hq, agency, shop] = [await hqOf(tree), await agencyOf(tree), await shopOf(tree)]
  expect(whole(hq.month)).toBe(hq.month.allocatedWon)
  for (const row of agency.shops) expect(whole(row)).toBe(row.allocatedWon)
  expect(whole(shop.budget)).toBe(shop.budget.allocatedWon)
  const leftBelow = sum(agency.shops, ({ availableWon }) => availableWon)
  expect(whole(agency.budget) + leftBelow).toBe(agency.budget.allocatedWon)
  for (const field of ['usedWon', 'heldWon'] as const)
    expect(sum(agency.shops, (row) => row[field])).toBe(agency.budget[field])
  expect(agency.shops.find(({ id }) => id === tree.r1.id)).toMatchObject(
    (({ periodEnd: _, ...budget }) => budget)(shop.budget),
  )
})

test('an agency sees what it receives, what it pays and the difference', async () => {
  const board = await agencyOf(tree)
  expect(board).toMatchObject({ receivableWon: 407_700, payableWon: 307_700, netWon: 100_000 })
  expect(board.budget).toEqual({
    allocatedWon: 9_000_000,
    usedWon: 300_000,
    heldWon: 1_200_000,
    availableWon: 3_000_000,
    periodEnd: '2026-11-30',
  })
  expect(board.shops.find(({ id }) => id === tree.r1.id)).toMatchObject({
    orders: 3,
    ordersLastMonth: 2,
    allocatedWon: 4_000_000,
    usedWon: 300_000,
    heldWon: 600_000,
    availableWon: 3_100_000,
  })
})

test('a shop sees its budget and its earnings apart, and no amount above its own', async () => {
  const board = await shopOf(tree)
  expect(board.budget).toMatchObject({ usedWon: 300_000, heldWon: 600_000 })
  expect(board.receivableWon).toBe(2 * 307_700)
  expect(board.month).toEqual({ month: '2026-11', orders: 3, completed: 1 })
  expect(board.today).toHaveLength(2)
  const { text } = await tree.r1.staff.get('dashboard')
  expect(text).not.toMatch(/\b(407700|815400|400000)\b|"gross|"margin/)
})

test('a dashboard shows nothing of another tree, and a shop’s shows nothing of a neighbour', async () => {
  for (const { admin } of [tree.hq, tree.a, tree.b, tree.r1, tree.r2, tree.rb]) {
    const { status, text } = await admin.get('dashboard')
    expect(status).toBe(200)
    for (const company of [other.hq, other.a, other.r1]) expect(text).not.toContain(company.id)
    expect(text).not.toContain(MARK)
  }
  const { text } = await tree.r1.admin.get('dashboard')
  for (const company of [tree.r2, tree.rb, tree.b]) expect(text).not.toContain(company.id)
})

test('paid lines leave the dues, and late ones are overdue', async () => {
  const october = { lines: { month: '2026-10' } }
  const payment = { ...october, paidOn: '2026-11-20', method: 'transfer', reference: 'T-1' }
  for (const { admin } of [tree.hq, tree.a]) {
    expect((await admin.post('settlements/approvals', october)).status).toBe(201)
    expect((await admin.post('settlements/payments', payment)).status).toBe(201)
    await admin.post('settlements/approvals', { lines: { month: '2026-11' } })
  }
  const board = await hqOf(tree)
  expect(board.settlements.at(-2)).toEqual({ month: '2026-10', paidWon: 407_700, dueWon: 0 })
  expect(board.nextDue).toMatchObject({ dueOn: '2026-12-31', won: 407_700 })
  expect(board.overdue).toEqual({ lines: 0, won: 0, maxDays: 0 })
  expect(await shopOf(tree)).toMatchObject({ paidThisMonthWon: 307_700, receivableWon: 307_700 })

  world.platform.clock.set('2027-01-05T03:00:00.000Z')
  const late = await hqOf(tree)
  expect(late.overdue).toEqual({ lines: 2, won: 407_700, maxDays: 5 })
  expect(late.nextDue).toBeNull()
})

test('a new order counts at once, also when it is committed just after the end of its week', async () => {
  const { clock } = world.platform
  const weeksNow = async () =>
    (await hqOf(other)).agencies.find(({ id }) => id === other.a.id)?.weeks
  const policyId = (await other.r1.admin.get('policies')).body.items[0].id
  clock.set(NOON)
  expect((await weeksNow())?.at(-1)).toBe(3)
  await place(other, other.r1, policyId)
  expect((await weeksNow())?.at(-1)).toBe(4)

  const monday = '2026-11-22T15:00'
  clock.set(`${monday}:30.000Z`)
  expect((await weeksNow())?.slice(-2)).toEqual([4, 0])
  // The order is placed on Sunday, but committed after the first reading of Monday.
  clock.set('2026-11-22T14:59:59.900Z')
  await place(other, other.r1, policyId)
  clock.set(`${monday}:40.000Z`)
  expect((await weeksNow())?.slice(-2)).toEqual([5, 0])

  clock.set('2026-11-23T03:00:00.000Z')
  expect((await weeksNow())?.slice(-2)).toEqual([5, 0])
  await place(other, other.r2, policyId)
  expect((await weeksNow())?.slice(-2)).toEqual([5, 1])
})

test('the feed shows trade events only; people, sign-ins and reveals are in the audit log', async () => {
  const reply = await world.call('auth/login', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 't1-h-admin', password: PASSWORD }),
  })
  expect(reply.status).toBe(200)
  const { activity } = await hqOf(tree)
  const rows = await rowsOf(
    world.platform.db,
    sql`select id, action from audit_events where hq_id = ${tree.hq.id} order by id desc limit 200`,
    { id: text, action: text },
  )
  expect(rows.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['auth.login', 'company.create']),
  )
  const tradeEvents = rows.filter(({ action }) =>
    /^(order|rebate|settlement|policy)\./.test(action),
  )
  expect(activity.map(({ id }) => id)).toEqual(tradeEvents.slice(0, 10).map(({ id }) => id))
  for (const { facts } of activity)
    for (const name of Object.keys(facts))
      expect(['number', 'totalWon', 'companies', 'version']).toContain(name)
})
