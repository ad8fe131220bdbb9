import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkLedger } from '#api/ledger/check.ts'
import { type Remote, signIn } from '../remote.ts'
import { type MortalRedis, REDIS_MISSING, startMortalRedis } from '../servers/redis.ts'
import { c2Order } from '../world.ts'
import type { NodeProcess } from './node-process.ts'
import { countedAt, openShop, type Pair, signInAt, startPair } from './pair.ts'

/** These tests start processes, and other suites may use both cores. */
const LONG_MS_MAX = 180_000
const ROUNDS = 4
/** Calls to a failed engine that made a request wait, for one process in one outage. */
const WAITED_MAX = 4

const redis = await startMortalRedis()

async function tell({ url }: MortalRedis, command: string, ...words: string[]) {
  const client = new Redis(url)
  await client.call(command, ...words)
  client.disconnect()
}
const flush = (redis: MortalRedis) => tell(redis, 'FLUSHALL')
/** Breaks all connections; new ones are accepted. */
async function cut(redis: MortalRedis) {
  for (const type of ['normal', 'pubsub']) await tell(redis, 'CLIENT', 'KILL', 'TYPE', type)
}

/** Each outage of a Redis, with its beginning and its end. */
const OUTAGES: [string, (redis: MortalRedis) => unknown, (redis: MortalRedis) => unknown][] = [
  ['frozen', (redis) => redis.signal('SIGSTOP'), (redis) => redis.signal('SIGCONT')],
  ['killed', (redis) => redis.kill(), (redis) => redis.restart()],
  ['flushed', flush, () => {}],
  ['disconnected', cut, () => {}],
]

describe.skipIf(!redis)('two processes with an unstable Redis', () => {
  let pair: Pair
  let policyId: string
  beforeAll(async () => {
    // `redis` is set: the suite is skipped without it.
    pair = await startPair(redis as MortalRedis)
    policyId = await openShop(pair, 100_000_000)
  }, LONG_MS_MAX)
  afterAll(async () => {
    redis?.signal('SIGCONT')
    await pair?.close()
    await redis?.close()
  })
  const both = () => [pair.one, pair.other] as const
  const done = (reply: Awaited<ReturnType<Remote['get']>>, status = 200) => {
    expect(reply.status, reply.text).toBe(status)
    return reply.body
  }
  /** A session of each person at the process that writes and at the one that reads. */
  async function peopleAt(nodes: NodeProcess[]) {
    const at = async (username: string) => {
      const [here, there] = await signInAt(nodes, username)
      if (!here || !there) throw new Error('nobody signed in')
      return { here, there }
    }
    return {
      hq: await at('t1-h-admin'),
      agency: await at('t1-a-admin'),
      shop: await at('t1-r1-admin'),
    }
  }
  type People = Awaited<ReturnType<typeof peopleAt>>

  /** The whole main job: one process writes, and the other reads the right values at once. */
  async function mainJob({ hq, agency, shop }: People, title: string) {
    // The readers have remembered this list, so only its version can show that it is old.
    for (const reader of [hq.there, agency.there, shop.there]) done(await reader.get('policies'))
    const { id } = done(await hq.here.post('policies', pair.policy(title)), 201)
    for (const reader of [hq.there, agency.there])
      expect(done(await reader.get('policies?limit=1')).items[0]).toMatchObject({ id, title })
    const cells = [{ carrier: 'skt', bandWon: 99_000, months: 24, amountWon: 290_000 }]
    done(await agency.here.put(`policies/${id}/agency-rates`, { basedOn: 0, cells }))
    const wish = { planId: pair.tree.skt99, joinType: 'mnp', contractMonths: 24, simType: 'esim' }
    const quote = done(await shop.there.post('quotes', { policyId: id, ...wish }))
    expect(quote).toMatchObject({ shopWon: 290_000 })
    const placed = done(await shop.there.post('orders', c2Order(policyId, pair.tree.skt99)), 201)
    done(await hq.here.post(`orders/${placed.id}/approval`, { version: 1 }))
    expect(done(await shop.there.get(`orders/${placed.id}`))).toMatchObject({ status: 'approved' })
    done(await hq.here.post(`policies/${id}/withdrawal`, { version: 1, reason: '단가 오류' }))
    expect((await shop.there.post('quotes', { policyId: id, ...wish })).status).toBe(404)
    await suspension(hq.here)
    for (const path of ['dashboard', 'orders', 'orders/counts', 'notifications', 'companies'])
      for (const reader of [hq.there, shop.there]) done(await reader.get(path))
  }

  /** A person who is signed in at the other process is refused as soon as their suspension is answered. */
  async function suspension(hq: Remote) {
    const [, other] = both()
    const staff = await signIn(other.url, 't1-r2-staff')
    const { id } = done(await staff.get('me'))
    const { version } = done(await hq.get(`users/${id}`))
    const { version: next } = done(
      await hq.post(`users/${id}/suspension`, { version, reason: '점검' }),
    )
    expect((await staff.get('me')).status).toBe(401)
    done(await hq.post(`users/${id}/reinstatement`, { version: next }))
  }

  const readiness = async ({ url }: NodeProcess) =>
    (await (await fetch(new URL('/readyz', url))).json()).cache
  /** Waits until both use their Redis again, which they find out by themselves. */
  async function returned() {
    for (const node of both())
      while ((await readiness(node)) !== 'ok') await new Promise(setImmediate)
  }
  const waited = () =>
    Promise.all(both().map((node) => countedAt(node, 'maru_circuit_total{event="failed"}')))

  test('a stopped process delays no other, and reads current values when it continues', async () => {
    const { hq, agency } = await peopleAt([...both()])
    done(await agency.there.get('policies?limit=1'))
    pair.other.signal('SIGSTOP')
    // Answered while the other one cannot get the event.
    const { id } = done(await hq.here.post('policies', pair.policy('멈춘 사이')), 201)
    const asked = Array.from({ length: 20 }, () => agency.there.get('policies?limit=1'))
    pair.other.signal('SIGCONT')
    for (const list of await Promise.all(asked)) expect(done(list).items[0]).toMatchObject({ id })
  })

  test(
    'a change is visible to all even if its process is killed right after the answer',
    async () => {
      const writer = await pair.start()
      const [here, there] = await signInAt([writer, pair.other], 't1-h-admin')
      if (!here || !there) throw new Error('nobody signed in')
      done(await there.get('policies?limit=1'))
      const { id } = done(await here.post('policies', pair.policy('마지막 말')), 201)
      writer.signal('SIGKILL')
      await writer.ended
      expect(done(await there.get('policies?limit=1')).items[0]).toMatchObject({ id })
    },
    LONG_MS_MAX,
  )

  test.each(OUTAGES)(
    '%s: every answer is right, none is a 5xx and few wait; the same holds after the return',
    async (name, begin, end) => {
      if (!redis) throw new Error('skipped without Redis')
      const people = await peopleAt([...both()])
      await mainJob(people, `${name} 전`)
      const before = await waited()

      await begin(redis)
      // All at once: requests that meet the outage together fail together.
      const crowd = Array.from({ length: 40 }, (_, n) =>
        (n % 2 ? people.shop.here : people.hq.there).get('policies'),
      )
      for (const reply of await Promise.all(crowd)) done(reply)
      for (let round = 0; round < ROUNDS; round++) await mainJob(people, `${name} ${round}`)
      const after = await waited()
      after.forEach((count, n) => {
        expect(count - (before[n] ?? 0)).toBeLessThanOrEqual(WAITED_MAX)
      })

      await end(redis)
      await returned()
      await mainJob(people, `${name} 후`)
      const actor = pair.tree.hq.admin.actor
      expect(await checkLedger(pair.world.ctxOf(actor))).toEqual([])
    },
    LONG_MS_MAX,
  )
})
if (!redis) test.skip(`a Redis that goes and comes ${REDIS_MISSING}`, () => {})
