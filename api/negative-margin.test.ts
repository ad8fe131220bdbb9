import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nextLine } from '#tests/numbers.ts'
import { C2_POLICY, c2Order, openWorld, type Tree, type World } from '#tests/world.ts'
import { reconcile } from './reconciliation/reconcile.ts'
import { settledOrders } from './settlements/settled-orders.ts'
import { settlementSheet, splitOf } from './settlements/sheet.ts'

// Decision 053: by HQ's leave an agency pays a shop more than HQ pays it, from its own pocket. The books follow
// `domain.md` C.2 and C.3 as for any other order.

let world: World
let tree: Tree
const NOVEMBER = { start: '2026-11-01', end: '2026-11-30' }
const MONTH = { lines: { month: '2026-11' } }
const SKT = { carrier: 'skt', bandWon: 99_000, months: 24 }
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
  const items = ({ id }: { id: string }) => [{ companyId: id, amountWon: 900_000_000 }]
  await tree.hq.admin.post('rebates/allocations', { period: NOVEMBER, items: items(tree.a) })
  await tree.a.admin.post('rebates/distributions', { period: NOVEMBER, items: items(tree.r1) })
})
afterAll(() => world.close())

let policies = 0
async function published(grossWon: number, marginFloorWon: number | null) {
  const { status, body } = await tree.hq.admin.post('policies', {
    ...{ ...C2_POLICY, title: `역마진 ${++policies}`, targets: [tree.a.id], form: [] },
    cells: [{ ...SKT, amountWon: grossWon }],
    marginFloorWon,
  })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body.id as string
}
const save = (id: string, rates: object) =>
  tree.a.admin.put(`policies/${id}/agency-rates`, { basedOn: 0, cells: [], ...rates })
const cell = (amountWon: number) => ({ cells: [{ ...SKT, amountWon }] })
const place = (id: string, change: object = {}) =>
  tree.r1.staff.post('orders', { ...c2Order(id, tree.skt99, change), form: {} })
async function complete(id: string) {
  await tree.hq.admin.post(`orders/${id}/approval`, { version: 1 })
  await tree.hq.staff.post(`orders/${id}/shipment`, { version: 2, noShipment: true })
  const done = await tree.hq.staff.post(`orders/${id}/completion`, {
    ...{ version: 3, activatedOn: '2026-11-20', activatedNumber: nextLine() },
  })
  expect(done.body.status).toBe('completed')
}
async function settle(who: Tree['hq'] | Tree['a']): Promise<number> {
  const approved = await who.admin.post('settlements/approvals', MONTH)
  const paid = await who.admin.post('settlements/payments', {
    ...{ ...MONTH, paidOn: '2026-11-20', method: 'transfer', reference: 'KB-1' },
  })
  expect([approved.status, paid.status]).toEqual([201, 201])
  expect(paid.body.totalWon).toBe(approved.body.totalWon)
  return paid.body.totalWon
}
const budget = async () => (await tree.r1.admin.get('rebates/balance')).body
const check = () => reconcile(world.ctxOf(tree.hq.admin.actor))

/** The margin that an order leaves, with a floor of HQ, in won. */
const drawn = fc.record({
  grossWon: fc.integer({ min: 0, max: 500_000 }),
  marginFloorWon: fc.option(fc.integer({ min: -60_000, max: 20_000 }), { nil: null, freq: 4 }),
  marginWon: fc.integer({ min: -80_000, max: 30_000 }),
  simType: fc.constantFrom('prepaid', 'postpaid', 'esim'),
})

describe('an order with a negative margin', () => {
  test('is taken as far as HQ allows, and books right from the hold to the paid settlement', async () => {
    const met = new Set<string>()
    await fc.assert(
      fc.asyncProperty(drawn, async ({ grossWon, marginFloorWon, marginWon, simType }) => {
        const floorWon = marginFloorWon ?? 0
        // HQ may not publish what leaves no amount of at least 0.
        if (grossWon - Math.max(0, floorWon) < 0 || grossWon - marginWon < 0) return
        const id = await published(grossWon, marginFloorWon)
        const shopWon = grossWon - marginWon
        const saved = await save(id, cell(shopWon))
        const isAllowed = marginWon >= floorWon
        expect(saved.status).toBe(isAllowed ? 200 : 422)
        met.add(`${isAllowed} ${Math.sign(marginWon)}`)
        if (!isAllowed) return
        const before = await budget()
        const placed = await place(id, { simType })
        const { simWon } = placed.body
        expect(placed.body).toMatchObject({ shopWon, heldWon: shopWon, totalWon: shopWon + simWon })
        expect((await budget()).availableWon).toBe(before.availableWon - shopWon)
        const seen = (await tree.a.admin.get(`orders/${placed.body.id}`)).body
        expect(seen.amounts).toMatchObject({ grossWon, shopWon, marginWon })
        await complete(placed.body.id)
        const owed = grossWon !== 0 || simWon !== 0 ? await settle(tree.hq) : 0
        const owes = shopWon !== 0 || simWon !== 0 ? await settle(tree.a) : 0
        expect([owed, owes]).toEqual([grossWon + simWon, shopWon + simWon])
        expect((await budget()).usedWon).toBe(before.usedWon + shopWon)
        expect(await check()).toEqual([])
      }),
      { numRuns: 40 },
    )
    expect([...met].toSorted()).toEqual(expect.arrayContaining(['false -1', 'true -1', 'true 1']))
  })

  test('adds up on the agency’s board, in the month’s summary and on the sheet', async () => {
    const own = await world.mintTree()
    const items = ({ id }: { id: string }) => [{ companyId: id, amountWon: 10_000_000 }]
    await own.hq.admin.post('rebates/allocations', { period: NOVEMBER, items: items(own.a) })
    await own.a.admin.post('rebates/distributions', { period: NOVEMBER, items: items(own.r1) })
    const policyId = await own.publish({ marginFloorWon: -30_000, form: [] })
    await own.a.admin.put(`policies/${policyId}/agency-rates`, { basedOn: 1, ...cell(430_000) })
    const placed = await own.r1.staff.post('orders', {
      ...c2Order(policyId, own.skt99),
      form: {},
    })
    expect(placed.body).toMatchObject({ shopWon: 430_000, simWon: 7_700 })
    const { id } = placed.body
    await own.hq.admin.post(`orders/${id}/approval`, { version: 1 })
    await own.hq.staff.post(`orders/${id}/shipment`, { version: 2, noShipment: true })
    await own.hq.staff.post(`orders/${id}/completion`, {
      ...{ version: 3, activatedOn: '2026-11-20', activatedNumber: nextLine() },
    })
    const { netWon } = (await own.a.admin.get('dashboard')).body
    expect(netWon).toBe(-30_000)
    const sheet = settlementSheet({ tier: 'hq', grants: [] })
    const asked = {
      filters: {
        dateColumn: 'eligible',
        from: '2026-11-01',
        to: '2026-11-30',
        companyId: undefined,
      },
      asOf: world.platform.clock.now(),
    } as const
    const rows = []
    for await (const batch of settledOrders(world.ctxOf(own.hq.admin.actor), asked))
      for (const order of batch) rows.push({ split: splitOf(order), order })
    expect(rows.map(({ split }) => split)).toEqual([
      { totalWon: 407_700, agencyWon: -30_000, shopWon: 437_700 },
    ])
    expect(sheet.spec.totals?.sumColumns.length).toBe(3)
  })

  test('that ends early gives everything back', async () => {
    const id = await published(100_000, -50_000)
    await save(id, cell(150_000))
    const before = await budget()
    const first = (await place(id)).body.id
    await tree.hq.admin.post(`orders/${first}/rejection`, { version: 1, reason: '사진이 흐려요' })
    const second = (await place(id)).body.id
    await tree.r1.admin.post(`orders/${second}/cancellation`, { version: 1, reason: '변심' })
    expect(await budget()).toEqual(before)
    expect(await check()).toEqual([])
  })
})

describe('HQ’s leave', () => {
  test('is a limit of the price, not of one way to set it: a shop’s amount, a default, a cell', async () => {
    const id = await published(100_000, -30_000)
    const overrides = [{ retailId: tree.r1.id, amountWon: 130_000 }]
    expect((await save(id, { defaultWon: 120_000, overrides })).status).toBe(200)
    expect((await place(id)).body.shopWon).toBe(130_000)
    const { conflicts, ...agency } = (await tree.a.admin.get(`policies/${id}`)).body.agency
    expect([conflicts.default, conflicts.overrides, agency.marginFloorWon]).toEqual([
      [],
      [],
      -30_000,
    ])
    const next = await tree.a.admin.put(`policies/${id}/agency-rates`, {
      ...{ basedOn: 1, cells: [] },
      ...{ defaultWon: 130_001, overrides: [{ retailId: tree.r1.id, amountWon: 140_000 }] },
    })
    const above = next.body.agency.conflicts
    expect(above.default).toMatchObject([{ amountWon: 130_001, grossWon: 100_000 }])
    expect(above.overrides).toMatchObject([{ amountWon: 140_000, lowestGrossWon: 100_000 }])
    expect((await place(id)).body).toMatchObject({ code: 'not_priced', facts: { reason: 'cell' } })
    const cells = await tree.a.admin.put(`policies/${id}/agency-rates`, {
      ...{ basedOn: 2, ...cell(130_001) },
    })
    expect(cells.body.errors).toMatchObject([
      { code: 'above_gross', message: 'HQ pays 100000; set at most 130000, as HQ allows.' },
    ])
  })

  test('counts for the cells of one shop as for those of every shop', async () => {
    const id = await published(100_000, -30_000)
    const ofShop = (amountWon: number) => ({
      shopCells: [{ retailId: tree.r1.id, ...cell(amountWon) }],
    })
    expect((await save(id, ofShop(130_001))).body.errors).toMatchObject([
      {
        ...{ path: 'shopCells.0.cells.0.amountWon', code: 'above_gross' },
        message: expect.stringMatching(
          /It may get at most 30000 more than HQ pays, as HQ allows: set 130000\.$/,
        ),
      },
    ])
    expect((await save(id, ofShop(130_000))).status).toBe(200)
    const order = (await place(id)).body
    expect(order.shopWon).toBe(130_000)
    const read = (await tree.r1.admin.get(`orders/${order.id}`)).text
    expect(read).not.toContain('leave')
    expect(await check()).toEqual([])
  })

  test('that ends with a version ends the orders, and those placed before keep their price', async () => {
    const id = await published(100_000, -30_000)
    await save(id, cell(130_000))
    const before = (await place(id)).body.id
    const { title: _, carrier: __, joinType: ___, ...shape } = C2_POLICY
    await tree.hq.admin.post(`policies/${id}/versions`, {
      ...{ ...shape, version: 1, form: [], cells: [{ ...SKT, amountWon: 100_000 }] },
    })
    expect((await place(id)).body.code).toBe('not_priced')
    const { conflicts } = (await tree.a.admin.get(`policies/${id}`)).body.agency
    expect(conflicts.cells).toMatchObject([{ amountWon: 130_000, grossWon: 100_000 }])
    await complete(before)
    expect(await check()).toEqual([])
  })

  test('is no reason for a rule to cost the agency money', async () => {
    const id = await published(0, -30_000)
    await save(id, { rules: [{ kind: 'percent', value: 100, roundToWon: 1 }] })
    expect((await place(id)).body).toMatchObject({ shopWon: 0 })
  })

  test('stands with the order, without which the database refuses it', async () => {
    const id = await published(100_000, -30_000)
    await save(id, cell(130_000))
    const order = (await place(id)).body.id
    const without = world.platform.db.execute(
      sql`update orders set leave_won = 29999, version = version + 1 where id = ${order}`,
    )
    await expect(without).rejects.toMatchObject({ cause: { constraint: 'orders_split' } })
  })
})
