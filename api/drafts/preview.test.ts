import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import { save, stepsFor, walk } from './walk.fixture.ts'

// What the preview shows for a company is what the company is answered once the draft is published.

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
})
afterAll(() => world.close())

/** What a viewer sees of prices and terms; ids, times and readings belong to the publication. */
function seen({ body }: { body: Record<string, unknown> }) {
  const {
    id: _,
    version: __,
    updatedAt: ___,
    publishedAt: ____,
    validFrom: _____,
    reading,
    ...rest
  } = body
  const { hash: ______, ...read } = { hash: '', ...(reading as object) }
  return { ...rest, read }
}
const preview = (id: string, companyId: string) =>
  tree.hq.admin.get(`policies/drafts/${id}/preview?companyId=${companyId}`)

test('of a new policy: an agency with its own amount, another one, and a shop before its agency decided', async () => {
  const { hq, a, b, r1, rb } = tree
  const steps = stepsFor(tree)
  const { id, version } = await walk(hq.admin, {
    ...steps,
    targets: { targets: [a.id, b.id], exclusions: [] },
    prices: { ...steps.prices, agencyOverrides: [{ agencyId: b.id, amountWon: 390_000 }] },
  })
  const before = []
  for (const { id: companyId } of [a, b, r1, rb]) before.push(seen(await preview(id, companyId)))
  const { body } = await hq.admin.post(`policies/drafts/${id}/publication`, { version })
  const after = []
  for (const who of [a, b, r1, rb]) after.push(seen(await who.admin.get(`policies/${body.id}`)))
  expect(before).toEqual(after)
  expect(before[1]).toMatchObject({ agency: { gross: [], flatWon: 390_000 } })
})

test('of a next version: with what the agency pays its shops by now, and its conflicts', async () => {
  const { hq, a, r1, r2 } = tree
  const policyId = await tree.publish()
  await a.admin.put(`policies/${policyId}/agency-rates`, {
    ...{ basedOn: 1, overrides: [{ retailId: r2.id, amountWon: 200_000 }] },
    cells: [{ carrier: 'skt', bandWon: 99_000, months: 24, amountWon: 350_000 }],
  })
  const draft = (await hq.admin.post('policies/drafts', { nextVersionOf: policyId })).body
  const cells = [{ carrier: 'skt', bandWon: 99_000, months: 24, amountWon: 340_000 }]
  const { version } = (
    await save(hq.admin, draft.id, 'prices', 1, { ...draft.steps.prices, cells })
  ).body
  const before = []
  for (const { id } of [a, r1, r2]) before.push(seen(await preview(draft.id, id)))
  const policyVersion = (await hq.admin.get(`policies/${policyId}`)).body.version
  const published = await hq.admin.post(`policies/drafts/${draft.id}/publication`, {
    ...{ version, policyVersion },
  })
  expect(published.status).toBe(201)
  const after = []
  for (const who of [a, r1, r2]) after.push(seen(await who.admin.get(`policies/${policyId}`)))
  expect(before).toEqual(after)
  // Above what HQ will pay: the shop of the general amount loses it, the other one keeps its own.
  const [agency, general, own] = before.map((one) => JSON.stringify(one))
  expect(agency).toContain('"grossWon":340000')
  expect(general).not.toContain('350000')
  expect(own).toContain('200000')
})

test('shows no company of another headquarters, and none of its own', async () => {
  const stranger = await world.mintTree()
  const { id } = await walk(tree.hq.admin, stepsFor(tree))
  for (const companyId of [stranger.a.id, stranger.r1.id, tree.hq.id])
    expect((await preview(id, companyId)).status).toBe(404)
  expect(
    (await stranger.hq.admin.get(`policies/drafts/${id}/preview?companyId=${stranger.a.id}`))
      .status,
  ).toBe(404)
})

test('of a matrix that cannot be published says so, and makes no table of it', async () => {
  const steps = stepsFor(tree)
  const cells = Array.from({ length: 2_000 }, () => ({
    ...{ carrier: 'all' as const, deviceId: crypto.randomUUID(), amountWon: 1 },
    ...{ joinType: 'mnp' as const, supportType: 'none' as const, segment: 'business' as const },
  }))
  const { id } = await walk(tree.hq.admin, { ...steps, prices: { ...steps.prices, cells } })
  const { status, body } = await preview(id, tree.r1.id)
  expect([status, body.errors]).toEqual([
    422,
    [expect.objectContaining({ path: 'prices.cells', code: 'too_many_places' })],
  ])
})
