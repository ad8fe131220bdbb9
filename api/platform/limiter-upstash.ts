import { Ratelimit } from '@upstash/ratelimit'
import type { Clock, Limiter } from './platform.ts'

type LimiterRedis = ConstructorParameters<typeof Ratelimit>[0]['redis']

/** One count for all processes and Workers, kept by a script inside Redis, so they do not race. */
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
        // Without an answer in time this library allows the call. Zero turns that off; the client's own
        // time limit then throws, as an unreachable limiter must.
        timeout: 0,
        ephemeralCache: false,
        analytics: false,
      })
    limiters.set(name, limiter)
    return limiter
  }

  return {
    limit: async (key, max, windowSeconds) => {
      const { success, remaining, reset } = await limiterFor(max, windowSeconds).limit(key)
      // No Redis gives such an answer: the library would refuse every call.
      if (!Number.isFinite(remaining)) throw new Error('The limiter answered without a number.')
      const waitMs = reset - clock.now().getTime()
      return {
        allowed: success,
        retryAfterSeconds: success ? 0 : Math.max(1, Math.ceil(waitMs / 1000)),
      }
    },
  }
}
