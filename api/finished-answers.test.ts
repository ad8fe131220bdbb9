import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Filled, fill } from '#tests/filled.ts'
import { commandsOf, type Sample } from '#tests/samples.ts'
import { openWorld, sentBody, typeOf, type World } from '#tests/world.ts'
import { memo } from './platform/memo.ts'
import type { Platform } from './platform/platform.ts'

// Answers that a process keeps finished are sent before the framework sees the request. Nobody may notice, but by
// the time that it takes.

type Client = Filled['hq']['admin']
type Read = { who: Client; path: string; body?: object }

let first: World
let world: World
let tree: Filled
let policyId: string
/** Another policy, which no sample touches. */
let quiet: string
beforeAll(async () => {
  first = await openWorld({ connections: 4 })
  world = first
  tree = await fill(world, await world.mintTree(), '')
  policyId = tree.ids.policyId
  quiet = await tree.publish()
})
afterAll(() => first.close())

/** A process with a memory of its own, on the database and cache of the others. */
const process = (): Platform => ({ ...world.platform, memo: memo() })

const quote = (change: object = {}) => ({
  policyId,
  planId: tree.skt99,
  joinType: 'mnp',
  contractMonths: 24,
  simType: 'prepaid',
  ...change,
})

const reads = (): Read[] => [
  ...[tree.hq.admin, tree.hq.staff, tree.a.admin, tree.b.admin, tree.r1.staff, tree.rb.admin].map(
    (who) => ({ who, path: 'policies' }),
  ),
  { who: tree.hq.admin, path: 'policies?limit=1' },
  ...[tree.r1.admin, tree.r1.staff, tree.r2.staff, tree.rb.admin].flatMap((who) =>
    [policyId, quiet].map((policyId) => ({ who, path: 'quotes', body: quote({ policyId }) })),
  ),
]

/** One token for each person: another one is another credential. */
const tokens = new Map<Client, Record<string, string>>()
async function credentials(who: Client) {
  const headers = tokens.get(who) ?? (await who.credentials())
  tokens.set(who, headers)
  return headers
}

async function ask({ who, path, body }: Read, on: Platform, more: Record<string, string> = {}) {
  const headers = {
    ...(await credentials(who)),
    ...(body && { 'content-type': 'application/json', 'content-length': lengthOf(body) }),
    ...more,
  }
  const init = { method: body ? 'POST' : 'GET', headers, ...(body && { body: sentBody(body) }) }
  const response = await world.call(path, init, { on })
  return { status: response.status, text: await response.text(), headers: response.headers }
}
const now = () => world.platform.clock.now().getTime()
const lengthOf = (body: object) => String(JSON.stringify(body).length)
const said = ({ status, text }: { status: number; text: string }) =>
  `${status} ${text.replace(/"traceId":"\w+"/, '')}`

/** How many answers were sent finished. */
async function finished() {
  const text = (await world.platform.metrics.text()) ?? ''
  return Number(/^maru_cache_total\{result="finished"\} (\d+)$/m.exec(text)?.[1] ?? 0)
}
async function isFinished(read: Read, on: Platform) {
  const before = await finished()
  await ask(read, on)
  return (await finished()) > before
}
/** Asks until the answer is kept: the first request teaches the address, the second keeps. */
async function kept(read: Read, on: Platform) {
  tokens.delete(read.who)
  await ask(read, on)
  await ask(read, on)
  expect(await isFinished(read, on)).toBe(true)
}

let calls = 0
async function send({ route, who, path, body }: Sample, on: Platform) {
  const [method = ''] = route.split(' ')
  const headers = {
    ...(who && (await who.credentials())),
    ...(body && { 'content-type': typeOf(body) }),
    'idempotency-key': `finished-answers-${++calls}`,
  }
  const init = { method, headers, ...(body && { body: sentBody(body) }) }
  const response = await world.call(path, init, { on, address: `192.0.2.${calls % 250}` })
  return { status: response.status, text: await response.text() }
}

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
    expect(await finished()).toBeGreaterThan(0)
    expect(await post({ 'sec-fetch-site': 'cross-site', origin: 'https://evil.test' })).toBe(403)
    expect(await post({})).toBe(403)
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
    const { body: policy } = await tree.hq.admin.get(`policies/${policyId}`)
    const end = new Date(now() + 10_000).toISOString()
    const edited = await tree.hq.admin.send('PUT', `policies/${policyId}`, {
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

test('a quote follows each change of the catalogue that it is made from', async () => {
  const own = await openWorld({ connections: 4 })
  world = own
  tree = await fill(own, await own.mintTree(), '')
  quiet = await tree.publish()
  const on = process()
  const deviceId = (await tree.hq.admin.get('devices')).body.items[0].id
  const read = {
    ...{ who: tree.r1.staff, path: 'quotes' },
    body: quote({ policyId: quiet, deviceId, simType: 'prepaid' }),
  }
  const { admin } = tree.hq
  const plan = async () =>
    (await admin.get('plans')).body.items.find(({ id }: { id: string }) => id === tree.skt99)
  const settings = async (change: object) => {
    const { body } = await admin.get('catalog/settings')
    return admin.put('catalog/settings', {
      ...{ version: body.version, carriersOff: [], sims: [], couriers: [] },
      ...change,
    })
  }
  const rename = { category: null, description: '' }
  const sim = { kind: 'prepaid', label: null, modelCode: null, priceWon: null }
  const changes = [
    async () =>
      admin.put(`plans/${tree.skt99}`, {
        ...{ version: (await plan()).version, name: '다른 이름', active: true, ...rename },
      }),
    () => settings({ sims: [{ ...sim, offered: false }] }),
    () => settings({ sims: [{ ...sim, offered: true }] }),
    () => settings({ carriersOff: ['skt'] }),
    () => settings({}),
    async () =>
      admin.put(`plans/${tree.skt99}`, {
        ...{ version: (await plan()).version, name: '다른 이름', active: false, ...rename },
      }),
  ]
  for (const change of changes) {
    await ask(read, on)
    const before = said(await ask(read, on))
    const { status, text } = await change()
    expect(status, text).toBeLessThan(300)
    const fresh = said(await ask(read, process()))
    expect(said(await ask(read, on))).toBe(fresh)
    expect(fresh).not.toBe(before)
  }
  await own.close()
})

test('after the answer of any command no process sends an answer of before', async () => {
  const all = await openWorld({ connections: 4 })
  world = all
  tree = await fill(all, await all.mintTree(), '')
  policyId = tree.ids.policyId
  quiet = await tree.publish()
  const [writer, reader] = [process(), process()]
  const changed = new Set<string>()
  for (const sample of commandsOf(tree)) {
    const before = new Map<Read, string>()
    for (const read of reads())
      for (const on of [writer, reader]) {
        await ask(read, on)
        before.set(read, said(await ask(read, on)))
      }
    const { status, text } = await send(sample, writer)
    expect(status, `${sample.route} ${text}`).toBeLessThan(300)
    for (const [read, was] of before) {
      const fresh = said(await ask(read, process()))
      if (fresh !== was) changed.add(sample.route)
      for (const on of [writer, reader])
        expect
          .soft(
            said(await ask(read, on)),
            `${read.path} of ${read.who.actor.tier} after ${sample.route}`,
          )
          .toBe(fresh)
    }
    await all.platform.settled()
  }
  expect(await finished()).toBeGreaterThan(500)
  // Of what can change, enough does.
  expect(changed.size).toBeGreaterThan(10)
  await all.close()
})
