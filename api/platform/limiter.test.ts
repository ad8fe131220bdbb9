import { afterAll, describe, expect, test } from 'vitest'
import { REDIS_MISSING, startRedis } from '#tests/servers/redis.ts'
import { startUpstash } from '#tests/servers/upstash.ts'
import { memoryLimiter } from './limiter-memory.ts'
import { redisLimiter } from './limiter-redis.ts'
import { upstashLimiter } from './limiter-upstash.ts'
import type { Clock, Limiter } from './platform.ts'
import { openRedis } from './redis.ts'
import { openUpstash } from './upstash.ts'

const clock: Clock = { now: () => new Date() }
const server = await startRedis()
const upstash = server && (await startUpstash(server.url))
const tcp = server && openRedis(server.url, () => {})
afterAll(async () => {
  tcp?.disconnect()
  await upstash?.close()
  await server?.close()
})

const adapters: Record<string, () => Limiter> = { memory: () => memoryLimiter(clock) }
if (upstash && tcp) {
  adapters.redis = () => redisLimiter(tcp, clock)
  adapters.upstash = () => upstashLimiter(openUpstash(upstash), clock)
}
if (!server) test.skip(`redis and upstash limiters ${REDIS_MISSING}`, () => {})

/**
 * Redis aligns windows to 1970. A window of this many seconds has "now" in its middle, so no test falls on
 * a boundary.
 */
const wide = Math.floor(Date.now() / 1000 / 1.5)

describe.each(Object.entries(adapters))('%s limiter', (name, open) => {
  const unique = () => `${name} ${crypto.randomUUID()}`

  test('of 200 calls at once exactly as many pass as are allowed', async () => {
    const limiter = open()
    const key = unique()
    const calls = await Promise.all(
      Array.from({ length: 200 }, () => limiter.limit(key, 100, wide)),
    )
    expect(calls.filter((call) => call.allowed)).toHaveLength(100)
  })

  test('two clients share one count, except in memory', async () => {
    const key = unique()
    const [one, two] = name === 'memory' ? Array(2).fill(open()) : [open(), open()]
    const calls = await Promise.all(
      Array.from({ length: 40 }, (_, i) => (i % 2 ? one : two).limit(key, 10, wide)),
    )
    expect(calls.filter((call) => call.allowed)).toHaveLength(10)
  })

  test('a refused call says how long to wait, an allowed one does not', async () => {
    const limiter = open()
    const key = unique()
    expect(await limiter.limit(key, 1, wide)).toEqual({ allowed: true, retryAfterSeconds: 0 })
    const refused = await limiter.limit(key, 1, wide)
    expect(refused.allowed).toBe(false)
    expect(refused.retryAfterSeconds).toBeGreaterThan(0)
    expect(refused.retryAfterSeconds).toBeLessThanOrEqual(wide)
  })

  test('keys, limits and windows do not affect each other', async () => {
    const limiter = open()
    const key = unique()
    await limiter.limit(key, 1, wide)
    expect((await limiter.limit(unique(), 1, wide)).allowed).toBe(true)
    expect((await limiter.limit(key, 1, wide * 2)).allowed).toBe(true)
    expect((await limiter.limit(key, 1, wide)).allowed).toBe(false)
  })
})

describe('memory limiter', () => {
  let now = 0
  const moved: Clock = { now: () => new Date(now) }

  test('the window slides: a place is free exactly when its call is a window old', async () => {
    const limiter = memoryLimiter(moved)
    const allowed = async (at: number) => {
      now = at
      return (await limiter.limit('k', 2, 10)).allowed
    }
    expect(await allowed(0)).toBe(true)
    expect(await allowed(4_000)).toBe(true)
    expect(await allowed(9_999)).toBe(false)
    expect(await allowed(10_000)).toBe(true)
    expect(await allowed(13_999)).toBe(false)
    expect(await allowed(14_000)).toBe(true)
  })

  test('when full it counts newcomers and callers who go on calling, refused or not', async () => {
    now = 0
    const limiter = memoryLimiter(moved, 100)
    const allowed = async (key: string) => (await limiter.limit(key, 1, 10)).allowed
    expect(await allowed('keen')).toBe(true)
    for (let i = 0; i < 1_000; i++) {
      expect(await allowed(`k${i}`)).toBe(true)
      expect(await allowed(`k${i}`)).toBe(false)
      if (i % 50 === 0) expect(await allowed('keen')).toBe(false)
    }
    expect(await allowed('k950')).toBe(false)
    now = 10_000
    expect(await allowed('keen')).toBe(true)
  })

  test('full or not, a call checks a handful of callers', async () => {
    let looks = 0
    const watched: Clock = { now: () => new Date(0) }
    const limiter = memoryLimiter(watched, 1_000)
    for (let i = 0; i < 1_000; i++) await limiter.limit(`k${i}`, 1, 10)
    const entries = Map.prototype[Symbol.iterator]
    Map.prototype[Symbol.iterator] = function* (this: Map<unknown, unknown>) {
      for (const entry of entries.call(this)) {
        looks += 1
        yield entry
      }
      return undefined
    }
    try {
      for (let i = 0; i < 100; i++) await limiter.limit(`new${i}`, 1, 10)
    } finally {
      Map.prototype[Symbol.iterator] = entries
    }
    expect(looks).toBeGreaterThan(0)
    expect(looks).toBeLessThanOrEqual(100 * 10)
  })
})

describe('an unreachable limiter', () => {
  test('throws when no server listens', async () => {
    const gone = openRedis('redis://127.0.0.1:1', () => {})
    await expect(redisLimiter(gone, clock).limit('k', 1, 60)).rejects.toThrow()
    gone.disconnect()
    const nowhere = openUpstash({ url: 'http://127.0.0.1:1', token: 't' })
    await expect(upstashLimiter(nowhere, clock).limit('k', 1, 60)).rejects.toThrow()
  })
})
