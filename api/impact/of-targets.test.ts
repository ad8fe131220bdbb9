import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from './impact.fixture.ts'

// What a published policy would cost in companies that it does not reach yet, by their own past orders.

let the: Stage
let hq: Stage['tree']['hq']['admin']
let small: string
beforeAll(async () => {
  the = await openStage()
  hq = the.tree.hq.admin
  const { a, r1 } = the.tree
  // Of agency A without its shop R1; every order pays 350,000.
  small = await the.tree.publish({
    ...{ targets: [a.id], exclusions: [r1.id], flatWon: 350_000, cells: [], form: [] },
  })
  for (const shop of the.shops) await the.order(shop.admin)
  await the.order(the.shops[2]?.admin ?? hq, { supportType: 'none' })
  the.tomorrow()
})
afterAll(() => the.world.close())

const start = (targets: string[], exclusions: string[] = [], who = hq) =>
  who.post('impacts', { policyId: small, targets, exclusions, days: 7 })
const view = async (who = hq) => who.get(`impacts?policyId=${small}&days=7`)
async function result() {
  await the.work()
  return (await view()).body.last
}
const of = ({ orders, beforeWon, afterWon }: Record<string, number>) => [
  orders,
  beforeWon,
  afterWon,
]

test('counts the orders of an added agency, by whatever policy, and no others', async () => {
  const { a, b, r1, rb } = the.tree
  const { status, body } = await start([a.id, b.id], [r1.id])
  expect([status, body.policyId, body.draftId]).toEqual([202, small, null])
  const last = await result()
  // One order at 320,000 and one at 300,000, both of agency B.
  expect(of(last.result.totals)).toEqual([2, 620_000, 700_000])
  expect(last.result.agencies.map(({ id }: { id: string }) => id)).toEqual([b.id])
  expect(last.isFresh).toBe(true)
  // Its shop that stays left out does not count.
  await start([a.id, b.id], [r1.id, rb.id])
  expect(of((await result()).result.totals)).toEqual([0, 0, 0])
})

test('counts the orders of a shop that is no longer left out', async () => {
  await start([the.tree.a.id])
  expect(of((await result()).result.totals)).toEqual([1, 320_000, 350_000])
})

test('is of the policy as it is: other targets make it old', async () => {
  const { a, b, r1 } = the.tree
  await start([a.id, b.id], [r1.id])
  expect((await result()).isFresh).toBe(true)
  const { version } = (await hq.get(`policies/${small}`)).body
  await hq.put(`policies/${small}/targets`, {
    ...{ version, targets: [a.id, b.id], exclusions: [r1.id] },
  })
  expect((await view()).body.last.isFresh).toBe(false)
  const nobody = await start([a.id, b.id], [r1.id])
  expect([nobody.status, nobody.body.code]).toEqual([409, 'conflict'])
})

test('is of the HQ alone, names own companies only, and runs once at a time', async () => {
  const stranger = await the.world.mintTree()
  expect((await start([stranger.a.id], [], stranger.hq.admin)).status).toBe(404)
  expect((await view(stranger.hq.admin)).status).toBe(404)
  expect((await start([the.tree.a.id, stranger.a.id])).body.errors).toMatchObject([
    { path: 'targets.1', code: 'not_found' },
  ])
  const { a, b } = the.tree
  expect((await start([a.id, b.id])).status).toBe(202)
  expect((await start([a.id, b.id])).status).toBe(409)
  await the.work()
  for (const query of ['days=7', `policyId=${small}&draftId=${small}`])
    expect((await hq.get(`impacts?${query}`)).status).toBe(422)
})
