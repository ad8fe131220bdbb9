import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openReaders, type Read, said } from './finished-answers.fixture.ts'
import type { Platform } from './platform/platform.ts'

// Answers that a process keeps finished are sent before the framework sees the request. Nobody may notice, but by
// the time that it takes.

type Readers = Awaited<ReturnType<typeof openReaders>>
let readers: Readers
let { world, tree, quiet, process, quote, ask, finished, isFinished, kept } = {} as Readers
beforeAll(async () => {
  readers = await openReaders()
  ;({ world, tree, quiet, process, quote, ask, finished, isFinished, kept } = readers)
})
afterAll(() => world.close())

const now = () => world.platform.clock.now().getTime()

describe('an answer that was kept', () => {
  test('is sent as it was, with a time and a trace of its own', async () => {
    const on = process()
    const read = { who: tree.r1.admin, path: 'policies' }
    const first = await ask(read, on)
    await kept(read, on)
    const again = await ask(read, on, { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` })
    expect(said(again)).toBe(said(first))
    expect(again.headers.get('x-trace-id')).toBe('a'.repeat(32))
    const plain = ({ headers }: typeof first) =>
      Object.fromEntries([...headers].filter(([name]) => !/^(date|x-trace-id)$/.test(name)))
    expect(plain(again)).toEqual(plain(first))
    const etag = first.headers.get('etag') ?? ''
    const held = await ask(read, on, { 'if-none-match': etag })
    expect([held.status, held.text, held.headers.get('etag')]).toEqual([304, '', etag])
  })

  test('is kept for a page that has it and asks by its tag, as browsers do', async () => {
    const on = process()
    const read = { who: tree.r1.admin, path: 'policies' }
    const whole = await ask(read, process())
    const tag = { 'if-none-match': whole.headers.get('etag') ?? '' }
    for (let nth = 0; nth < 2; nth++) expect((await ask(read, on, tag)).status).toBe(304)
    const before = await finished()
    const held = await ask(read, on, tag)
    expect([held.status, held.text, await finished()]).toEqual([304, '', before + 1])
    // Its bytes were never made here.
    const other = await ask(read, on, { 'if-none-match': '"other"' })
    expect(said(other)).toBe(said(whole))
    expect(await isFinished(read, on)).toBe(true)
  })

  test('is logged and timed as any other', async () => {
    const on = process()
    const read = { who: tree.r1.staff, path: 'quotes', body: quote() }
    await kept(read, on)
    const line = world.platform.logged.findLast(({ event }) => event === 'request')
    const { userId, companyId } = tree.r1.staff.actor
    expect(line).toMatchObject({
      ...{ route: '/api/v2/quotes', method: 'POST', status: 200, userId, companyId },
      ...{ requestId: expect.any(String), ms: expect.any(Number) },
    })
  })

  test('is for the credential that got it', async () => {
    const on = process()
    const body = quote()
    await kept({ who: tree.r1.staff, path: 'quotes', body }, on)
    const other = { who: tree.r2.staff, path: 'quotes', body }
    expect(await isFinished(other, on)).toBe(false)
    expect((await ask(other, on)).text).not.toBe(
      (await ask({ who: tree.r1.staff, path: 'quotes', body }, on)).text,
    )
    const nobody = await world.call('policies', {}, { on })
    expect(nobody.status).toBe(401)
  })

  test('is for the question that was asked', async () => {
    const on = process()
    const ofMonths = (contractMonths: number) => ({
      who: tree.r1.staff,
      path: 'quotes',
      body: quote({ contractMonths }),
    })
    await kept(ofMonths(24), on)
    const wrong = await ask(ofMonths(36), on)
    expect(said(wrong)).toBe(said(await ask(ofMonths(36), process())))
    const none = { who: tree.r1.staff, path: 'quotes?a=1', body: quote() }
    expect(await isFinished(none, on)).toBe(false)
  })

  test('a question with a cookie is answered only for our own pages', async () => {
    const on = process()
    const { authorization = '' } = await tree.r1.staff.credentials()
    const cookie = `maru_access=${authorization.slice('Bearer '.length)}`
    const post = async (headers: Record<string, string>) => {
      const body = JSON.stringify(quote())
      const type = { 'content-type': 'application/json', 'content-length': String(body.length) }
      const init = { method: 'POST', headers: { cookie, ...type, ...headers }, body }
      const response = await world.call('quotes', init, { on })
      return response.status
    }
    const ours = { 'sec-fetch-site': 'same-origin' }
    for (let nth = 0; nth < 3; nth++) expect(await post(ours)).toBe(200)
    const withOrigin = { ...ours, origin: new URL(on.settings.publicUrl).origin }
    for (const headers of [ours, withOrigin]) {
      const before = await finished()
      expect(await post(headers)).toBe(200)
      expect(await finished()).toBe(before + 1)
    }
    expect(await post({ ...ours, origin: 'https://evil.test' })).toBe(403)
    const asAnother = { authorization: cookie.replace('maru_access=', 'Cookie ') }
    expect(await post({ ...ours, ...asAnother })).toBe(401)
    expect(await post({ 'sec-fetch-site': 'cross-site', origin: 'https://evil.test' })).toBe(403)
    expect(await post({})).toBe(403)
  })

  test('is not kept for an address longer than any of ours', async () => {
    const on = process()
    const read = { who: tree.r1.staff, path: `quotes?${'a'.repeat(3_000)}`, body: quote() }
    for (let nth = 0; nth < 3; nth++) expect((await ask(read, on)).status).toBe(200)
    expect(await isFinished(read, on)).toBe(false)
  })

  test('counts against the limit of the person', async () => {
    const on = process()
    const few = { ...on, settings: { ...on.settings, requestsPerMinute: 5 } }
    const read = { who: tree.b.staff, path: 'policies' }
    const statuses: number[] = []
    for (let nth = 0; nth < 7; nth++) statuses.push((await ask(read, few)).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429])
  })

  test('is not used while the cache is away', async () => {
    const on = process()
    const read = { who: tree.r1.admin, path: 'policies' }
    await kept(read, on)
    const version = () => Promise.reject(new Error('away'))
    const away = { ...on, cache: { ...on.cache, version } }
    const before = await finished()
    expect((await ask(read, away)).status).toBe(200)
    expect(await finished()).toBe(before)
  })

  test('is made anew after half a minute, so that a session shows life', async () => {
    const on = process()
    const read = { who: tree.r1.admin, path: 'policies' }
    await kept(read, on)
    world.platform.clock.advance(30)
    expect(await isFinished(read, on)).toBe(false)
  })
})

describe('what changes with time alone', () => {
  const shown = async (read: Read, on: Platform) => {
    const answer = await ask(read, on)
    expect(said(answer)).toBe(said(await ask(read, process())))
    return answer.text
  }

  test('a budget whose period ends', async () => {
    const on = process()
    const read = { who: tree.r1.staff, path: 'quotes', body: quote({ policyId: quiet }) }
    const untilEnd = () => new Date('2026-12-01T00:00+09:00').getTime() - now()
    world.platform.clock.advance(untilEnd() / 1000 - 10)
    await kept(read, on)
    const before = await shown(read, on)
    world.platform.clock.advance(10)
    expect(await shown(read, on)).not.toBe(before)
  })

  test('a policy that ends', async () => {
    const on = process()
    const read = { who: tree.r2.staff, path: 'quotes', body: quote() }
    const list = { who: tree.r2.staff, path: 'policies' }
    const { body: policy } = await tree.hq.admin.get(`policies/${tree.ids.policyId}`)
    const end = new Date(now() + 10_000).toISOString()
    const edited = await tree.hq.admin.send('PUT', `policies/${tree.ids.policyId}`, {
      ...{ version: policy.version, title: policy.title, description: policy.description },
      ...{ requiresReading: policy.requiresReading, validTo: end },
    })
    expect(edited.status, edited.text).toBeLessThan(300)
    await kept(read, on)
    await kept(list, on)
    const before = [await shown(read, on), await shown(list, on)]
    world.platform.clock.advance(10)
    const after = [await shown(read, on), await shown(list, on)]
    expect(after[0]).not.toBe(before[0])
    expect(after[1]).not.toBe(before[1])
  })

  test('a plan whose fee changes at an instant', async () => {
    const on = process()
    const read = { who: tree.r1.staff, path: 'quotes', body: quote({ policyId: quiet }) }
    const at = new Date(now() + 10_000).toISOString()
    const { body: plans } = await tree.hq.admin.get('plans')
    const plan = plans.items.find(({ id }: { id: string }) => id === tree.skt99)
    const changed = await tree.hq.admin.post(`plans/${tree.skt99}/changes`, {
      ...{ version: plan.version, monthlyFeeWon: 77_000, effectiveFrom: at },
      ...{ validFrom: null, validUntil: null },
    })
    expect(changed.status, changed.text).toBeLessThan(300)
    await kept(read, on)
    const before = await shown(read, on)
    world.platform.clock.advance(10)
    expect(await shown(read, on)).not.toBe(before)
  })
})
