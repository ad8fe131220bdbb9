import { Redis as Tcp } from 'ioredis'

const REPLY_MS_MAX = 2_000

/**
 * A connection that reconnects by itself for ever, but never keeps a caller waiting: a command that
 * has no answer in two seconds fails, and what to do then is the caller's business.
 */
export function openRedis(url: string, onError: (error: unknown) => void): Tcp {
  const redis = new Tcp(url, {
    connectTimeout: REPLY_MS_MAX,
    commandTimeout: REPLY_MS_MAX,
    maxRetriesPerRequest: 1,
    retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
  })
  redis.on('error', onError)
  return redis
}
