import { Ratelimit } from '@upstash/ratelimit'
import type { Clock, Limiter } from './platform.ts'

export type LimiterRedis = ConstructorParameters<typeof Ratelimit>[0]['redis']

/** One count for every process and every Worker, kept by a script inside Redis: no race between them. */
export function upstashLimiter(redis: LimiterRedis, clock: Clock): Limiter {
  const limiters = new Map<string, Ratelimit>()

  const limiterFor = (max: number, windowSeconds: number) => {
    const name = `${max}/${windowSeconds}`
    const limiter =
      limiters.get(name) ??
      new Ratelimit({
        redis,
        limiter: Ratelimit.slidingWindow(max, `${windowSeconds} s`),
        prefix: `maru:limit:${name}`,
        // Without an answer in time this library says yes. Zero turns that off; the client's own
        // time limit then throws, which is what an unreachable limiter has to do.
        timeout: 0,
        ephemeralCache: false,
        analytics: false,
      })
    limiters.set(name, limiter)
    return limiter
  }

  return {
    limit: async (key, max, windowSeconds) => {
      const { success, reset } = await limiterFor(max, windowSeconds).limit(key)
      const waitMs = reset - clock.now().getTime()
      return {
        allowed: success,
        retryAfterSeconds: success ? 0 : Math.max(1, Math.ceil(waitMs / 1000)),
      }
    },
  }
}
