import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import { acceptOverlaps, begin, save } from './walk.fixture.ts'

// A draft that follows a policy: what it begins with, whom it leaves out, and what publishing does.

let world: World
let tree: Tree
let hq: Tree['hq']['admin']
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
  hq = tree.hq.admin
})
afterAll(() => world.close())

const FIRST = '2026-11-30T15:00:00.000Z'
const succession = async (id: string) => (await hq.get(`policies/drafts/${id}/succession`)).body

describe('a draft that succeeds a policy', () => {
  test('is a copy with a title of its own that starts on the first of the next month', async () => {
    const before = await tree.publish({ title: 'SKT 단가표 (11월)' })
    const draft = await begin(hq, { succeeds: before })
    expect(draft.policyId).toBeNull()
    expect(draft.steps.activation).toMatchObject({ title: 'SKT 단가표 (12월)', succeeds: before })
    expect(draft.steps.terms).toMatchObject({ validFrom: FIRST, validTo: null })
    const { version } = draft
    const reply = await hq.post(`policies/drafts/${draft.id}/publication`, { version })
    expect([reply.status, reply.body.succeeds]).toMatchObject([201, { id: before }])
    expect((await hq.get(`policies/${before}`)).body.validTo).toBe(FIRST)
  })

  test('is one of three ways to begin from a policy', async () => {
    const id = await tree.publish()
    for (const both of [
      { copyOf: id, succeeds: id },
      { nextVersionOf: id, succeeds: id },
    ])
      expect((await hq.post('policies/drafts', both)).status).toBe(422)
    const stranger = (await world.mintTree()).hq.admin
    expect((await stranger.post('policies/drafts', { succeeds: id })).status).toBe(404)
  })

  test('no longer follows once that is removed', async () => {
    const before = await tree.publish()
    const { id, steps } = await begin(hq, { succeeds: before })
    await save(hq, id, 'activation', 1, { ...steps.activation, succeeds: null })
    expect((await succession(id)).predecessor).toBeNull()
    const version = await acceptOverlaps(hq, id)
    const reply = await hq.post(`policies/drafts/${id}/publication`, { version })
    expect([reply.status, reply.body.succeeds]).toEqual([201, null])
    expect((await hq.get(`policies/${before}`)).body.validTo).toBeNull()
  })

  test('says when the predecessor ends, or why it cannot follow', async () => {
    const before = await tree.publish()
    const { id, steps } = await begin(hq, { succeeds: before })
    const at = async (change: object, version: number) => {
      await save(hq, id, 'terms', version, { ...steps.terms, ...change })
      return (await succession(id)).predecessor
    }
    expect((await succession(id)).predecessor).toEqual({
      ...{ id: before, title: steps.prices.carrier && expect.any(String) },
      ...{ validTo: null, startsAt: FIRST, problem: null },
    })
    // Without a start it is the moment of publishing.
    expect(await at({ validFrom: null }, 1)).toMatchObject({
      startsAt: null,
      problem: 'before_start',
    })
    world.platform.clock.advance(60)
    expect((await succession(id)).predecessor).toMatchObject({ startsAt: null, problem: null })
    // So it is once the start has passed while the draft waited.
    const passed = world.platform.clock.now().toISOString()
    world.platform.clock.advance(60)
    expect(await at({ validFrom: passed }, 2)).toMatchObject({ startsAt: null, problem: null })
    await save(hq, id, 'prices', 3, { ...steps.prices, carrier: 'kt' })
    expect((await succession(id)).predecessor.problem).toBe('carrier')
    await tree.publish({ succeeds: before })
    expect((await succession(id)).predecessor.problem).toBe('ended')
  })

  test('names agencies and shops that have the predecessor and will not have it', async () => {
    const { a, b, r1, r2 } = tree
    const before = await tree.publish({ exclusions: [r1.id] })
    const { id } = await begin(hq, { succeeds: before })
    expect(await succession(id)).toMatchObject({ agencies: { count: 0 }, shops: { count: 0 } })
    // R1 never had it, so nobody takes it away.
    await save(hq, id, 'targets', 1, { targets: [a.id], exclusions: [r1.id, r2.id] })
    expect(await succession(id)).toMatchObject({
      agencies: { count: 1, shops: 1, named: [{ id: b.id, name: b.name }] },
      shops: { count: 1, named: [{ id: r2.id, name: r2.name }] },
    })
  })

  test('does not overlap with what it follows', async () => {
    const before = await tree.publish()
    const { id, steps } = await begin(hq, { succeeds: before })
    const overlaps = async () =>
      (await hq.get(`policies/drafts/${id}/overlaps`)).body.items.map(
        (one: { id: string }) => one.id,
      )
    expect(await overlaps()).not.toContain(before)
    await save(hq, id, 'activation', 1, { ...steps.activation, succeeds: null })
    expect(await overlaps()).toContain(before)
  })

  test('is previewed as following it to those who have it', async () => {
    const before = await tree.publish({ targets: [tree.a.id] })
    const { id } = await begin(hq, { succeeds: before })
    await save(hq, id, 'targets', 1, { targets: [tree.a.id, tree.b.id], exclusions: [] })
    const seenBy = async (companyId: string) =>
      (await hq.get(`policies/drafts/${id}/preview?companyId=${companyId}`)).body.succeeds
    expect(await seenBy(tree.a.id)).toMatchObject({ id: before, canOpen: true })
    expect(await seenBy(tree.b.id)).toBeNull()
  })
})
