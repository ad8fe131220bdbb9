import { afterAll, describe, expect, test } from 'vitest'
import { REDIS_MISSING, startRedis } from '#tests/servers/redis.ts'
import { startUpstash } from '#tests/servers/upstash.ts'
import { memoryCache } from './cache-memory.ts'
import { redisCache } from './cache-redis.ts'
import { upstashCache } from './cache-upstash.ts'
import type { Cache, Clock } from './platform.ts'
import { openRedis } from './redis.ts'
import { openUpstash } from './upstash.ts'

const server = await startRedis()
const upstash = server && (await startUpstash(server.url))
const tcp = server && openRedis(server.url, () => {})
afterAll(async () => {
  tcp?.disconnect()
  await upstash?.close()
  await server?.close()
})

let later = 0
const clock: Clock = { now: () => new Date(Date.now() + later) }

type Adapter = {
  open(): Cache
  /** What this adapter's time is moved by: our clock, or Redis's own. */
  pass(key: string, seconds: number): Promise<unknown>
  /** The store was full and forgot this namespace's version. */
  forget(namespace: string): Promise<unknown>
}
const adapters: Record<string, Adapter> = {}
const oneMemory = memoryCache(clock)
adapters.memory = {
  open: () => oneMemory,
  pass: async (_, seconds) => {
    later += seconds * 1000
  },
  forget: async () => {
    for (let i = 0; i < 100_000; i++) await oneMemory.version(`filler ${i}`)
  },
}
if (server && upstash && tcp) {
  const inRedis = {
    // Redis keeps its own time: the key's end is brought forward by as much as should pass.
    pass: async (key: string, seconds: number) => {
      for (const kind of ['value', 'claim']) {
        const left = await tcp.ttl(`maru:${kind}:${key}`)
        if (left > 0) await tcp.expire(`maru:${kind}:${key}`, left - seconds)
      }
    },
    forget: (namespace: string) => tcp.del(`maru:version:${namespace}`),
  }
  adapters.redis = { open: () => redisCache(tcp, clock), ...inRedis }
  adapters.upstash = { open: () => upstashCache(openUpstash(upstash), clock), ...inRedis }
}

if (!server) test.skip(`redis and upstash caches ${REDIS_MISSING}`, () => {})

describe.each(Object.entries(adapters))('%s cache', (name, adapter) => {
  const unique = () => `${name}:${crypto.randomUUID()}`

  test('what was never stored is absent', async () => {
    expect(await adapter.open().get(unique())).toBeUndefined()
  })

  test.each([
    ['an object', { shop: '마루', won: 9_007_199_254_740_991, none: null, list: [1, { a: true }] }],
    ['text that looks like a number', '00123'],
    ['text that looks like JSON', '{"a":1}'],
    ['a number', 42],
    ['zero', 0],
    ['false', false],
    ['null', null],
    ['empty text', ''],
  ])('%s comes back as it went in', async (_, value) => {
    const cache = adapter.open()
    const key = unique()
    await cache.set(key, value, 60)
    expect(await cache.get(key)).toEqual(value)
  })

  test('a value ends with its time', async () => {
    const cache = adapter.open()
    const key = unique()
    await cache.set(key, 'here', 60)
    await adapter.pass(key, 59)
    expect(await cache.get(key)).toBe('here')
    await adapter.pass(key, 1)
    expect(await cache.get(key)).toBeUndefined()
  })

  test('a later value replaces the earlier, a dropped one is gone', async () => {
    const cache = adapter.open()
    const key = unique()
    await cache.set(key, 1, 60)
    await cache.set(key, 2, 60)
    expect(await cache.get(key)).toBe(2)
    await cache.drop(key)
    expect(await cache.get(key)).toBeUndefined()
  })

  test('what a caller does to its own object afterwards does not reach the cache', async () => {
    const cache = adapter.open()
    const key = unique()
    const value = { won: 1 }
    await cache.set(key, value, 60)
    value.won = 2
    expect(await cache.get(key)).toEqual({ won: 1 })
  })

  test('of 200 claims at once exactly one succeeds, and after the time one more', async () => {
    const cache = adapter.open()
    const key = unique()
    const claims = await Promise.all(Array.from({ length: 200 }, () => cache.claim(key, 60)))
    expect(claims.filter(Boolean)).toHaveLength(1)
    await adapter.pass(key, 60)
    expect([await cache.claim(key, 60), await cache.claim(key, 60)]).toEqual([true, false])
  })

  test('a namespace keeps its version until it is bumped, and every opener sees the same', async () => {
    const namespace = unique()
    const first = await adapter.open().version(namespace)
    expect(await adapter.open().version(namespace)).toBe(first)
    await adapter.open().bump(namespace)
    expect(await adapter.open().version(namespace)).not.toBe(first)
  })

  test('200 bumps at once are 200 versions, and a neighbour is not touched', async () => {
    const cache = adapter.open()
    const [namespace, neighbour] = [unique(), unique()]
    const beside = await cache.version(neighbour)
    const before = await cache.version(namespace)
    await Promise.all(Array.from({ length: 200 }, () => cache.bump(namespace)))
    expect(await cache.version(namespace)).toBe(before + 200)
    expect(await cache.version(neighbour)).toBe(beside)
  })

  test('a version that the store forgot never comes back as one that was in use', async () => {
    const cache = adapter.open()
    const namespace = unique()
    const used = [await cache.version(namespace)]
    for (let i = 0; i < 3; i++) {
      await cache.bump(namespace)
      used.push(await cache.version(namespace))
    }
    await adapter.forget(namespace)
    later += 1_000
    expect(used).not.toContain(await cache.version(namespace))
  })
})

describe('memory cache', () => {
  test('holds no more than its bytes; what was read last stays', async () => {
    const cache = memoryCache(clock, 4_000)
    await cache.set('old', 'x'.repeat(500), 60)
    await cache.set('older', 'x'.repeat(500), 60)
    await cache.get('old')
    await cache.set('new', 'x'.repeat(1000), 60)
    expect(await cache.get('older')).toBeUndefined()
    expect(await cache.get('old')).toBeDefined()
    expect(await cache.get('new')).toBeDefined()
  })

  test('a reader cannot change what the next one reads', async () => {
    const cache = memoryCache(clock)
    await cache.set('k', { list: [1] }, 60)
    const value = await cache.get<{ list: number[] }>('k')
    expect(() => value?.list.push(2)).toThrow(TypeError)
    expect(await cache.get('k')).toEqual({ list: [1] })
  })
})

describe('an unreachable store', () => {
  test('fails, it does not answer', async () => {
    const gone = openRedis('redis://127.0.0.1:1', () => {})
    await expect(redisCache(gone, clock).get('k')).rejects.toThrow()
    gone.disconnect()
    const nowhere = openUpstash({ url: 'http://127.0.0.1:1', token: 't' })
    await expect(upstashCache(nowhere, clock).get('k')).rejects.toThrow()
  })

  test.skipIf(!server)('a wrong Upstash token is refused', async () => {
    if (!upstash) throw new Error('no server')
    const wrong = openUpstash({ url: upstash.url, token: 'wrong' })
    await expect(upstashCache(wrong, clock).get('k')).rejects.toThrow(/WRONGPASS/)
  })
})
