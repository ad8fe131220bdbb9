import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runJob } from '#jobs/run.ts'
import { c2Order, openWorld, type Tree, type World } from '#tests/world.ts'
import { transact } from '../context.ts'
import { enqueue } from '../jobs/enqueue.ts'
import type { PolicyDetail, PolicyEvent } from './contract.ts'

let world: World
let tree: Tree
let id: string
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  tree = await world.mintTree()
  id = await tree.publish({ targets: [tree.a.id] })
  world.platform.published.splice(0)
})
afterAll(() => world.close())

const policy = async (): Promise<PolicyDetail> => (await tree.hq.admin.get(`policies/${id}`)).body
const edit = async (change: object) => {
  const { version, title, description, validTo, requiresReading } = await policy()
  const body = { version, title, description, validTo, requiresReading, ...change }
  return tree.hq.admin.put(`policies/${id}`, body)
}
const target = async (change: object) => {
  const { version, hq } = await policy()
  const body = { version, targets: hq?.targets, exclusions: hq?.exclusions, ...change }
  return tree.hq.admin.put(`policies/${id}/targets`, body)
}
const withdraw = (change: object = {}) =>
  tree.hq.admin.post(`policies/${id}/withdrawal`, { version: 1, reason: '단가 오류', ...change })
const events = async (): Promise<PolicyEvent[]> =>
  (await tree.hq.staff.get(`policies/${id}/events`)).body.items
const newsOf = async (company: Tree['r1']) => {
  const { items } = (await company.admin.get('notifications')).body
  return items.filter(({ subjectId }: { subjectId: string }) => subjectId === id)
}
const typesOf = async (company: Tree['r1']) =>
  (await newsOf(company)).map(({ type }: { type: string }) => type)

describe('an edit after the publication', () => {
  test('is recorded field by field with who, before and after; nothing else is', async () => {
    const { title } = await policy()
    const reply = await edit({ title: '새 제목', validTo: '2027-01-01T14:59:00.000Z' })
    expect([reply.status, reply.body.title, reply.body.version]).toEqual([200, '새 제목', 2])
    const [end, name, published] = await events()
    expect(published).toMatchObject({ kind: 'published', before: null, after: 1 })
    expect(name).toMatchObject({ kind: 'title', before: title, after: '새 제목' })
    expect(end).toMatchObject({ kind: 'valid_to', before: null, byName: '사람' })
    expect(end?.after).toBe('2027-01-01T14:59:00.000Z')
    expect((await edit({})).body.version).toBe(2)
    expect(await events()).toHaveLength(3)
  })

  test('tells the companies of a new end, and not of a new title', async () => {
    await edit({ title: '새 제목' })
    expect(await typesOf(tree.r1)).toEqual(['policy_assigned'])
    await edit({ validTo: '2027-01-01T14:59:00.000Z' })
    expect(await typesOf(tree.r1)).toEqual(['policy_changed', 'policy_assigned'])
  })

  test('of an older version is refused, as are a past end and a title that another policy has', async () => {
    expect((await edit({ title: '새 제목' })).status).toBe(200)
    const late = await edit({ version: 1, title: '다른 제목' })
    expect([late.body.code, late.body.facts]).toEqual(['version_conflict', { version: 2 }])
    const past = await edit({ validTo: '2020-01-01T00:00:00.000Z' })
    expect([past.status, past.body.errors[0].path]).toEqual([422, 'validTo'])
    const other = await tree.publish()
    const { title } = (await tree.hq.admin.get(`policies/${other}`)).body
    expect((await edit({ title })).body.code).toBe('conflict')
    expect(await events()).toHaveLength(2)
  })

  test('by two at once has one winner', async () => {
    const both = await Promise.all([edit({ title: '하나' }), edit({ title: '둘' })])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
  })

  test('moves the end to the minute: the shop orders until then and no longer', async () => {
    const now = world.platform.clock.now().getTime()
    await edit({ validTo: new Date(now + 60_000).toISOString() })
    const order = () => tree.r1.staff.post('orders', c2Order(id, tree.skt99))
    expect((await order()).body.code).toBe('insufficient_balance')
    world.platform.clock.advance(60)
    expect((await order()).status).toBe(404)
  })
})

describe('the targets of a published policy', () => {
  test('may grow: the new agency and its shops are told and may order', async () => {
    const { a, b, rb, r1 } = tree
    expect((await rb.admin.get(`policies/${id}`)).status).toBe(404)
    expect((await target({ targets: [a.id, b.id] })).status).toBe(200)
    expect(await typesOf(b)).toEqual(['policy_assigned'])
    expect(await typesOf(rb)).toEqual(['policy_assigned'])
    expect(await typesOf(r1)).toEqual(['policy_assigned'])
    await b.admin.post(`policies/${id}/passing-on`, { basedOn: 0 })
    expect((await rb.staff.post('orders', c2Order(id, tree.skt99))).body.code).toBe(
      'insufficient_balance',
    )
    const [added] = await events()
    expect(added).toMatchObject({ kind: 'targets', before: { only: [] }, after: { only: [b.id] } })
  })

  test('may shrink: the next order of its shops is refused at once, and they hear it', async () => {
    const { a, b, r1 } = tree
    await target({ targets: [a.id, b.id] })
    world.platform.published.splice(0)
    expect((await target({ targets: [b.id] })).status).toBe(200)
    expect((await r1.staff.post('orders', c2Order(id, tree.skt99))).status).toBe(404)
    expect((await r1.admin.get(`policies/${id}`)).status).toBe(404)
    const heard = world.platform.published.filter(({ type }) => type === 'policy.changed')
    expect(heard.map(({ companyId }) => companyId)).toContain(r1.id)
  })

  test('may leave out a shop and take it in again', async () => {
    const { r1, r2 } = tree
    expect((await target({ exclusions: [r2.id] })).status).toBe(200)
    const order = c2Order(id, tree.skt99)
    const { form: _, customer: __, ...wish } = order
    const tried = async () => [
      (await r2.admin.get(`policies/${id}`)).status,
      (await r2.staff.post('quotes', wish)).status,
      (await r2.staff.post('orders', order)).body.code,
    ]
    expect(await tried()).toEqual([404, 404, 'not_found'])
    expect((await target({ exclusions: [] })).status).toBe(200)
    expect(await tried()).toEqual([200, 200, 'insufficient_balance'])
    expect(await typesOf(r2)).toEqual(['policy_assigned', 'policy_assigned'])
    expect(await typesOf(r1)).toEqual(['policy_assigned'])
  })

  test('leave a suspended shop aside', async () => {
    const { hq, r2 } = tree
    const reached = async () => (await hq.admin.get(`policies/${id}/reach/counts`)).body.companies
    const all = await reached()
    const closed = await hq.admin.post(`companies/${r2.id}/closing`, { version: 1, reason: '휴업' })
    expect([closed.status, await reached()]).toEqual([200, all - 1])
  })

  test('are own agencies and their shops; one that is suspended meanwhile does not stand in the way', async () => {
    const { hq, a, b, rb } = tree
    const stranger = await world.mintTree()
    for (const change of [
      { targets: [stranger.a.id] },
      { exclusions: [rb.id] },
      { targets: [rb.id] },
    ])
      expect((await target(change)).status, JSON.stringify(change)).toBe(422)
    await hq.admin.post(`companies/${a.id}/closing`, { version: 1, reason: '사유' })
    expect((await target({ targets: [a.id, b.id] })).status).toBe(200)
  })
})

describe('a withdrawal', () => {
  test('needs a reason, which is shown, recorded and told to the companies', async () => {
    for (const reason of ['', ' ', 'x'.repeat(501)])
      expect((await withdraw({ reason })).status).toBe(422)
    const reply = await withdraw()
    expect([reply.status, reply.body.withdrawnBecause]).toEqual([200, '단가 오류'])
    expect((await events())[0]).toMatchObject({ kind: 'withdrawn', after: '단가 오류' })
    const [news] = await newsOf(tree.r1)
    expect(news).toMatchObject({ type: 'policy_withdrawn', params: { reason: '단가 오류' } })
  })

  test('of a policy that has not begun cancels it', async () => {
    id = await tree.publish({ validFrom: '2026-12-01T00:00:00Z' })
    expect((await withdraw()).status).toBe(200)
    expect((await events())[0]?.kind).toBe('cancelled')
    world.platform.clock.set('2026-12-02T00:00:00Z')
    expect((await tree.r1.admin.get(`policies/${id}`)).status).toBe(404)
  })

  test('is final: no edit, no targets, no second withdrawal', async () => {
    await withdraw()
    for (const again of [
      await edit({ title: '새 제목' }),
      await target({ targets: [tree.a.id, tree.b.id] }),
      await withdraw({ version: 2 }),
    ])
      expect(again.body).toMatchObject({
        code: 'invalid_transition',
        facts: { status: 'inactive' },
      })
  })
})

test('the end of a policy by the clock is an event without a person', async () => {
  const now = world.platform.clock.now().getTime()
  await edit({ validTo: new Date(now + 60_000).toISOString() })
  // At the very instant at which it ends.
  world.platform.clock.advance(60)
  const jobId = await transact(world.ctxOf(tree.hq.admin.actor), (ctx) =>
    enqueue(ctx, 'policies.expire', {}),
  )
  expect(await runJob(world.platform, jobId)).toEqual({ outcome: 'done' })
  expect((await events())[0]).toMatchObject({ kind: 'expired', byName: null })
  expect((await edit({ validTo: null })).body.code).toBe('invalid_transition')
})

test('a policy that has ended by the clock is final at once, before the job has marked it', async () => {
  const now = world.platform.clock.now().getTime()
  await edit({ validTo: new Date(now + 60_000).toISOString() })
  const told = await typesOf(tree.r1)
  world.platform.clock.advance(60)
  const { version, bandsWon, months, form } = await policy()
  for (const late of [
    await edit({ validTo: null }),
    await edit({ title: '새 제목' }),
    await target({ targets: [tree.a.id, tree.b.id] }),
    await withdraw({ version }),
    await tree.hq.admin.post(`policies/${id}/versions`, {
      ...{ version, bandsWon, months, form, cells: [], flatWon: 1_000 },
    }),
  ])
    expect(late.body).toMatchObject({ code: 'invalid_transition', facts: { status: 'expired' } })
  expect((await tree.r1.admin.get(`policies/${id}`)).status).toBe(404)
  expect(await typesOf(tree.r1)).toEqual(told)
})

test('the history belongs to the headquarters and cannot be rewritten', async () => {
  const stranger = await world.mintTree()
  expect((await stranger.hq.admin.get(`policies/${id}/events`)).status).toBe(404)
  expect((await tree.a.admin.get(`policies/${id}/events`)).status).toBe(403)
  for (const change of [sql`update policy_events set by = null`, sql`delete from policy_events`])
    await expect(world.platform.db.execute(change)).rejects.toThrow()
})
