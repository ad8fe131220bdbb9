import type { Redis } from '@upstash/redis'
import { cacheKey, firstVersion } from './cache-key.ts'
import type { Cache, Clock } from './platform.ts'

/**
 * Upstash Redis over HTTPS, for Workers and for Node behind a firewall. The client must be opened
 * by `openUpstash`: values are JSON of our own making, not of its automatic kind.
 */
export function upstashCache(redis: Redis, clock: Clock): Cache {
  return {
    get: async <T>(key: string) => {
      const text = await redis.get<string>(cacheKey.value(key))
      // The caller names the type it stored under this key; JSON cannot.
      return text === null ? undefined : (JSON.parse(text) as T)
    },
    set: async (key, value, ttlSeconds) => {
      const text = JSON.stringify(value)
      if (text === undefined) await redis.del(cacheKey.value(key))
      else await redis.set(cacheKey.value(key), text, { ex: ttlSeconds })
    },
    drop: async (key) => void (await redis.del(cacheKey.value(key))),
    claim: async (key, ttlSeconds) =>
      (await redis.set(cacheKey.claim(key), '1', { ex: ttlSeconds, nx: true })) === 'OK',
    version: async (namespace) => {
      const key = cacheKey.version(namespace)
      const known = await redis.get<string>(key)
      if (known !== null) return Number(known)
      const [, first] = await redis
        .multi()
        .set(key, firstVersion(clock), { nx: true })
        .get<string>(key)
        .exec()
      return Number(first)
    },
    bump: async (namespace) => {
      const key = cacheKey.version(namespace)
      await redis.multi().set(key, firstVersion(clock), { nx: true }).incr(key).exec()
    },
  }
}
