import { afterAll, beforeAll, expect, test } from 'vitest'
import { C2_POLICY, c2Order, openWorld, type Tree, type World } from '#tests/world.ts'
import { noConflicts } from './agency-conflicts.ts'

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
  const period = { start: '2026-11-01', end: '2026-11-30' }
  const items = ({ id }: { id: string }) => [{ companyId: id, amountWon: 9_000_000 }]
  await tree.hq.admin.post('rebates/allocations', { period, items: items(tree.a) })
  await tree.a.admin.post('rebates/distributions', { period, items: items(tree.r1) })
})
afterAll(() => world.close())

let policies = 0
/** Publishes a policy that no agency has priced yet. */
async function published() {
  const title = `아직 ${++policies}`
  const targets = [tree.a.id, tree.b.id]
  return (await tree.hq.admin.post('policies', { ...C2_POLICY, title, targets })).body.id as string
}
const wishOf = (policyId: string) => ({
  policyId,
  planId: tree.skt99,
  joinType: 'mnp',
  contractMonths: 24,
  simType: 'prepaid',
})
const itemOf = async (who: Tree['r1'], id: string) =>
  (await who.admin.get('policies?limit=100')).body.items.find(
    (item: { id: string }) => item.id === id,
  )

test('until its agency has decided, a shop sees no amount and cannot order', async () => {
  const id = await published()
  expect(await itemOf(tree.r1, id)).toMatchObject({ isPriced: false })
  const detail = await tree.r1.admin.get(`policies/${id}`)
  expect(detail.body).toMatchObject({ isPriced: false, shop: { cells: [] } })
  const quote = await tree.r1.admin.post('quotes', wishOf(id))
  const order = await tree.r1.admin.post('orders', c2Order(id, tree.skt99))
  for (const { body } of [quote, order])
    expect(body).toMatchObject({ code: 'not_priced', facts: { reason: 'not_decided' } })
  for (const { text } of [detail, quote, order])
    expect(text).not.toMatch(/400[,]?000|268[,]?000|50[,]?000(?!,)|gross/)
  expect(await itemOf(tree.a, id)).toMatchObject({ ratesNumber: 0 })
  const agency = await tree.a.admin.get(`policies/${id}`)
  expect(agency.body.agency).toMatchObject({ rates: null })
  expect(agency.text).toContain('400000')
})

test('the first price that a shop sees is its agency’s, as soon as that is saved', async () => {
  const id = await published()
  await tree.r1.admin.post('quotes', wishOf(id))
  const cells = [{ carrier: 'skt', bandWon: 99_000, months: 24, amountWon: 300_000 }]
  await tree.a.admin.put(`policies/${id}/agency-rates`, { basedOn: 0, cells })
  expect((await tree.r1.admin.post('quotes', wishOf(id))).body).toMatchObject({ shopWon: 300_000 })
  expect(await itemOf(tree.r1, id)).toMatchObject({ isPriced: true })
})

test('passing all on is an explicit command and applies only to the agency’s own shops', async () => {
  const id = await published()
  expect((await tree.a.staff.post(`policies/${id}/passing-on`, { basedOn: 0 })).status).toBe(403)
  const passed = await tree.a.admin.post(`policies/${id}/passing-on`, { basedOn: 0 })
  expect(passed).toMatchObject({ status: 201, body: { agency: { rates: { number: 1 } } } })
  expect((await tree.r1.admin.post('orders', c2Order(id, tree.skt99))).body).toMatchObject({
    shopWon: 400_000,
  })
  expect((await tree.rb.admin.post('quotes', wishOf(id))).body.facts).toMatchObject({
    reason: 'not_decided',
  })
  const again = await tree.a.admin.post(`policies/${id}/passing-on`, { basedOn: 0 })
  expect(again.body.code).toBe('version_conflict')
})

test('an empty table is not a decision', async () => {
  const id = await published()
  const empty = await tree.a.admin.put(`policies/${id}/agency-rates`, { basedOn: 0, cells: [] })
  expect(empty.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'cells' }] })
  expect(await itemOf(tree.r1, id)).toMatchObject({ isPriced: false })
})

test('the agency sees every own amount above HQ’s: cells, default and shop overrides', async () => {
  const id = await published()
  const at = (carrier: string, bandWon: number, months: number) => ({ carrier, bandWon, months })
  const cells = [{ ...at('all', 55_000, 12), amountWon: 50_000 }]
  const overrides = [
    { retailId: tree.r1.id, amountWon: 300_000 },
    { retailId: tree.r2.id, amountWon: 40_000 },
  ]
  await tree.a.admin.put(`policies/${id}/agency-rates`, {
    ...{ basedOn: 0, cells, defaultWon: 260_000, overrides },
  })
  const conflicts = async () => (await tree.a.admin.get(`policies/${id}`)).body.agency.conflicts
  const r1 = { retailId: tree.r1.id, amountWon: 300_000 }
  const none = noConflicts()
  // HQ pays 400,000 for skt, 268,000 for kt and 50,000 for all, which skt and kt fall back to.
  const shopAbove = [{ ...r1, combinations: 4, lowestGrossWon: 50_000, fitsWon: 50_000 }]
  expect(await conflicts()).toEqual({ ...none, overrides: shopAbove })

  const waiting = async () => (await tree.a.admin.get('dashboard/waiting')).body
  const before = await waiting()
  expect(before.prices).toBe(1)
  const { title: _, carrier: __, joinType: ___, ...rates } = C2_POLICY
  const lowered = [
    { ...at('skt', 99_000, 24), amountWon: 400_000 },
    { ...at('kt', 77_000, 24), amountWon: 250_000 },
    { ...at('kt', 55_000, 12), amountWon: 45_000 },
    { ...at('all', 55_000, 12), amountWon: 50_000 },
  ]
  world.platform.clock.advance(60)
  await tree.hq.admin.post(`policies/${id}/versions`, { ...rates, cells: lowered, version: 1 })
  expect(await conflicts()).toEqual({
    ...none,
    cells: [
      {
        ...at('kt', 55_000, 12),
        setFor: 'all',
        cell: at('all', 55_000, 12),
        amountWon: 50_000,
        grossWon: 45_000,
      },
    ],
    default: [{ ...at('kt', 77_000, 24), amountWon: 260_000, grossWon: 250_000 }],
    overrides: [{ ...r1, combinations: 4, lowestGrossWon: 45_000, fitsWon: 45_000 }],
  })
  // The menu counts what the desk lists: the cell, HQ's cell below the default, and the shop.
  expect(await waiting()).toEqual({ ...before, prices: before.prices + 2 })
  expect((await tree.a.staff.get('dashboard/waiting')).body.prices).toBe(null)
  expect((await tree.b.admin.get('dashboard/waiting')).body.prices).toBe(0)
  // Beside what HQ pays now, what it paid when the rates were saved.
  const { agency } = (await tree.a.admin.get(`policies/${id}`)).body
  expect(agency.repriced).toEqual([
    { ...at('kt', 55_000, 12), wasWon: 50_000 },
    { ...at('kt', 77_000, 24), wasWon: 268_000 },
  ])
})

test('the amount of a shop that is removed neither shows nor prevents the next save', async () => {
  const id = await published()
  const r3 = { retailId: tree.r3.id, amountWon: 30_000 }
  const overrides = [r3, { retailId: tree.r2.id, amountWon: 20_000 }]
  const save = (basedOn: number, shops: object[]) =>
    tree.a.admin.put(`policies/${id}/agency-rates`, { basedOn, cells: [], overrides: shops })
  expect((await save(0, overrides)).body.agency.rates.overrides).toEqual(overrides)
  const removed = await tree.hq.admin.post(`companies/${tree.r3.id}/removal`, { version: 1 })
  expect(removed.status).toBe(204)
  const { agency } = (await tree.a.admin.get(`policies/${id}`)).body
  expect(agency.rates.overrides).toEqual([overrides[1]])
  // The agency had the screen open when the shop was removed.
  expect((await save(1, overrides)).body.agency.rates.overrides).toEqual([overrides[1]])
  expect((await save(2, [{ ...r3, retailId: tree.rb.id }])).status).toBe(404)
})
