import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import { reconcile } from '../reconciliation/reconcile.ts'

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
})
afterAll(() => world.close())

type Item = [to: { id: string }, amountWon: number]
const period = (end: string) => ({ start: '2026-11-01', end })
const given = (end: string, ...items: Item[]) => ({
  period: period(end),
  items: items.map(([{ id: companyId }, amountWon]) => ({ companyId, amountWon })),
})
const leftOf = async ({ admin }: Tree['a']) =>
  (await admin.get('rebates/balance')).body.periods.map(
    ({ end, availableWon }: { end: string; availableWon: number }) => [end, availableWon],
  )

test('each item of a distribution sees what earlier ones took, soonest end first; if one is short, none is granted', async () => {
  const { hq, a, b, r1, r2, r3 } = tree
  const allocated = await hq.admin.post(
    'rebates/allocations',
    given('2026-11-30', [a, 500], [b, 70]),
  )
  expect(allocated.body.grants).toMatchObject([
    { companyId: a.id, amountWon: 500, availableWon: 500 },
    { companyId: b.id, amountWon: 70, availableWon: 70 },
  ])
  await hq.admin.post('rebates/allocations', given('2026-12-31', [a, 1000]))

  const distribute = (...items: Item[]) =>
    a.admin.post('rebates/distributions', given('2026-11-30', ...items))
  const short = await distribute([r1, 400], [r2, 900], [r3, 201])
  expect(short.status).toBe(409)
  expect(short.body).toMatchObject({
    code: 'insufficient_balance',
    facts: { neededWon: 201, availableWon: 200, missingWon: 1 },
  })
  expect(await leftOf(a)).toEqual([
    ['2026-11-30', 500],
    ['2026-12-31', 1000],
  ])

  const done = await distribute([r1, 400], [r2, 900], [r3, 200])
  expect(done.body).toMatchObject({
    totalWon: 1500,
    grants: [{ availableWon: 400 }, { availableWon: 900 }, { availableWon: 200 }],
  })
  expect(await leftOf(a)).toEqual([
    ['2026-11-30', 0],
    ['2026-12-31', 0],
  ])
  expect(await reconcile(world.ctxOf(hq.admin.actor))).toEqual([])
})

test('the giver and the headquarters hear of it live, and a receiver only by its notification', async () => {
  const { hq, a, r1 } = tree
  /** Who hears which live events while `act` runs. */
  const heard = async (act: () => Promise<{ status: number }>) => {
    const before = world.platform.published.length
    expect((await act()).status).toBe(201)
    await world.platform.settled()
    return world.platform.published
      .slice(before)
      .map(({ companyId, type }) => `${type} ${companyId}`)
      .toSorted()
  }
  expect(
    await heard(() => hq.admin.post('rebates/allocations', given('2026-11-30', [a, 10]))),
  ).toEqual([`budget.moved ${hq.id}`, `notification.created ${a.id}`])
  expect(
    await heard(() => a.admin.post('rebates/distributions', given('2026-11-30', [r1, 10]))),
  ).toEqual(
    [`budget.moved ${a.id}`, `budget.moved ${hq.id}`, `notification.created ${r1.id}`].toSorted(),
  )
})
