import type { Redis } from '@upstash/redis'
import type { CacheEngine } from './cache-shared.ts'
import { cacheOver } from './cache-wire.ts'

/**
 * Upstash Redis over HTTPS, for Workers and for Node behind a firewall. `openUpstash` must open the client:
 * values are plain texts, which the client's automatic JSON would change.
 */
export const upstashCache = (redis: Redis): CacheEngine =>
  cacheOver({
    ping: () => redis.ping(),
    get: (key) => redis.get(key),
    mget: (keys) => redis.mget(keys),
    setNew: (key, value, seconds) => redis.set(key, value, { ex: seconds, nx: true }),
    setAll: (pairs, seconds) => {
      const all = redis.multi()
      for (const [key, value] of pairs) all.set(key, value, { ex: seconds })
      return all.exec()
    },
  })
