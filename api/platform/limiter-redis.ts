import type { Redis } from 'ioredis'
import type { Clock, Limiter } from './platform.ts'

/**
 * Counts a call in the current window of fixed length, unless the calls of this window and the part of the
 * previous one that still counts have reached the maximum. 1: allowed, 0: refused. Redis runs a script as
 * one step, so processes do not race.
 */
const COUNT = `
  local now, window, max = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
  local current = tonumber(redis.call('GET', KEYS[1]) or 0)
  local previous = tonumber(redis.call('GET', KEYS[2]) or 0)
  local counting = math.floor(previous * (1 - (now % window) / window))
  if current + counting >= max then return 0 end
  if redis.call('INCR', KEYS[1]) == 1 then redis.call('PEXPIRE', KEYS[1], 2 * window) end
  return 1`

/**
 * The sliding window of @upstash/ratelimit over TCP: that library speaks only Upstash's REST interface, and
 * its scripts carry a flag that no other Redis accepts.
 */
export const redisLimiter = (redis: Redis, clock: Clock): Limiter => ({
  limit: async (key, max, windowSeconds) => {
    const now = clock.now().getTime()
    const windowMs = windowSeconds * 1000
    const window = Math.floor(now / windowMs)
    const keyOf = (which: number) => `maru:limit:${max}/${windowSeconds}:${key}:${which}`
    const reply = await redis.eval(COUNT, 2, keyOf(window), keyOf(window - 1), now, windowMs, max)
    if (reply !== 0 && reply !== 1) throw new Error('The limiter answered without a number.')
    if (reply === 1) return { allowed: true, retryAfterSeconds: 0 }
    const waitMs = (window + 1) * windowMs - now
    return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) }
  },
})
