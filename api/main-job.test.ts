import { afterAll, beforeAll, expect, test } from 'vitest'
import { c2Order, openWorld, type Tree, type World } from '#tests/world.ts'
import { reconcile } from './reconciliation/reconcile.ts'

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
})
afterAll(() => world.close())

const NOVEMBER = { start: '2026-11-01', end: '2026-11-30' }

async function balance(shop: Tree['r1']) {
  const { body } = await shop.admin.get('rebates/balance')
  return { available: body.availableWon, held: body.heldWon, used: body.usedWon }
}

async function finish(tree: Tree, id: string) {
  await tree.hq.admin.post(`orders/${id}/approval`, { version: 1 })
  await tree.hq.staff.post(`orders/${id}/shipment`, {
    version: 2,
    courier: 'cj',
    trackingNumber: '620388174402',
  })
  const done = await tree.hq.staff.post(`orders/${id}/completion`, {
    version: 3,
    activatedOn: '2026-11-20',
    activatedNumber: '01012344417',
  })
  expect(done.body).toMatchObject({ status: 'completed' })
}

test('C.2: one order through the whole chain, to the won', async () => {
  const { hq, a, r1, skt99 } = tree
  const policyId = await tree.publish()
  const rates = await a.admin.put(`policies/${policyId}/agency-rates`, {
    basedOn: 1,
    cells: [{ carrier: 'skt', bandWon: 99_000, months: 24, amountWon: 300_000 }],
  })
  expect(rates.status).toBe(200)
  await hq.admin.post('rebates/allocations', {
    period: NOVEMBER,
    items: [{ companyId: a.id, amountWon: 5_000_000 }],
  })
  await a.admin.post('rebates/distributions', {
    period: NOVEMBER,
    items: [{ companyId: r1.id, amountWon: 2_000_000 }],
  })

  const wish = { policyId, planId: skt99, joinType: 'mnp', contractMonths: 24, simType: 'prepaid' }
  const quote = await r1.staff.post('quotes', wish)
  expect(quote.body).toMatchObject({ shopWon: 300_000, simWon: 7_700, totalWon: 307_700 })
  expect(quote.text).not.toContain('400000')

  const placed = await r1.staff.post(
    'orders',
    c2Order(policyId, skt99, { expectedTotalWon: 307_700 }),
  )
  expect(placed.status).toBe(201)
  expect(placed.body).toMatchObject({
    heldWon: 300_000,
    totalWon: 307_700,
    availableWon: 1_700_000,
  })
  expect(await balance(r1)).toEqual({ available: 1_700_000, held: 300_000, used: 0 })

  await finish(tree, placed.body.id)
  expect(await balance(r1)).toEqual({ available: 1_700_000, held: 0, used: 300_000 })

  const lines = await a.admin.get(`settlements/lines?orderId=${placed.body.id}`)
  const sums = (payeeId: string) =>
    lines.body.items
      .filter((line: { payee: { id: string } }) => line.payee.id === payeeId)
      .reduce((total: number, line: { amountWon: number }) => total + line.amountWon, 0)
  expect(sums(a.id)).toBe(407_700)
  expect(sums(r1.id)).toBe(307_700)
  expect(sums(a.id) - sums(r1.id)).toBe(100_000)

  const approved = await hq.admin.post('settlements/approvals', { lines: { month: '2026-11' } })
  expect(approved.body).toMatchObject({ lineCount: 2, totalWon: 407_700 })
  const paid = await hq.admin.post('settlements/payments', {
    lines: { month: '2026-11' },
    paidOn: '2026-11-20',
    method: 'transfer',
    reference: 'KB-1',
  })
  expect(paid.body).toMatchObject({ totalWon: 407_700 })
  const own = await a.admin.post('settlements/approvals', { lines: { month: '2026-11' } })
  expect(own.body).toMatchObject({ lineCount: 2, totalWon: 307_700 })
  expect(await reconcile(world.ctxOf(hq.admin.actor))).toEqual([])
})

test('C.3: the balance table, row by row', async () => {
  const { hq, a, b, r1, r2, r3, lgu44 } = await world.mintTree()
  const fresh = { hq, a, b, r1, r2, r3, lgu44 }
  const policy = await hq.admin.post('policies', {
    title: 'C.3',
    carrier: 'all',
    joinType: 'all',
    bandsWon: [44_000],
    months: [12, 24],
    cells: [
      { carrier: 'all', bandWon: 44_000, months: 12, amountWon: 50_000 },
      { carrier: 'all', bandWon: 44_000, months: 24, amountWon: 30_000 },
    ],
    form: [],
    targets: [a.id],
  })
  await a.admin.post(`policies/${policy.body.id}/passing-on`, { basedOn: 0 })
  const table = async () => [
    (await a.admin.get('rebates/balance')).body.availableWon,
    ...(await Promise.all([r1, r2, r3].map(async (shop) => (await balance(shop)).available))),
  ]
  const period = NOVEMBER
  await hq.admin.post('rebates/allocations', {
    period,
    items: [
      { companyId: a.id, amountWon: 5_000_000 },
      { companyId: b.id, amountWon: 3_000_000 },
    ],
  })
  expect(await table()).toEqual([5_000_000, 0, 0, 0])
  await a.admin.post('rebates/distributions', {
    period,
    items: [
      { companyId: r1.id, amountWon: 2_000_000 },
      { companyId: r2.id, amountWon: 1_500_000 },
      { companyId: r3.id, amountWon: 1_000_000 },
    ],
  })
  expect(await table()).toEqual([500_000, 2_000_000, 1_500_000, 1_000_000])
  const order = (contractMonths: number) =>
    r1.admin.post('orders', {
      ...c2Order(policy.body.id, fresh.lgu44),
      form: {},
      simType: 'esim',
      joinType: 'new',
      contractMonths,
    })
  const first = await order(12)
  expect(first.body).toMatchObject({ heldWon: 50_000 })
  expect(await balance(r1)).toEqual({ available: 1_950_000, held: 50_000, used: 0 })
  const second = await order(24)
  expect(await balance(r1)).toEqual({ available: 1_920_000, held: 80_000, used: 0 })
  await finish({ ...tree, hq }, first.body.id)
  expect(await balance(r1)).toEqual({ available: 1_920_000, held: 30_000, used: 50_000 })
  await hq.admin.post(`orders/${second.body.id}/rejection`, {
    version: 1,
    reason: '신분증 사진이 흐려요',
  })
  expect(await balance(r1)).toEqual({ available: 1_950_000, held: 0, used: 50_000 })
  const refused = await a.admin.post('rebates/distributions', {
    period,
    items: [{ companyId: r1.id, amountWon: 600_000 }],
  })
  expect(refused.status).toBe(409)
  expect(refused.body).toMatchObject({
    code: 'insufficient_balance',
    facts: { neededWon: 600_000, availableWon: 500_000, missingWon: 100_000 },
  })
  expect(await table()).toEqual([500_000, 1_950_000, 1_500_000, 1_000_000])
  expect(await reconcile(world.ctxOf(hq.admin.actor))).toEqual([])
})
