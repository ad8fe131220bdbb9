import type { Redis } from 'ioredis'
import type { CacheEngine } from './cache-shared.ts'
import { cacheOver } from './cache-wire.ts'

/** Over TCP: one Redis that several Node processes share. */
export const redisCache = (redis: Redis): CacheEngine =>
  cacheOver({
    ping: () => redis.ping(),
    get: (key) => redis.get(key),
    mget: (keys) => redis.mget(keys),
    setNew: (key, value, seconds) => redis.set(key, value, 'EX', seconds, 'NX'),
    setAll: async (pairs, seconds) => {
      const all = redis.multi()
      for (const [key, value] of pairs) all.set(key, value, 'EX', seconds)
      return ((await all.exec()) ?? []).map(([error, reply]) => {
        if (error) throw error
        return reply
      })
    },
  })
