import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SESSION_ENDED } from '#api/platform/realtime-ws.ts'
import { orders } from '#db/schema/orders.ts'
import { send, signIn } from '../remote.ts'
import { REDIS_MISSING, type RedisServer, startRedis } from '../servers/redis.ts'
import { c2Order, PASSWORD } from '../world.ts'
import type { NodeProcess } from './node-process.ts'
import { openShop, type Pair, signInAt, startPair } from './pair.ts'

const ROUNDS = 50
const RACES = 20
/** Other suites may use both cores. */
const START_MS_MAX = 180_000

const redis = await startRedis()

describe.skipIf(!redis)('two processes on one database and one Redis', () => {
  let pair: Pair
  beforeAll(async () => {
    // `redis` is set: the suite is skipped without it.
    pair = await startPair(redis as RedisServer)
  }, START_MS_MAX)
  afterAll(async () => {
    await pair?.close()
    await redis?.close()
  })
  const both = () => [pair.one, pair.other]
  const turns = (count: number) => Array.from({ length: count }, (_, turn) => turn)

  test('an event of one process reaches a socket at the other', async () => {
    const hq = await signIn(pair.one.url, 't1-h-admin')
    const agency = await signIn(pair.other.url, 't1-a-admin')
    const live = await agency.listen()
    const published = await hq.post('policies', pair.policy('들리는 정책'))
    expect(published.status).toBe(201)
    const { id } = await live.heard('notification.created')
    await live.close()
    const { body } = await agency.get('notifications')
    expect(body.items).toContainEqual(expect.objectContaining({ id, subjectId: published.body.id }))
  })

  test(`a policy published at one is in the list of the other at once, ${ROUNDS} times`, async () => {
    const hq = await signInAt(both(), 't1-h-admin')
    const agency = await signInAt(both(), 't1-a-admin')
    for (const turn of turns(ROUNDS)) {
      const [here, there] = turn % 2 ? [0, 1] : [1, 0]
      const lists = () =>
        Promise.all([hq[there], agency[there]].map((reader) => reader?.get('policies?limit=1')))
      // Only a list that the reader's process remembers can be stale.
      await lists()
      const published = await hq[here]?.post('policies', pair.policy(`정책 ${turn}`))
      for (const list of await lists())
        expect(list?.body.items[0]).toMatchObject({ id: published?.body.id })
    }
  })

  test('one command sent to both at once makes one order', async () => {
    const policyId = await openShop(pair, 10_000_000)
    const shop = await signInAt(both(), 't1-r1-admin')
    const placed = new Set<string>()
    for (const _ of turns(RACES)) {
      const key = crypto.randomUUID()
      const order = c2Order(policyId, pair.tree.skt99)
      const replies = await Promise.all(shop.map((at) => at.post('orders', order, key)))
      expect(replies.map(({ status }) => status)).toEqual([201, 201])
      const [first, second] = replies
      expect(second?.text).toBe(first?.text)
      placed.add(first?.body.id)
    }
    const rows = await pair.world.platform.db
      .select({ id: orders.id })
      .from(orders)
      .where(eq(orders.policyId, policyId))
    expect(new Set(rows.map(({ id }) => id))).toEqual(placed)
    expect(rows).toHaveLength(RACES)
  })

  test('tabs that refresh at both at once all stay signed in; a copied token ends the session', async () => {
    const [here, there] = await signInAt(both(), 't1-r2-admin')
    const first = here?.refreshToken ?? ''
    const refresh = (at: string, refreshToken: string) =>
      send(at, 'POST', 'auth/refresh', { refreshToken })
    let token = first
    for (const _ of turns(RACES)) {
      const replies = await Promise.all(both().map(({ url }) => refresh(url, token)))
      expect(replies.map(({ status }) => status)).toEqual([200, 200])
      const successors = new Set(replies.map(({ body }) => body.refreshToken))
      expect(successors.size).toBe(1)
      expect(successors).not.toContain(token)
      token = [...successors][0]
    }
    expect((await here?.get('me'))?.status).toBe(200)
    expect((await refresh(pair.one.url, first)).status).toBe(401)
    expect((await there?.get('me'))?.status).toBe(401)
    expect((await refresh(pair.other.url, token)).status).toBe(401)
  })

  test('a log-out at one takes effect at the other at the next request', async () => {
    for (const turn of turns(2)) {
      const [here, there] = await signInAt(turn % 2 ? both() : both().reverse(), 't1-r3-admin')
      expect((await there?.get('me'))?.status).toBe(200)
      expect((await here?.post('auth/logout'))?.status).toBe(204)
      expect((await there?.get('me'))?.status).toBe(401)
    }
  })

  test('a log-out at one closes the sockets of that device at the other', async () => {
    const [here, there] = await signInAt(both(), 't1-r3-staff')
    const live = await there?.listen()
    expect((await here?.post('auth/logout'))?.status).toBe(204)
    const [code] = (await live?.closed) ?? []
    expect(code).toBe(SESSION_ENDED)
  })

  test('a person suspended at one is refused at the other at the next request', async () => {
    const hq = await signIn(pair.one.url, 't1-h-admin')
    const { id } = (await (await signIn(pair.one.url, 't1-rb-staff')).get('me')).body
    for (const turn of turns(2)) {
      const [, there] = await signInAt(turn % 2 ? both() : both().reverse(), 't1-rb-staff')
      expect((await there?.get('me'))?.status).toBe(200)
      const { version } = (await hq.get(`users/${id}`)).body
      const suspended = await hq.post(`users/${id}/suspension`, { version, reason: '점검' })
      expect(suspended.status, suspended.text).toBe(200)
      expect((await there?.get('me'))?.status).toBe(401)
      await hq.post(`users/${id}/reinstatement`, { version: suspended.body.version })
    }
  })

  test('guesses at both count together', async () => {
    const username = 't1-rb-admin'
    const guess = (at: NodeProcess, password: string) =>
      send(at.url, 'POST', 'auth/login', { username, password })
    const guesses = turns(20).map((turn) => guess(turn % 2 ? pair.one : pair.other, `${turn}`))
    const answers = (await Promise.all(guesses)).map(({ status }) => status)
    expect(answers.filter((status) => status === 401)).toHaveLength(5)
    expect(answers.filter((status) => status === 429)).toHaveLength(15)
    // At the end, because it locks the address of all processes here.
    for (const at of both()) expect((await guess(at, PASSWORD)).status).toBe(429)
  })
})
if (!redis) test.skip(`two processes on one database ${REDIS_MISSING}`, () => {})
