import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { listen } from '#tests/servers/listen.ts'
import { REDIS_MISSING, startRedis } from '#tests/servers/redis.ts'
import { startUpstash } from '#tests/servers/upstash.ts'
import { cacheOf } from './cache.fixture.ts'
import { memoryCache } from './cache-memory.ts'
import { redisCache } from './cache-redis.ts'
import { upstashCache } from './cache-upstash.ts'
import { redisLimiter } from './limiter-redis.ts'
import { upstashLimiter } from './limiter-upstash.ts'
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
  /** Lets time pass for this adapter: on our clock, or in Redis. */
  pass(key: string, seconds: number): Promise<unknown>
  /** Forgets this namespace's version, as a full store does. */
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
    // Redis keeps its own time, so the key's expiry is brought forward instead.
    pass: async (key: string, seconds: number) => {
      const left = await tcp.ttl(`maru:claim:${key}`)
      if (left > 0) await tcp.expire(`maru:claim:${key}`, left - seconds)
    },
    forget: (namespace: string) => tcp.del(`maru:version:${namespace}`),
  }
  adapters.redis = { open: () => cacheOf(redisCache(tcp)), ...inRedis }
  adapters.upstash = { open: () => cacheOf(upstashCache(openUpstash(upstash))), ...inRedis }
}

if (!server) test.skip(`redis and upstash caches ${REDIS_MISSING}`, () => {})

describe.each(Object.entries(adapters))('%s cache', (name, adapter) => {
  const unique = () => `${name}:${crypto.randomUUID()}`

  test('of 200 claims at once exactly one succeeds, and after the time one more', async () => {
    const cache = adapter.open()
    const key = unique()
    const claims = await Promise.all(Array.from({ length: 200 }, () => cache.claim(key, 60)))
    expect(claims.filter(Boolean)).toHaveLength(1)
    await adapter.pass(key, 60)
    expect([await cache.claim(key, 60), await cache.claim(key, 60)]).toEqual([true, false])
  })

  test('a namespace keeps its version until it is bumped, and all clients see the same', async () => {
    const namespace = unique()
    const first = await adapter.open().version(namespace)
    expect(await adapter.open().version(namespace)).toBe(first)
    await adapter.open().bump(namespace)
    expect(await adapter.open().version(namespace)).not.toBe(first)
  })

  test('several namespaces have one version: it moves with each of them and with no other', async () => {
    const cache = adapter.open()
    const [one, two, neighbour] = [unique(), unique(), unique()]
    const seen = new Set([await cache.version(one, two)])
    const unchanged = await cache.version(neighbour)
    for (const bumped of [[one], [two], [one, two]]) {
      await cache.bump(...bumped)
      seen.add(await adapter.open().version(one, two))
    }
    expect(seen.size).toBe(4)
    expect(await cache.version(neighbour)).toBe(unchanged)
  })

  test('the first requests at one time get the same version', async () => {
    const namespace = unique()
    const asked = Array.from({ length: 50 }, () => adapter.open().version(namespace))
    expect(new Set(await Promise.all(asked)).size).toBe(1)
  })

  test('after 200 bumps at once no one gets a version that was in use', async () => {
    const cache = adapter.open()
    const namespace = unique()
    const before = await cache.version(namespace)
    await Promise.all(Array.from({ length: 200 }, () => cache.bump(namespace)))
    expect(await cache.version(namespace)).not.toBe(before)
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
    expect(used).not.toContain(await cache.version(namespace))
  })
})

describe.skipIf(!server)('a Redis that was flushed', () => {
  test.each(['redis', 'upstash'])('never gives %s a version that was in use', async (name) => {
    const cache = adapters[name]?.open()
    if (!cache || !tcp) throw new Error('no server')
    const namespace = crypto.randomUUID()
    const used = [await cache.version(namespace)]
    for (let i = 0; i < 3; i++) {
      await tcp.flushall()
      const version = await cache.version(namespace)
      expect(used).not.toContain(version)
      used.push(version)
    }
  })
})

describe('an unreachable store', () => {
  test('fails and gives no answer', async () => {
    const gone = openRedis('redis://127.0.0.1:1', () => {})
    await expect(redisCache(gone).versions(['n'])).rejects.toThrow()
    gone.disconnect()
    const nowhere = openUpstash({ url: 'http://127.0.0.1:1', token: 't' })
    await expect(upstashCache(nowhere).versions(['n'])).rejects.toThrow()
  })

  test.skipIf(!server)('a wrong Upstash token is refused', async () => {
    if (!upstash) throw new Error('no server')
    const wrong = openUpstash({ url: upstash.url, token: 'wrong' })
    await expect(upstashCache(wrong).versions(['n'])).rejects.toThrow(/WRONGPASS/)
  })
})

describe('a service at the address of Redis that is no Redis', () => {
  const agreeable = async () => {
    const tcp = createTcpServer((socket) =>
      socket
        .on('error', () => {})
        // One answer for each command: every command of a client is an array.
        .on('data', (sent) => socket.write('+OK\r\n'.repeat(String(sent).split('*').length - 1))),
    )
    await once(tcp.listen(0, '127.0.0.1'), 'listening')
    const http = await listen(createServer((_, response) => response.end('{"result":"OK"}')))
    // A TCP server that listens has an address with a port.
    const redis = openRedis(`redis://127.0.0.1:${(tcp.address() as AddressInfo).port}`, () => {})
    const upstash = openUpstash({ url: http.url, token: 't' })
    return {
      caches: [redisCache(redis), upstashCache(upstash)],
      limiters: [redisLimiter(redis, clock), upstashLimiter(upstash, clock)],
      close: async () => {
        redis.disconnect()
        tcp.close()
        await http.close()
      },
    }
  }

  test('is not trusted in anything', async () => {
    const { caches, limiters, close } = await agreeable()
    for (const cache of caches) {
      await expect(cache.ping()).rejects.toThrow()
      await expect(cache.versions(['n'])).rejects.toThrow()
      await expect(cache.bump('n', 'm')).rejects.toThrow()
    }
    for (const limiter of limiters) await expect(limiter.limit('k', 5, 60)).rejects.toThrow()
    await close()
  })
})
