import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import type { Steps } from './contract.ts'
import { acceptOverlaps, begin, save, stepsFor, walk } from './walk.fixture.ts'

// Decision 053: policies that can take the same order stand beside each other only if somebody said so by name.

let world: World
let tree: Tree
let hq: Tree['hq']['admin']
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const C2 = { carrier: 'skt' as const, bandWon: 99_000, months: 24, amountWon: 400_000 }
const freshTree = async () => {
  tree = await world.mintTree()
  hq = tree.hq.admin
}
/** A finished draft that accepts nothing, and its version. */
async function drafted(change: Partial<Steps> = {}) {
  const { id } = await begin(hq)
  const steps = stepsFor(tree)
  let version = 1
  for (const step of ['targets', 'form', 'prices', 'terms', 'activation'] as const) {
    const payload = { ...steps[step], ...change[step] }
    version = (await save(hq, id, step, version, payload)).body.version
  }
  return { id, version }
}
const publish = ({ id, version }: { id: string; version: number }, more: object = {}) =>
  hq.post(`policies/drafts/${id}/publication`, { version, ...more })
const eventsOf = async (id: string) =>
  (await hq.get(`policies/${id}/events?kind=alongside`)).body.items.map(
    ({ otherId }: { otherId: string }) => otherId,
  )

describe('a draft that takes the orders of other policies', () => {
  beforeAll(freshTree)

  test('is refused with their names and agencies, and published once they are accepted by name', async () => {
    const title = '11월 SKT'
    const other = await tree.publish({ title, targets: [tree.a.id, tree.b.id] })
    const draft = await drafted()
    const refused = await publish(draft)
    expect([refused.status, refused.body.code, refused.body.facts]).toEqual([
      ...[409, 'conflict', { overlaps: 1 }],
    ])
    expect(refused.body.errors).toEqual([
      {
        ...{ path: 'activation.alongside', code: 'overlap' },
        message: `“${title}” (${other}) takes the same orders of 1 of the agencies. Change one of them, or name it in alongside.`,
      },
    ])
    const { items } = (await hq.get(`policies/drafts/${draft.id}/overlaps`)).body
    expect(items).toMatchObject([{ id: other, title, agencies: 1 }])
    const version = await acceptOverlaps(hq, draft.id)
    // One that appears afterwards is asked about again.
    const later = await tree.publish({ targets: [tree.a.id] })
    expect((await publish({ ...draft, version })).body.facts).toEqual({ overlaps: 1 })
    const again = await acceptOverlaps(hq, draft.id)
    const published = await publish({ ...draft, version: again })
    expect(published.status).toBe(201)
    const { id } = published.body
    expect((await eventsOf(id)).toSorted()).toEqual([other, later].toSorted())
    expect([await eventsOf(other), await eventsOf(later)]).toEqual([[id], [id]])
  })

  test('at other places of the matrix only does not overlap', async () => {
    await freshTree()
    await tree.publish({ cells: [C2], months: [24], targets: [tree.a.id] })
    const cells = [{ ...C2, supportType: 'public' as const, months: 12 as const }]
    const draft = await drafted({ prices: { months: [12], cells } })
    expect((await hq.get(`policies/drafts/${draft.id}/overlaps`)).body.items).toEqual([])
    expect((await publish(draft)).status).toBe(201)
  })

  test('does not overlap with one that has ended, also if its own start is written before that end', async () => {
    await freshTree()
    const { clock } = world.platform
    const inDays = (days: number) =>
      new Date(clock.now().getTime() + days * 86_400_000).toISOString()
    const written = inDays(-1)
    await tree.publish({ targets: [tree.a.id], validFrom: inDays(-2), validTo: inDays(1) })
    // No job has marked it as expired yet.
    clock.advance(2 * 86_400)
    const draft = await drafted({ terms: { validFrom: written } })
    expect((await hq.get(`policies/drafts/${draft.id}/overlaps`)).body.items).toEqual([])
    expect((await publish(draft)).status).toBe(201)
  })

  test('does not overlap with the policy that it follows', async () => {
    await freshTree()
    const before = await tree.publish({ targets: [tree.a.id], validFrom: '2026-11-01T00:00:00Z' })
    const { id, steps } = await begin(hq, { succeeds: before })
    const activation = { ...steps.activation, title: '다음 달' }
    const { version } = (await save(hq, id, 'activation', 1, activation)).body
    const reply = await publish({ id, version })
    expect([reply.status, reply.body.succeeds?.id]).toEqual([201, before])
  })

  test('is never anybody else’s business: a stranger’s policy in alongside accepts nothing', async () => {
    await freshTree()
    const foreign = await (await world.mintTree()).publish()
    await tree.publish({ targets: [tree.a.id] })
    const draft = await drafted({ activation: { title: '둘', alongside: [foreign] } })
    expect((await publish(draft)).body.facts).toEqual({ overlaps: 1 })
  })
})

describe('a next version', () => {
  test('has to accept only what its cells newly meet', async () => {
    await freshTree()
    const closed = { ...C2, months: 24 }
    const id = await tree.publish({ cells: [closed], months: [12, 24], targets: [tree.a.id] })
    const same = await tree.publish({ cells: [closed], months: [24], targets: [tree.a.id] })
    const other = await tree.publish({
      ...{ cells: [{ ...C2, months: 12 }], months: [12], targets: [tree.a.id] },
    })
    const { id: draftId, steps } = await begin(hq, { nextVersionOf: id })
    const policyVersion = (await hq.get(`policies/${id}`)).body.version
    const cells = [...steps.prices.cells, { ...C2, months: 12 }]
    const { version } = (await save(hq, draftId, 'prices', 1, { ...steps.prices, cells })).body
    const { items } = (await hq.get(`policies/drafts/${draftId}/overlaps`)).body
    expect(items.map((one: { id: string }) => one.id)).toEqual([other])
    expect(items).not.toContainEqual(expect.objectContaining({ id: same }))
    const refused = await publish({ id: draftId, version }, { policyVersion })
    expect(refused.body.errors).toMatchObject([{ path: 'activation.alongside' }])
    const accepted = await acceptOverlaps(hq, draftId)
    expect((await publish({ id: draftId, version: accepted }, { policyVersion })).status).toBe(201)
    expect([await eventsOf(id), await eventsOf(same)]).toEqual([[other], []])
  })
})

describe('a publication without a draft', () => {
  test('is not asked, and learns of the overlaps; one that names any is', async () => {
    await freshTree()
    const other = await tree.publish({ targets: [tree.a.id] })
    const { policy } = { policy: (await hq.get(`policies/${other}`)).body }
    const input = {
      ...{ title: '프로그램', carrier: 'all', joinType: 'all', form: [], targets: [tree.a.id] },
      ...{ bandsWon: policy.bandsWon, months: policy.months, cells: policy.hq.cells },
    }
    const asked = await hq.post('policies', { ...input, alongside: [] })
    expect([asked.status, asked.body.errors[0].path]).toEqual([409, 'alongside'])
    const lenient = await hq.post('policies', input)
    expect(lenient.body.overlaps).toMatchObject([{ id: other, agencies: 1 }])
    expect(await eventsOf(lenient.body.id)).toEqual([])
    const named = { ...input, title: '이름', alongside: [other, lenient.body.id] }
    const strict = await hq.post('policies', named)
    expect(strict.status).toBe(201)
    expect((await eventsOf(strict.body.id)).length).toBe(2)
  })
})

describe('an approval', () => {
  test('is not asked for what would be refused: limits, overlaps, the title, a company', async () => {
    await freshTree()
    const ask = ({ id, version }: { id: string; version: number }) =>
      hq.post(`policies/drafts/${id}/approval-requests`, { version })
    const same = async (change: Partial<Steps>) => {
      const draft = await drafted(change)
      const [asked, published] = [await ask(draft), await publish(draft)]
      const told = ({ status, body }: typeof asked) => [status, body.code, body.errors]
      expect(told(asked)).toEqual(told(published))
      return asked.body.errors.map(({ path }: { path: string }) => path)
    }
    expect(await same({ terms: { marginFloorWon: 2, marginCeilingWon: 1 } })).toEqual([
      'terms.marginFloorWon',
    ])
    expect(await same({ targets: { targets: [tree.a.id], exclusions: [tree.rb.id] } })).toEqual([
      'targets.exclusions.0',
    ])
    const first = await walk(hq, { ...stepsFor(tree), activation: { title: '하나' } })
    expect((await publish(first)).status).toBe(201)
    expect(await same({})).toEqual(['activation.alongside'])
    const { id } = await drafted({ activation: { title: '하나' } })
    const version = await acceptOverlaps(hq, id)
    const asked = await ask({ id, version })
    expect([asked.status, asked.body.errors]).toMatchObject([
      409,
      [{ path: 'activation.title', code: 'taken' }],
    ])
  })
})
