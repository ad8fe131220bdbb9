import { afterAll, beforeAll, expect, test } from 'vitest'
import { c2Order, openWorld, type Tree, type World } from '#tests/world.ts'
import { AgencyDashboard, HqDashboard, RetailDashboard } from './contract.ts'

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
  await world.mintTree('⟦B⟧')
  const policyId = await tree.publish()
  const { hq, a, r1, r2, skt99 } = tree
  const period = { start: '2026-11-01', end: '2026-11-30' }
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
  await a.admin.put(`policies/${policyId}/agency-rates`, {
    basedOn: 0,
    cells: [{ carrier: 'skt', bandWon: 99_000, months: 24, amountWon: 300_000 }],
  })
  const place = async (shop: Tree['r1']) =>
    (await shop.admin.post('orders', c2Order(policyId, skt99))).body.id
  const done = await place(r1)
  await place(r1)
  await place(r2)
  await hq.admin.post(`orders/${done}/approval`)
  await hq.admin.post(`orders/${done}/shipment`, { noShipment: true })
  await hq.admin.post(`orders/${done}/completion`, {
    activatedOn: '2026-11-20',
    activatedNumber: '01012344417',
  })
})
afterAll(() => world.close())

test("HQ's figures are those of the rows, and the agencies add up to the tree", async () => {
  const reply = await tree.hq.admin.get('dashboard')
  expect(reply.status).toBe(200)
  const board = HqDashboard.parse(reply.body)
  expect(board.pending.orders).toBe(2)
  expect(board.today).toEqual({ orders: 3, yesterdaySameTime: 0 })
  expect(board.month).toMatchObject({
    allocatedWon: 9_000_000,
    usedWon: 300_000,
    heldWon: 600_000,
    availableWon: 8_100_000,
  })
  expect(board.month.allocatedWon).toBe(
    board.month.usedWon + board.month.heldWon + board.month.availableWon,
  )
  expect(board.nextDue).toEqual({ dueOn: '2026-12-31', companies: 1, lines: 2, won: 407_700 })
  expect(board.queue).toHaveLength(2)
  const [first, second] = board.agencies
  expect(first).toMatchObject({ id: tree.a.id, orders: 3, usedWon: 300_000 })
  expect(first?.weeks.at(-1)).toBe(3)
  expect(second).toMatchObject({ id: tree.b.id, orders: 0, lastOrderAt: null })
  expect(board.activity.length).toBeGreaterThan(0)
  expect(board.settlements.at(-1)).toEqual({ month: '2026-11', paidWon: 0, dueWon: 407_700 })
  expect(reply.text).not.toContain('⟦B⟧')
})

test('an agency sees what comes in, goes out and stays', async () => {
  const board = AgencyDashboard.parse((await tree.a.admin.get('dashboard')).body)
  expect(board).toMatchObject({ receivableWon: 407_700, payableWon: 307_700, netWon: 100_000 })
  expect(board.budget).toMatchObject({
    allocatedWon: 9_000_000,
    availableWon: 3_000_000,
    periodEnd: '2026-11-30',
  })
  expect(board.shops.find(({ id }) => id === tree.r1.id)).toMatchObject({
    orders: 2,
    allocatedWon: 4_000_000,
    usedWon: 300_000,
    heldWon: 300_000,
    availableWon: 3_400_000,
  })
})

test('a shop sees its budget and its earnings apart, and nothing above its own amounts', async () => {
  const { body, text } = await tree.r1.staff.get('dashboard')
  const board = RetailDashboard.parse(body)
  expect(board.budget).toMatchObject({
    availableWon: 3_400_000,
    heldWon: 300_000,
    usedWon: 300_000,
  })
  expect(board.receivableWon).toBe(307_700)
  expect(board.month).toEqual({ month: '2026-11', orders: 2, completed: 1 })
  expect(board.today).toHaveLength(2)
  expect(text).not.toMatch(/\b(407700|400000)\b|"gross|"margin/)
})
