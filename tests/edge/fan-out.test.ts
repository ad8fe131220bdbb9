import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EVENTS_MAX } from '#api/jobs/publish-many.ts'
import { signIn } from '../remote.ts'
import { signQstash } from '../servers/qstash.ts'
import { REDIS_MISSING, type RedisServer, startRedis } from '../servers/redis.ts'
import { widen } from '../wide-tree.ts'
import { C2_POLICY, openWorld, type World } from '../world.ts'
import { type Edge, startEdge } from './edge.ts'
import { needSite, SITE_MS_MAX } from './site.ts'

// A publication to a whole network, counted at the engines that the Worker calls.

/** Far below any limit of Cloudflare, so that a publication may grow by a call. */
const SUBREQUESTS_MAX = 10
const FEW = { agencies: 20, shopsOfEach: 10 }
const MANY = { agencies: 100, shopsOfEach: 20 }

const redis = await startRedis()

describe.skipIf(!redis)('a publication on Workers', () => {
  let world: World
  let edge: Edge
  beforeAll(async () => {
    await needSite()
    world = await openWorld({ costlyHashes: true })
    // Workers use the real time, so the data that they read must not be from its future.
    world.platform.clock.set(new Date(Date.now() - 60_000))
    const entrypoint = fileURLToPath(new URL('counting-worker.ts', import.meta.url))
    // `redis` is set: the suite is skipped without it.
    edge = await startEdge(world.database.url, redis as RedisServer, {
      entrypoint,
      delivers: false,
    })
  }, SITE_MS_MAX)
  afterAll(async () => {
    await edge?.close()
    await world?.close()
    await redis?.close()
  })

  const roomCalls = async (): Promise<number> =>
    (await fetch(new URL('/api/room-calls', edge.url))).json()
  const soFar = async () => ({
    rooms: await roomCalls(),
    questions: edge.neon.roundTrips,
    connections: edge.neon.connections,
    upstash: edge.upstash.requests,
    qstash: edge.qstash.requests,
    bytesToPostgres: edge.neon.bytesSent,
  })
  type Calls = Awaited<ReturnType<typeof soFar>>

  /** What one invocation sends, also after its answer, and how long the answer takes. */
  async function counted<T>(run: () => Promise<T>) {
    const before = await soFar()
    const began = performance.now()
    const answer = await run()
    const ms = Math.round(performance.now() - began)
    await edge.neon.idle()
    const after = await soFar()
    const calls: Calls = { ...after }
    for (const name of Object.keys(after) as (keyof Calls)[])
      calls[name] = after[name] - before[name]
    return { answer, ms, calls }
  }

  let trees = 0
  async function publications(size: typeof FEW) {
    const tree = await world.mintTree()
    const own = await widen(world, tree, size)
    const hq = await signIn(edge.url, `t${++trees}-h-admin`)
    const policy = { ...C2_POLICY, targets: own }
    const publish = async (change: object) => {
      const reply = await hq.post('policies', { ...policy, ...change })
      expect(reply.status, reply.text).toBe(201)
      return reply.body.id as string
    }
    // The isolate reads its code and the caches are filled.
    await publish({ title: '처음' })
    const first = await counted(() => publish({ title: '이번 달' }))
    const validFrom = new Date(Date.now() + 86_400_000).toISOString()
    const half = { targets: own.slice(0, own.length / 2) }
    const next = await counted(() =>
      publish({ title: '다음 달', succeeds: first.answer, validFrom, ...half }),
    )
    return { publication: first, successor: next }
  }

  test('sends as much for 2,100 companies as for 220, within the limits of an invocation', async () => {
    const [few, many] = [await publications(FEW), await publications(MANY)]
    for (const [name, { ms, calls }] of Object.entries(many)) {
      const { bytesToPostgres, ...counts } = calls
      console.log(`${name} to 2,100 companies: ${ms} ms, ${JSON.stringify(calls)}`)
      const { bytesToPostgres: _, ...fewer } = few[name as keyof typeof few].calls
      expect(counts).toEqual(fewer)
      const { rooms, connections, upstash, qstash } = counts
      expect(rooms + connections + upstash + qstash).toBeLessThan(SUBREQUESTS_MAX)
    }
  })

  test('a job tells others within the limits of an invocation', async () => {
    // A full one of the largest publication: the others are like it, and start hundreds of rooms too.
    const ids = edge.qstash.accepted.slice(-2, -1).map((body) => JSON.parse(body).id as string)
    expect(ids).toHaveLength(1)
    for (const id of ids) {
      const body = JSON.stringify({ id })
      const signature = await signQstash({ url: edge.jobsUrl, body, key: edge.qstash.currentKey })
      const { answer, calls } = await counted(() =>
        fetch(edge.jobsUrl, { method: 'POST', body, headers: { 'upstash-signature': signature } }),
      )
      expect(await answer.json()).toEqual({ outcome: 'done' })
      expect(calls.rooms).toBe(EVENTS_MAX)
    }
  })
})
if (!redis) test.skip(`a publication on Workers ${REDIS_MISSING}`, () => {})
