import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowsOf } from '#db/rows.ts'
import { integer, listOf, nullable, objectOf, oneOf, text } from '#db/values.ts'
import { CARRIERS, CUSTOMER_TYPES, JOIN_TYPES, SUPPORT_TYPES } from '#db/words.ts'
import { PASSED_ON, sparseGross, untied } from '#tests/sparse-prices.ts'
import type { Steps } from '../drafts/contract.ts'
import { type Axes, segmentOf } from '../policies/axes.ts'
import { type Cell, type Gross, indexGross, priceOf } from '../policies/rebate.ts'
import { openStage, type Stage } from './impact.fixture.ts'

// What a draft would cost, through the front door: past orders, a draft, its replay and the result.

let the: Stage
let hq: Stage['tree']['hq']['admin']
const ids: string[] = []
beforeAll(async () => {
  the = await openStage()
  hq = the.tree.hq.admin
  const wishes = [
    {},
    { supportType: 'none' },
    { deviceId: the.devices[1] },
    { deviceId: the.devices[1], joinType: 'new', supportType: 'selective' },
    { planId: the.tree.kt77, additions: ['보험'] },
    { planId: the.tree.lgu44, joinType: 'device_change', contractMonths: 12 },
    { customerType: 'corporate', contractMonths: 12 },
  ]
  for (const shop of the.shops)
    for (const wish of wishes) ids.push(await the.order(shop.admin, wish))
  ids.push(await the.order(the.shops[0]?.admin ?? hq, {}))
  await the.tomorrow()
})
afterAll(() => the.world.close())

const ORDER = {
  agencyId: text,
  retailId: text,
  carrier: oneOf(CARRIERS),
  planId: text,
  planFeeWon: integer,
  deviceId: nullable(text),
  joinType: oneOf(JOIN_TYPES),
  supportType: oneOf(SUPPORT_TYPES),
  customerType: oneOf(CUSTOMER_TYPES),
  months: integer,
  additions: nullable(listOf(objectOf({ name: text }))),
  grossWon: integer,
}
/** Submitted orders as they were booked, one by one. */
const ordersNow = () =>
  rowsOf(
    the.world.platform.db,
    sql`select agency_id as "agencyId", retail_id as "retailId", carrier, plan_id as "planId", plan_fee_won as "planFeeWon",
        device_id as "deviceId", join_type as "joinType", support_type as "supportType", customer_type as "customerType",
        contract_months as months, pricing->'additions' as additions, gross_won as "grossWon"
      from orders where status not in ('rejected', 'cancelled')`,
    ORDER,
  )

/** Each order alone, by the price rule: what the result must say. */
async function bruteForce(gross: Gross) {
  const index = indexGross(gross)
  const passedOn = PASSED_ON
  const sums = { orders: 0, unmatched: 0, closed: 0, beforeWon: 0, afterWon: 0 }
  for (const order of await ordersNow()) {
    if (gross.carrier !== 'all' && gross.carrier !== order.carrier) continue
    sums.orders++
    const price = priceOf(index, passedOn, {
      ...order,
      segment: segmentOf(order.customerType),
      simType: 'esim',
      additions: (order.additions ?? []).map(({ name }) => name),
    })
    if (!('refused' in price)) {
      sums.beforeWon += order.grossWon
      sums.afterWon += price.grossWon
    } else if (price.refused === 'closed') sums.closed++
    else sums.unmatched++
  }
  return sums
}

/** The sheet without cells that tie, which nobody may replay. */
function settled({ cells, closed, deviceGroups }: Gross) {
  const all: (Axes & { amountWon?: number })[] = [...cells, ...closed]
  const kept = untied(all, { deviceGroups })
  return {
    cells: kept.filter((cell): cell is Cell => cell.amountWon !== undefined),
    closed: kept.filter(({ amountWon }) => amountWon === undefined),
  }
}

/** Replays the draft and returns its result. */
async function replayed(draftId: string, days = 7) {
  const started = await the.start(draftId, days)
  expect([started.status, started.body.status]).toEqual([202, 'queued'])
  await the.work()
  const { run, last } = await the.view(draftId, days)
  expect(run).toMatchObject({ id: started.body.id, status: 'completed', doneDays: days })
  return last
}

describe('a replay', () => {
  test('of random prices is the sum of each order priced alone', async () => {
    const names = {
      plans: [the.tree.skt99, the.tree.kt77, the.tree.lgu44],
      planGroups: [{ name: '온라인', planIds: [the.tree.lgu44] }],
      devices: the.devices,
      deviceGroups: [{ name: '별빛', deviceIds: [the.devices[0] ?? ''] }],
    }
    const occurred = new Set<string>()
    await fc.assert(
      fc.asyncProperty(sparseGross(names), async (drawn) => {
        const untiedOnes = settled(drawn)
        // A sheet prices something.
        const leastWon = untiedOnes.cells.length > 0 ? null : 20_000
        const flatWon = drawn.flatWon === null ? leastWon : Math.abs(drawn.flatWon)
        const gross = { ...drawn, ...untiedOnes, flatWon }
        const {
          agencyOverrides: _,
          simAdjustmentWon: __,
          rounding,
          flatWon: ___,
          marginFloorWon: _least,
          marginCeilingWon: _most,
          ...prices
        } = gross
        const draftId = await the.draft({
          prices: { ...(prices as Steps['prices']), joinType: 'all', lowestWon: -50_000 },
          terms: { rounding, flatWon },
        })
        const { result } = await replayed(draftId)
        const { unmatchedWon: ____, closedWon: _____, risen, fallen, ...totals } = result.totals
        for (const field of ['unmatched', 'closed', 'afterWon'] as const)
          if (totals[field] !== 0) occurred.add(field)
        expect(totals).toEqual(await bruteForce(gross))
        expect(risen + fallen).toBeLessThanOrEqual(totals.orders)
        for (const agency of result.agencies)
          for (const field of ['orders', 'unmatched', 'closed', 'beforeWon', 'afterWon'])
            expect(
              agency.shops.reduce(
                (sum: number, shop: Record<string, number>) => sum + (shop[field] ?? 0),
                0,
              ),
            ).toBe(agency[field])
      }),
      { numRuns: 25 },
    )
    expect([...occurred].toSorted()).toEqual(['afterWon', 'closed', 'unmatched'])
  })

  test('of the published version itself changes nothing, to the won', async () => {
    const { body } = await hq.post('policies/drafts', { nextVersionOf: the.policyId })
    const { result, isFresh } = await replayed(body.id)
    const { totals } = result
    expect(isFresh).toBe(true)
    expect(totals).toMatchObject({ orders: ids.length, unmatched: 0, risen: 0, fallen: 0 })
    expect(totals.afterWon - totals.beforeWon).toBe(0)
    expect(totals.beforeWon).toBeGreaterThan(0)
  })
})

describe('the orders of a replay', () => {
  const everything = { cells: [], flatWon: 50_000 }
  const draftOf = (change: Partial<Steps> = {}) =>
    the.draft({
      prices: { joinType: 'all', carrier: 'all', months: [12, 24], cells: [] },
      terms: { rounding: 'up', flatWon: everything.flatWon },
      ...change,
    })
  const ordersIn = async (draftId: string) => (await replayed(draftId)).result.totals.orders

  test('are those of its agencies, shops, carrier and join type', async () => {
    const { a, r1 } = the.tree
    const all = (await ordersNow()).length
    expect(await ordersIn(await draftOf())).toBe(all)
    const own = (await ordersNow()).filter(({ agencyId }) => agencyId === a.id)
    const targets = { targets: [a.id], exclusions: [] }
    expect(await ordersIn(await draftOf({ targets }))).toBe(own.length)
    const others = own.filter(({ retailId }) => retailId !== r1.id)
    const without = { targets: [a.id], exclusions: [r1.id] }
    expect(await ordersIn(await draftOf({ targets: without }))).toBe(others.length)
    const prices: Steps['prices'] = { carrier: 'kt', joinType: 'mnp', months: [12, 24], cells: [] }
    const kt = (await ordersNow()).filter((order) => order.planId === the.tree.kt77)
    expect(await ordersIn(await draftOf({ prices }))).toBe(kt.length)
  })

  test('are submitted ones of days that are over: not of today, not cancelled, not rejected', async () => {
    const before = await ordersIn(await draftOf())
    const shop = the.shops[1]?.admin ?? hq
    const id = await the.order(shop)
    expect(await ordersIn(await draftOf())).toBe(before)
    await the.tomorrow()
    expect(await ordersIn(await draftOf())).toBe(before + 1)
    await shop.post(`orders/${id}/cancellation`, { version: 1, reason: '변심' })
    expect(await ordersIn(await draftOf())).toBe(before)
    const other = await the.order(shop)
    await the.tomorrow()
    expect(await ordersIn(await draftOf())).toBe(before + 1)
    await hq.post(`orders/${other}/rejection`, { version: 1, reason: '서류 미비' })
    expect(await ordersIn(await draftOf())).toBe(before)
  })

  test('are of whole days in Seoul, from midnight to midnight', async () => {
    const { clock } = the.world.platform
    const shop = the.shops[2]?.admin ?? hq
    for (const at of ['14:59:59.999', '15:00:00.000']) {
      clock.set(`2026-12-10T${at}Z`)
      await the.order(shop)
    }
    clock.set('2026-12-11T14:59:59.999Z')
    await the.order(shop)
    // Noon of the 13th in Seoul: of the three, one was placed on the 10th and two on the 11th.
    clock.set('2026-12-13T03:00:00Z')
    const draftId = await draftOf()
    const ordersOf = async (days: number) => (await replayed(draftId, days)).result.totals.orders
    expect([await ordersOf(1), await ordersOf(2), await ordersOf(3)]).toEqual([0, 2, 3])
  })

  test('of a next version are those of its policy, whatever else its agencies sold', async () => {
    const other = await the.tree.publish({ flatWon: 1_000, form: [] })
    const next = (await hq.post('policies/drafts', { nextVersionOf: the.policyId })).body.id
    const before = await ordersIn(next)
    await the.order(the.shops[0]?.admin ?? hq, { policyId: other, deviceId: undefined })
    await the.tomorrow()
    expect(await ordersIn(next)).toBe(before)
    expect(await ordersIn(await draftOf())).toBeGreaterThan(before)
  })

  test('of what succeeds a policy are those of that policy, until the draft no longer follows it', async () => {
    const next = (await hq.post('policies/drafts', { nextVersionOf: the.policyId })).body.id
    const { id, steps } = (await hq.post('policies/drafts', { succeeds: the.policyId })).body
    const { result } = await replayed(id)
    expect(result.totals.orders).toBe(await ordersIn(next))
    // A copy changes nothing, to the won.
    expect(result.totals.afterWon).toBe(result.totals.beforeWon)
    const payload = { ...steps.activation, succeeds: null }
    await hq.send('PATCH', `policies/drafts/${id}/steps/activation`, { version: 1, payload })
    expect((await the.view(id, 7)).last.isFresh).toBe(false)
    expect(await ordersIn(id)).toBeGreaterThan(result.totals.orders)
  })

  test('of what succeeds a smaller policy are also those of the agencies that it adds', async () => {
    const { a, b } = the.tree
    const small = await the.tree.publish({ targets: [b.id], joinType: 'mnp', form: [] })
    const { id, steps } = (await hq.post('policies/drafts', { succeeds: small })).body
    const saved = async (of: string, step: string, payload: object) => {
      const { version } = (await hq.get(`policies/drafts/${of}`)).body
      await hq.send('PATCH', `policies/drafts/${of}/steps/${step}`, { version, payload })
      return ordersIn(of)
    }
    // What its agencies sell by other policies stays with those.
    expect(await ordersIn(id)).toBe(0)
    const alone = await draftOf()
    const prices = { ...steps.prices, joinType: 'mnp' }
    await saved(alone, 'prices', prices)
    const ofA = await saved(alone, 'targets', { targets: [a.id], exclusions: [] })
    expect(ofA).toBeGreaterThan(0)
    expect(await saved(id, 'targets', { targets: [a.id, b.id], exclusions: [] })).toBe(ofA)
  })
})

describe('a result', () => {
  test('says when the draft changed since, and by how many cells', async () => {
    const prices = {
      ...{ carrier: 'all', joinType: 'all', bandsWon: [99_000], months: [12, 24] },
      cells: [{ carrier: 'all', bandWon: 99_000, amountWon: 200_000 }],
    } as Steps['prices']
    const draftId = await the.draft({ prices })
    expect(await replayed(draftId)).toMatchObject({ isFresh: true, changedCells: 0 })
    const save = (version: number, step: string, payload: object) =>
      hq.send('PATCH', `policies/drafts/${draftId}/steps/${step}`, { version, payload })
    // A title costs nothing.
    await save(6, 'activation', { title: '다른 제목' })
    expect((await the.view(draftId, 7)).last).toMatchObject({ isFresh: true, changedCells: 0 })
    const cells = [
      { carrier: 'all', bandWon: 99_000, amountWon: 210_000 },
      { carrier: 'kt', bandWon: 99_000, amountWon: 220_000 },
    ]
    await save(7, 'prices', { ...prices, cells })
    expect((await the.view(draftId, 7)).last).toMatchObject({ isFresh: false, changedCells: 2 })
    // One that cannot be read any more: the last result stays, and another replay is refused with its place.
    await save(8, 'prices', { ...prices, cells: [{ ...cells[0], amountWon: '이십만' }] })
    expect((await the.view(draftId, 7)).last).toMatchObject({ isFresh: false })
    const refused = await the.start(draftId)
    expect([refused.status, refused.body.errors[0].path]).toEqual([422, 'prices.cells.0.amountWon'])
  })

  test('is of the HQ alone: a stranger finds neither the draft nor its replay', async () => {
    const draftId = await the.draft()
    const { body } = await the.start(draftId)
    const stranger = (await the.world.mintTree()).hq.admin
    expect((await stranger.get(`impacts?draftId=${draftId}`)).status).toBe(404)
    expect((await the.start(draftId, 30, stranger)).status).toBe(404)
    expect((await stranger.post(`impacts/${body.id}/cancellation`)).status).toBe(404)
    await the.work()
  })
})
