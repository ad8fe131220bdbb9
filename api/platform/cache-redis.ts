import type { Redis } from 'ioredis'
import { cacheKey, firstVersion } from './cache-key.ts'
import type { Cache, Clock } from './platform.ts'

/** A Redis that several Node processes share, over TCP. */
export function redisCache(redis: Redis, clock: Clock): Cache {
  return {
    get: async <T>(key: string) => {
      const text = await redis.get(cacheKey.value(key))
      // The caller names the type it stored under this key; JSON cannot.
      return text === null ? undefined : (JSON.parse(text) as T)
    },
    set: async (key, value, ttlSeconds) => {
      const text = JSON.stringify(value)
      if (text === undefined) await redis.del(cacheKey.value(key))
      else await redis.set(cacheKey.value(key), text, 'EX', ttlSeconds)
    },
    drop: async (key) => void (await redis.del(cacheKey.value(key))),
    claim: async (key, ttlSeconds) =>
      (await redis.set(cacheKey.claim(key), '1', 'EX', ttlSeconds, 'NX')) === 'OK',
    version: async (namespace) => {
      const key = cacheKey.version(namespace)
      const known = await redis.get(key)
      if (known !== null) return Number(known)
      await redis.set(key, firstVersion(clock), 'NX')
      return Number(await redis.get(key))
    },
    bump: async (namespace) => {
      const key = cacheKey.version(namespace)
      const replies = await redis.multi().set(key, firstVersion(clock), 'NX').incr(key).exec()
      for (const [error] of replies ?? []) if (error) throw error
    },
  }
}
