import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { C2_POLICY } from '#tests/world.ts'
import { openStage, type Stage } from '../impact/impact.fixture.ts'
import { acceptOverlaps } from './walk.fixture.ts'

// Four eyes: a draft that costs more than the headquarters' limit is published only as a second person read it.

let the: Stage
let hq: Stage['tree']['hq']['admin']
let other: Stage['tree']['hq']['admin']
const LIMIT_WON = 50_000
beforeAll(async () => {
  the = await openStage()
  hq = the.tree.hq.admin
  other = await the.tree.hq.colleague()
  // Booked at 320,000.
  await the.order(the.shops[0]?.admin ?? hq)
  the.tomorrow()
  await limit(LIMIT_WON)
})
afterAll(() => the.world.close())

async function limit(approvalOverWon: number | null) {
  const { body } = await hq.get('companies/settings')
  const { status } = await hq.put('companies/settings', { ...body, approvalOverWon })
  expect(status).toBe(200)
}
/** A draft that pays this much for the one order, and its version. */
async function draftAt(flatWon: number, isReplayed = true) {
  const id = await the.draft({
    prices: { carrier: 'all', joinType: 'all', cells: [] },
    terms: { rounding: 'up', flatWon },
  })
  if (isReplayed) await the.start(id)
  await the.work()
  return { id, version: await acceptOverlaps(hq, id) }
}
const publish = (id: string, version: number, who = hq) =>
  who.post(`policies/drafts/${id}/publication`, { version })
const ask = (id: string, version: number, who = hq) =>
  who.post(`policies/drafts/${id}/approval-requests`, { version })
const approve = (id: string, requestId: string, version: number, who = other) =>
  who.post(`policies/drafts/${id}/approval`, { requestId, version })

describe('with a limit', () => {
  test('what rises less is published by one person; the limit itself is not above it', async () => {
    const { id, version } = await draftAt(320_000 + LIMIT_WON)
    expect((await publish(id, version)).status).toBe(201)
  })

  test('what rises more, or was not replayed, needs a second person, and says what to do', async () => {
    const costly = await draftAt(320_001 + LIMIT_WON)
    const refused = await publish(costly.id, costly.version)
    expect([refused.status, refused.body.code, refused.body.facts]).toEqual([
      409,
      'approval_required',
      { because: 'over_limit', limitWon: LIMIT_WON, riseWon: LIMIT_WON + 1 },
    ])
    const unknown = await draftAt(1_000, false)
    expect((await publish(unknown.id, unknown.version)).body.facts.because).toBe('no_replay')
    // A replay of a day ago does not count any more.
    const cheap = await draftAt(1_000)
    the.tomorrow()
    expect((await publish(cheap.id, cheap.version)).body.facts.because).toBe('no_replay')
  })

  test('only a replay of 30 days, of what the draft says now, tells what it costs', async () => {
    const short = await draftAt(1_000, false)
    await the.start(short.id, 7)
    await the.work()
    expect((await publish(short.id, short.version)).body.facts.because).toBe('no_replay')
    const raised = await draftAt(1_000)
    const { body } = await hq.send('PATCH', `policies/drafts/${raised.id}/steps/terms`, {
      ...{ version: raised.version, payload: { rounding: 'up', flatWon: 900_000 } },
    })
    expect((await publish(raised.id, body.version)).body.facts.because).toBe('no_replay')
    await the.start(raised.id)
    await the.work()
    expect((await publish(raised.id, body.version)).body.facts.because).toBe('over_limit')
  })

  test('a replay that had no order to compare tells nothing: what was published a moment ago cannot be raised alone', async () => {
    const { id, version } = await draftAt(320_000)
    const { body: policy } = await publish(id, version)
    const next = (await hq.post('policies/drafts', { nextVersionOf: policy.id })).body
    const saved = await hq.send('PATCH', `policies/drafts/${next.id}/steps/terms`, {
      ...{ version: 1, payload: { ...next.steps.terms, flatWon: 9_000_000 } },
    })
    await the.start(next.id)
    await the.work()
    expect((await the.view(next.id)).last.result.totals.orders).toBe(0)
    expect((await hq.get(`policies/drafts/${next.id}/approval`)).body).toMatchObject({
      ...{ riseWon: null, isNeeded: true },
    })
    const refused = await hq.post(`policies/drafts/${next.id}/publication`, {
      ...{ version: saved.body.version, policyVersion: policy.version },
    })
    expect(refused.body).toMatchObject({ code: 'approval_required', facts: { riseWon: null } })
  })

  test('an approval of a next version ends with the version that it was to follow', async () => {
    const draftOfNext = async (flatWon: number) => {
      const { body } = await hq.post('policies/drafts', { nextVersionOf: the.policyId })
      const terms = { ...body.steps.terms, flatWon }
      const saved = await hq.send('PATCH', `policies/drafts/${body.id}/steps/terms`, {
        ...{ version: 1, payload: terms },
      })
      return { id: body.id as string, version: saved.body.version as number }
    }
    const approved = async ({ id, version }: Awaited<ReturnType<typeof draftOfNext>>) => {
      const { request } = (await ask(id, version)).body
      expect((await approve(id, request.id, version)).status).toBe(200)
    }
    const publishNext = async ({ id, version }: Awaited<ReturnType<typeof draftOfNext>>) => {
      const policyVersion = (await hq.get(`policies/${the.policyId}`)).body.version
      return hq.post(`policies/drafts/${id}/publication`, { version, policyVersion })
    }
    const [first, second] = [await draftOfNext(41_000), await draftOfNext(42_000)]
    await approved(first)
    await approved(second)
    expect((await publishNext(first)).status).toBe(201)
    expect((await publishNext(second)).body.code).toBe('approval_required')
    await approved(second)
    expect((await publishNext(second)).status).toBe(201)
  })

  test('a second person approves exactly what was asked for, and it is published once', async () => {
    const { id, version } = await draftAt(900_000)
    const { status, body } = await ask(id, version)
    expect([status, body.request.state, body.request.isCurrent]).toEqual([201, 'requested', true])
    const { items } = (await other.get('notifications')).body
    expect(items[0]).toMatchObject({ type: 'policy_approval_requested', subjectId: id })
    // Whoever asks is no colleague of their own.
    const news = (await hq.get('notifications')).body.items
    expect(news.filter((one: { subjectId: string }) => one.subjectId === id)).toEqual([])
    expect(body.others).toBe(1)
    expect((await other.get('policies/drafts')).body.items[0]).toMatchObject({
      ...{ id, approval: 'requested' },
    })
    const own = await approve(id, body.request.id, version, hq)
    expect([own.status, own.body.facts.status]).toEqual([409, 'own'])
    expect((await publish(id, version)).body.code).toBe('approval_required')
    expect((await approve(id, body.request.id, version)).body.request.state).toBe('approved')
    expect((await approve(id, body.request.id, version)).body.code).toBe('invalid_transition')
    expect((await publish(id, version)).status).toBe(201)
    expect((await publish(id, version, other)).status).toBe(410)
  })

  test('a change after the request voids it, before and after the approval', async () => {
    const { id, version } = await draftAt(900_000)
    const { request } = (await ask(id, version)).body
    const { activation } = (await hq.get(`policies/drafts/${id}`)).body.steps
    const save = (at: number, title: string) =>
      hq.send('PATCH', `policies/drafts/${id}/steps/activation`, {
        version: at,
        payload: { ...activation, title },
      })
    const changed = (await save(version, '다른 이름')).body.version
    const stale = await approve(id, request.id, version)
    expect(stale.body.code).toBe('version_conflict')
    const late = await approve(id, request.id, changed)
    expect([late.status, late.body.facts.status]).toEqual([409, 'changed'])
    const again = (await ask(id, changed)).body.request
    expect((await approve(id, again.id, changed)).status).toBe(200)
    const after = (await save(changed, '또 다른 이름')).body.version
    expect((await publish(id, after)).body.code).toBe('approval_required')
  })

  test('a request that a later one has replaced is not decided any more', async () => {
    const { id, version } = await draftAt(900_000)
    const first = (await ask(id, version)).body.request
    const second = (await ask(id, version)).body.request
    const late = await approve(id, first.id, version)
    expect([late.status, late.body.facts.status]).toEqual([409, 'replaced'])
    const reason = { requestId: first.id, reason: '너무 올라요' }
    const refused = await other.post(`policies/drafts/${id}/refusal`, reason)
    expect([refused.status, refused.body.facts.status]).toEqual([409, 'replaced'])
    expect((await publish(id, version)).body.code).toBe('approval_required')
    expect((await approve(id, second.id, version)).status).toBe(200)
    expect((await publish(id, version)).status).toBe(201)
  })

  test('a refusal is told with its reason, and leaves the draft unpublished', async () => {
    const { id, version } = await draftAt(900_000)
    const { request } = (await ask(id, version)).body
    const { body } = await other.post(`policies/drafts/${id}/refusal`, {
      ...{ requestId: request.id, reason: '너무 올라요' },
    })
    expect(body.request).toMatchObject({ state: 'declined', reason: '너무 올라요' })
    expect((await hq.get('notifications')).body.items[0]).toMatchObject({
      type: 'policy_approval_declined',
      params: { reason: '너무 올라요' },
    })
    expect((await publish(id, version)).body.code).toBe('approval_required')
  })

  test('nothing is published beside the draft: neither a policy nor a version', async () => {
    const { a } = the.tree
    const direct = await hq.post('policies', { ...C2_POLICY, title: '바로', targets: [a.id] })
    expect([direct.status, direct.body.code]).toEqual([409, 'approval_required'])
    const { version, bandsWon, months, form } = (await hq.get(`policies/${the.policyId}`)).body
    const next = await hq.post(`policies/${the.policyId}/versions`, {
      ...{ version, bandsWon, months, form, cells: [], flatWon: 1 },
    })
    expect([next.status, next.body.code]).toEqual([409, 'approval_required'])
    await limit(null)
    expect(
      (await hq.post('policies', { ...C2_POLICY, title: '바로', targets: [a.id] })).status,
    ).toBe(201)
    await limit(LIMIT_WON)
  })
})
