import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rowsOf } from '#db/rows.ts'
import { integer, text } from '#db/values.ts'
import { CARRIERS, CONTRACT_MONTHS, SIM_TYPES, type SimType } from '#db/words.ts'
import { pricesOf } from '#site/features/policies/prices.ts'
import { nextLine, nextParcel } from '#tests/numbers.ts'
import { BANDS, grossBy, sharesBy } from '#tests/price-rules.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import { systemActor } from './access/actor.ts'
import { createPlans } from './catalog/commands.ts'
import type { PolicyDetail } from './policies/contract.ts'
import { simLine } from './policies/order-facts.ts'
import type { Gross, Shares } from './policies/rebate.ts'

// Decision 031 through the front door: for any settings of HQ and its agencies, the three tiers are shown,
// a shop is quoted and charged, and the ledger holds, the same amounts.

let world: World
let tree: Tree
/** A plan of every carrier in every band, and one between two bands. */
let plans: { id: string; carrier: (typeof CARRIERS)[number]; monthlyFeeWon: number }[]
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
  const fees = [...BANDS, 60_000]
  plans = await createPlans(
    world.ctxOf(systemActor(tree.hq.id)),
    CARRIERS.flatMap((carrier) =>
      fees.map((monthlyFeeWon) => ({
        carrier,
        name: `${carrier} ${monthlyFeeWon}`,
        monthlyFeeWon,
      })),
    ),
  )
  const period = { start: '2026-11-01', end: '2026-11-30' }
  const items = (...to: Tree['r1'][]) =>
    to.map(({ id }) => ({ companyId: id, amountWon: 900_000_000 }))
  await tree.hq.admin.post('rebates/allocations', {
    period,
    items: items(tree.a, tree.b).map((item) => ({ ...item, amountWon: 2_000_000_000 })),
  })
  await tree.a.admin.post('rebates/distributions', { period, items: items(tree.r1, tree.r2) })
  await tree.b.admin.post('rebates/distributions', { period, items: items(tree.rb) })
})
afterAll(() => world.close())

type Given = { gross: Gross; a: Shares | null; b: Shares | null }
let policies = 0

/** Both agencies set their rates while HQ pays high amounts for everything; then HQ publishes the given ones. */
async function published({ gross, a, b }: Given): Promise<string> {
  const { carrier, ...rates } = gross
  const { hq } = tree
  const lavish = {
    ...{ title: `정책 ${++policies}`, carrier, joinType: 'all', form: [] },
    ...{ bandsWon: BANDS, months: CONTRACT_MONTHS, cells: [], flatWon: 9_000_000 },
    targets: [tree.a.id, tree.b.id],
  }
  const { id } = (await hq.admin.post('policies', lavish)).body
  for (const [agency, shares] of [[tree.a, a] as const, [tree.b, b] as const]) {
    if (!shares) continue
    const sold = (one: { carrier: string }) => one.carrier === 'all' || isFor(carrier, one.carrier)
    const cells = shares.cells.filter(sold)
    const shopCells = shares.shopCells
      .map((shop) => ({ ...shop, cells: shop.cells.filter(sold) }))
      .filter((shop) => shop.cells.length > 0)
    const set = [...cells, ...shares.overrides, ...shopCells]
    const isEmpty = set.length === 0 && shares.defaultWon === null
    const saved = isEmpty
      ? await agency.admin.post(`policies/${id}/passing-on`, { basedOn: 0 })
      : await agency.admin.put(`policies/${id}/agency-rates`, {
          ...shares,
          basedOn: 0,
          cells,
          shopCells,
        })
    expect(saved.status).toBe(isEmpty ? 201 : 200)
  }
  const version = { ...rates, form: [], version: 1 }
  expect((await hq.admin.post(`policies/${id}/versions`, version)).status).toBe(201)
  return id
}
const isFor = (policy: string, carrier: string) => policy === 'all' || policy === carrier

const given: fc.Arbitrary<Given> = fc
  .tuple(fc.constant(undefined))
  .chain(() =>
    fc.record({
      gross: grossBy([tree.a.id]),
      a: fc.option(sharesBy([tree.r1.id]), { nil: null, freq: 6 }),
      b: fc.option(sharesBy([]), { nil: null, freq: 6 }),
    }),
  )
  .filter(
    ({ gross }) => gross.cells.length + gross.agencyOverrides.length > 0 || gross.flatWon !== null,
  )

/** The amount of one combination on a screen, in the tab of its carrier or in the tab of all carriers. */
function shownOn(policy: PolicyDetail) {
  const { carriers, at } = pricesOf(policy)
  return (carrier: (typeof CARRIERS)[number], bandWon: number, months: number) =>
    at({ carrier: carriers[0] === 'all' ? 'all' : carrier, bandWon, months })
}

const detailOf = async (who: Tree['r1'], id: string): Promise<PolicyDetail> =>
  (await who.admin.get(`policies/${id}`)).body

/** The amounts that the orders moved in both books, and their settlement lines. */
async function moneyOf(orderIds: string[]) {
  if (orderIds.length === 0) return () => 0
  const moved = await rowsOf(
    world.platform.db,
    sql`select t.subject_id as id, a.kind::text as what, a.company_id as "companyId", sum(e.amount)::int as won from transfers t
      join entries e on e.transfer_id = t.id join accounts a on a.id = e.account_id
      where t.subject_id in ${orderIds} and a.kind in ('used', 'accrued') group by 1, 2, 3
    union all select order_id, source::text, payee_id, amount_won::int from settlement_lines where order_id in ${orderIds}`,
    { id: text, what: text, companyId: text, won: integer },
  )
  const won = new Map(moved.map((row) => [`${row.id} ${row.what} ${row.companyId}`, row.won]))
  return (id: string, what: string, company: Tree['r1']) =>
    won.get(`${id} ${what} ${company.id}`) ?? 0
}

async function complete(id: string) {
  await tree.hq.admin.post(`orders/${id}/approval`, { version: 1 })
  const trackingNumber = nextParcel()
  await tree.hq.staff.post(`orders/${id}/shipment`, { version: 2, courier: 'cj', trackingNumber })
  const activated = { activatedOn: '2026-11-20', activatedNumber: nextLine() }
  const done = await tree.hq.staff.post(`orders/${id}/completion`, { version: 3, ...activated })
  expect(done.body).toMatchObject({ status: 'completed' })
}

const ANYBODY = {
  supportType: 'none',
  form: {},
  customer: { name: '홍길동', phone: '01012344417', type: 'adult' },
}

const LINES = () =>
  [
    { shop: tree.r1, agency: tree.a },
    { shop: tree.r2, agency: tree.a },
    { shop: tree.rb, agency: tree.b },
  ] as const

test('shown, quoted, charged and booked are one amount; a combination without a shown price is refused', async () => {
  let orders = 0
  let conflicts = 0
  const holds = async (prices: Given, simType: SimType) => {
    const policyId = await published(prices)
    const { gross } = prices
    const hq = await detailOf(tree.hq, policyId)
    for (const { shop, agency } of LINES()) {
      const seenBelow = await detailOf(agency, policyId)
      const seenByShop = await detailOf(shop, policyId)
      if (seenBelow.agency?.rates === null) expect(seenByShop.shop?.cells).toEqual([])
      const [toHq, toAgency, toShop] = [shownOn(hq), shownOn(seenBelow), shownOn(seenByShop)]
      const { overrides = [], shopCells = [] } = seenBelow.agency?.rates ?? {}
      const own = [...overrides, ...shopCells].some(({ retailId }) => retailId === shop.id)
      const overridden = hq.hq?.agencyOverrides.find(({ agencyId }) => agencyId === agency.id)
      const tried = await Promise.all(
        plans.flatMap(({ id: planId, ...plan }) =>
          gross.months.map(async (contractMonths) => {
            const wish = { policyId, planId, joinType: 'new', contractMonths, simType }
            const quote = await shop.admin.post('quotes', wish)
            const order = await shop.admin.post('orders', { ...wish, ...ANYBODY })
            return { ...plan, contractMonths, quote, order }
          }),
        ),
      )
      const placed = tried.flatMap(({ order }) => (order.status === 201 ? [order.body.id] : []))
      orders += placed.length
      const [finished] = placed
      if (finished) await complete(finished)
      const won = await moneyOf(placed)
      let above = 0
      for (const { carrier, monthlyFeeWon, contractMonths, quote, order } of tried) {
        const bandWon = (quote.status === 200 ? quote.body : quote.body.facts).bandWon ?? -1
        const shown = toShop(carrier, bandWon, contractMonths)
        const below = toAgency(carrier, bandWon, contractMonths)
        if (quote.status !== 200) {
          expect([quote.status, order.status, shown]).toEqual([422, 422, undefined])
          expect(order.body.facts).toEqual(quote.body.facts)
          expect(quote.body.facts.reason).not.toMatch(/above|gross/)
          if (below?.grossWon === undefined) continue
          // HQ has a price, and the agency sees why its shop has none.
          expect(quote.body.facts.reason).toBe('cell')
          if (!own) expect(below.conflict).toBe(true)
          if (monthlyFeeWon === bandWon) above++
          continue
        }
        const { shopWon, simWon } = quote.body
        const grossWon = below?.grossWon ?? -1
        expect(simWon).toBe(simLine(simType, gross.simAdjustmentWon))
        expect(shown).toEqual({ amountWon: shopWon })
        expect(order.body).toMatchObject({ shopWon, simWon, heldWon: shopWon })
        const atHq = toHq(carrier, bandWon, contractMonths)?.amountWon
        expect(overridden ? overridden.amountWon : atHq).toBe(grossWon)
        if (!own) expect(below).toEqual({ amountWon: shopWon, grossWon, conflict: false })
        const { id } = order.body
        expect([won(id, 'order', agency), won(id, 'order', shop)]).toEqual([grossWon, shopWon])
        expect([won(id, 'sim', agency), won(id, 'sim', shop)]).toEqual([simWon, simWon])
        if (id !== finished) continue
        expect(won(id, 'used', shop)).toBe(shopWon)
        expect(won(id, 'accrued', agency)).toBe(grossWon + simWon)
        expect(won(id, 'accrued', shop)).toBe(shopWon + simWon)
      }
      const found = seenBelow.agency?.conflicts
      const ofShop = found?.overrides.find(({ retailId }) => retailId === shop.id)
      const ofCells = (found?.shopCells ?? [])
        .filter(({ retailId }) => retailId === shop.id)
        .reduce((sum, { combinations }) => sum + combinations, 0)
      const hasAmount = overrides.some(({ retailId }) => retailId === shop.id)
      const ofAll = (found?.cells.length ?? 0) + (found?.default.length ?? 0)
      const rest = hasAmount ? (ofShop?.combinations ?? 0) : ofAll
      // The cells of a shop without its own amount leave some of what every shop has to others.
      const hasCells = shopCells.some(({ retailId }) => retailId === shop.id)
      if (hasCells && !hasAmount) {
        expect(above).toBeGreaterThanOrEqual(ofCells)
        expect(above).toBeLessThanOrEqual(ofCells + rest)
      } else expect(above).toBe(ofCells + rest)
      conflicts += above
    }
  }
  await fc.assert(fc.asyncProperty(given, fc.constantFrom(...SIM_TYPES), holds), {
    numRuns: 10,
    endOnFailure: true,
  })
  // The generated cases contain both, or the test proves nothing.
  expect([orders > 0, conflicts > 0]).toEqual([true, true])
})
