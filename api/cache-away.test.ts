import { createServer, type Socket } from 'node:net'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { companies } from '#db/schema/companies.ts'
import { type Filled, fill } from '#tests/filled.ts'
import { MATRIX, OPEN } from '#tests/matrix.ts'
import { readsOf, type Sample } from '#tests/samples.ts'
import { c2Order, openWorld, PASSWORD, type World } from '#tests/world.ts'
import { memo } from './platform/memo.ts'
import { nodeMetrics } from './platform/metrics-node.ts'
import type { Platform } from './platform/platform.ts'
import { overRedis, type SharedByNode } from './platform/shared-node.ts'

// A Redis that is unreachable or silent, behind the circuit that runs in production. Every read answers as
// with a cache, limits count, and the engine gets few calls.

/** The time of every read, so that clocks make no difference. */
const READ_AT = '2026-11-20T06:00:00.000Z'
/** Calls that are sent and fail before the circuit opens; later ones do not wait. */
const FAILED_MAX = 3

let world: World
let tree: Filled
let silent: { url: string; close(): Promise<void> }
beforeAll(async () => {
  world = await openWorld({ connections: 4 })
  tree = await fill(world, await world.mintTree(), '')
  silent = await openSilent()
  world.platform.clock.set(READ_AT)
})
afterAll(async () => {
  await silent?.close()
  await world?.close()
})

/** Accepts every connection and never answers, as a frozen Redis does. */
async function openSilent() {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    url: `redis://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

const ENGINES: [name: string, url: () => string][] = [
  ['refuses', () => 'redis://127.0.0.1:1'],
  ['hangs', () => silent.url],
]

describe.each(ENGINES)('with a Redis that %s', (how, url) => {
  let shared: SharedByNode
  let away: Platform
  const metrics = nodeMetrics({
    onMistake: (error) => {
      throw error
    },
  })
  beforeAll(() => {
    const { clock, log } = world.platform
    shared = overRedis(url(), { clock, log, metrics })
    const { cache, limiter } = shared
    away = { ...world.platform, cache, limiter, metrics, memo: memo() }
  })
  afterAll(() => shared.close())
  const counted = async (event: string) => {
    const text = await metrics.text()
    return Number(text?.match(`maru_circuit_total{event="${event}"} (\\d+)`)?.[1] ?? 0)
  }

  let callers = 0
  async function answerOf({ who, path }: Sample, on: Platform) {
    const headers = await who?.credentials()
    // Each call comes from another address, so that no address limit answers instead of the route.
    const address = `192.0.2.${++callers % 250}`
    const response = await world.call(path, { headers }, { on, address })
    const bytes = Buffer.from(await response.arrayBuffer())
    const isFile = response.ok && path.endsWith('/file')
    const text = bytes.toString(isFile ? 'base64' : 'utf8')
    return `${response.status} ${text.replace(/"traceId":"\w+"/, '')}`
  }

  test('every read by every person answers as with a cache', async () => {
    const { hq, a, r1 } = tree
    const readers = [hq.staff, a.admin, r1.staff]
    const reads = readsOf(tree).flatMap((read) => [
      read,
      ...(read.who ? readers.map((who) => ({ ...read, who })) : []),
    ])
    // The first read updates when each person was last seen.
    for (const read of reads) await answerOf(read, world.platform)
    await world.platform.settled()
    for (const read of reads) {
      const here = await answerOf(read, away)
      expect(here, `${read.route} ${read.path}`).toBe(await answerOf(read, world.platform))
      expect(here).not.toMatch(/^5/)
    }
    const routes = [...Object.keys(MATRIX), ...Object.keys(OPEN)].filter((route) =>
      /^GET \/api\/v[12]\//.test(route),
    )
    expect(new Set(reads.map(({ route }) => route))).toEqual(new Set(routes))
    expect(await counted('failed')).toBeLessThanOrEqual(FAILED_MAX)
    expect(await counted('refused')).toBeGreaterThan(reads.length)
  })

  test('a change of which the cache does not know is in the next answer', async () => {
    const { db } = world.platform
    const { r1, hq } = tree
    // A list shows the current names of companies.
    const look = (on: Platform) =>
      answerOf({ route: '', who: hq.admin, path: `orders?companyId=${r1.id}` }, on)
    // Values remembered earlier are not used either.
    const withMemory = { ...away, memo: world.platform.memo }
    expect(await look(world.platform)).toContain(r1.name)
    await db.update(companies).set({ name: '새 이름' }).where(eq(companies.id, r1.id))
    expect(await look(world.platform)).toContain(r1.name)
    expect(await look(withMemory)).toContain('새 이름')
    await db.update(companies).set({ name: r1.name }).where(eq(companies.id, r1.id))
  })

  test('quotes and orders are priced, signing in and out takes effect', async () => {
    const { r1, ids } = tree
    const headers = {
      ...(await r1.admin.credentials()),
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
    }
    const post = async (path: string, body: object, by: object = headers) => {
      const init = { method: 'POST', headers: { ...headers, ...by }, body: JSON.stringify(body) }
      const response = await world.call(path, init, { on: away })
      return { status: response.status, text: await response.text() }
    }
    const order = c2Order(ids.policyId, ids.skt99)
    const { planId, joinType, contractMonths, simType } = order
    const wish = { policyId: ids.policyId, planId, joinType, contractMonths, simType }
    expect(await post('quotes', wish)).toMatchObject({ status: 200 })
    const form = { ...order.form, ...{ birth_date: '1990-01-01' } }
    expect(await post('orders', { ...order, form })).toMatchObject({ status: 201 })
    const username = 't1-r2-staff'
    const signedIn = await post('auth/login', { username, password: PASSWORD })
    expect(signedIn.status).toBe(200)
    const { accessToken } = JSON.parse(signedIn.text)
    const bearer = { authorization: `Bearer ${accessToken}` }
    const me = async () => (await world.call('me', { headers: bearer }, { on: away })).status
    expect(await me()).toBe(200)
    // The tests of commands cover the answer of a command whose bump fails.
    await post('auth/logout', {}, bearer)
    expect(await me()).toBe(401)
  })

  test('limits by address count in the process and say when to try again', async () => {
    // Failures are kept in the database, so each engine uses an order number and an address of its own.
    const [number, address] =
      how === 'hangs' ? ['00000001', '198.51.100.7'] : ['00000002', '198.51.100.8']
    const path = `track?order=SK-260101-${number}&phone=0000`
    const tries = Array.from({ length: 30 }, () => world.call(path, {}, { on: away, address }))
    const answers = await Promise.all(tries)
    const statuses = new Set(answers.map(({ status }) => status))
    expect(statuses).toEqual(new Set([404, 429]))
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(25)
    for (const { headers } of refused) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
  })
})
