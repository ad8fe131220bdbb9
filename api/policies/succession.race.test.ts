import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import { begin, save, stepsFor, walk } from '../drafts/walk.fixture.ts'
import { C2_BODY, edit, inMinutes, policyOf, withdraw } from './succession.fixture.ts'

// Whoever is second about a policy and its successor gets a sentence, and no order could have had two prices.

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld({ connections: 12 })
  tree = await world.mintTree()
})
afterAll(() => world.close())

const start = () => inMinutes(world, 60)
let titles = 0
const successor = (succeeds: string, change: object = {}) =>
  tree.hq.admin.post('policies', {
    ...{ ...C2_BODY, title: `경합 ${++titles}`, targets: [tree.a.id, tree.b.id] },
    ...{ succeeds, validFrom: start(), ...change },
  })
const policy = (id: string) => policyOf(tree.hq.admin, id)

/** Each policy with its validity, as far as it can take orders. */
const open = async (ids: string[]) =>
  (await Promise.all(ids.map(policy))).filter(({ status }) => status === 'active')

test('ten drafts succeed one policy: one is published, the others keep their drafts and learn why', async () => {
  const { admin } = tree.hq
  const before = await tree.publish()
  const drafts = []
  for (let i = 0; i < 10; i++) {
    const { terms, activation, prices, ...steps } = stepsFor(tree)
    drafts.push(
      await walk(admin, {
        ...steps,
        prices: { ...prices, carrier: 'all', joinType: 'all' },
        terms: { ...terms, validFrom: start() },
        activation: { ...activation, succeeds: before },
      }),
    )
  }
  const replies = await Promise.all(
    drafts.map(({ id, version }) => admin.post(`policies/drafts/${id}/publication`, { version })),
  )
  const published = replies.filter(({ status }) => status === 201)
  expect(published).toHaveLength(1)
  for (const { status, body } of replies.filter(({ status }) => status !== 201))
    expect([status, body.errors]).toMatchObject([
      409,
      [{ path: 'activation.succeeds', code: 'succeeded' }],
    ])
  expect((await policy(before)).succeededBy.id).toBe(published[0]?.body.id)
  const kept = await Promise.all(drafts.map(({ id }) => admin.get(`policies/drafts/${id}`)))
  expect(kept.filter(({ status }) => status === 200)).toHaveLength(9)
})

test('sent ten times at once with one key it is one successor and one end', async () => {
  const before = await tree.publish()
  const body = { ...C2_BODY, title: '한 번만', targets: [tree.a.id], succeeds: before }
  const key = { 'idempotency-key': 'succession-1' }
  const validFrom = start()
  const replies = await Promise.all(
    Array.from({ length: 10 }, () => tree.hq.admin.post('policies', { ...body, validFrom }, key)),
  )
  expect(new Set(replies.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1)
  expect((await policy(before)).version).toBe(2)
})

test.each([
  ['withdraws', (id: string) => withdraw(tree.hq.admin, id)],
  ['moves the end of', (id: string) => edit(tree.hq.admin, id, { validTo: inMinutes(world, 90) })],
  [
    'publishes a next version of',
    async (id: string) => {
      const { title: _, carrier: _c, joinType: _j, ...rates } = C2_BODY
      const { version } = await policy(id)
      return tree.hq.admin.post(`policies/${id}/versions`, { ...rates, version })
    },
  ],
])('somebody %s the predecessor while its successor is published', async (_, meanwhile) => {
  for (let round = 0; round < 8; round++) {
    const before = await tree.publish()
    const [published, other] = await Promise.all([successor(before), meanwhile(before)])
    expect([200, 201, 409, 422], other.text).toContain(other.status)
    expect([201, 409], published.text).toContain(published.status)
    // Somebody was first, and the second knows it; nothing is lost without a word.
    expect(published.status === 201 || other.status < 300).toBe(true)
    const left = await policy(before)
    if (published.status !== 201) {
      expect(published.body.errors).toMatchObject([{ path: 'succeeds', code: 'ended' }])
      continue
    }
    const after = published.body
    if (left.status === 'active')
      expect(Date.parse(left.validTo)).toBeLessThanOrEqual(Date.parse(after.validFrom))
    expect(left.succeededBy.id).toBe(after.id)
  }
})

test('a successor is withdrawn while its predecessor gets another end: one policy, one end', async () => {
  for (let round = 0; round < 8; round++) {
    const before = await tree.publish()
    const after = (await successor(before)).body
    const end = inMinutes(world, 30)
    const [gone, moved] = await Promise.all([
      withdraw(tree.hq.admin, after.id),
      edit(tree.hq.admin, before, { validTo: end }),
    ])
    expect(gone.status).toBe(200)
    const left = await policy(before)
    expect(await open([after.id])).toEqual([])
    // Either the new end was first and stays, or whoever sets it learns that the policy has changed.
    if (moved.status === 200) expect(left.validTo).toBe(end)
    else expect([moved.body.code, left.validTo]).toEqual(['version_conflict', null])
  }
})

test('a successor is withdrawn while another one follows it: never two at once', async () => {
  for (let round = 0; round < 8; round++) {
    const first = await tree.publish()
    const second = (await successor(first)).body
    const [gone, third] = await Promise.all([
      withdraw(tree.hq.admin, second.id),
      successor(second.id, { validFrom: inMinutes(world, 90) }),
    ])
    expect([gone.status, third.status].toSorted()).toEqual(
      gone.status === 200 ? [200, 409] : [201, 409],
    )
    const ids = [first, second.id, ...(third.status === 201 ? [third.body.id] : [])]
    const left = await open(ids)
    for (const [i, one] of left.entries()) {
      const next = left[i + 1]
      if (next) expect(Date.parse(one.validTo)).toBeLessThanOrEqual(Date.parse(next.validFrom))
    }
  }
})

test('a draft names only a policy of its own headquarters', async () => {
  const stranger = await world.mintTree()
  const theirs = await stranger.publish()
  const { id, version } = await begin(tree.hq.admin)
  const reply = await save(tree.hq.admin, id, 'activation', version, { succeeds: theirs })
  expect([reply.status, reply.body.errors]).toMatchObject([422, [{ path: 'payload.succeeds' }]])
})
