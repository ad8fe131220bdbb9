import { AppError } from '../errors.ts'
import type { Clock, Limiter } from './platform.ts'

const KEYS_MAX = 500_000

type Calls = { times: number[]; until: number }

/** Remembers when each allowed call was made, so the window slides exactly. For one process. */
export function memoryLimiter(clock: Clock, keysMax = KEYS_MAX): Limiter {
  const calls = new Map<string, Calls>()
  let sweepAt = 1_000

  /** Looks at every key only after their number doubled, so the cost per call stays constant. */
  const sweep = (now: number) => {
    for (const [key, { until }] of calls) if (until <= now) calls.delete(key)
    sweepAt = Math.max(1_000, calls.size * 2)
    // Forgetting a key would allow its owner everything again: full means no, never yes.
    if (calls.size >= keysMax) throw new AppError('busy', 'Too many callers to keep count of.')
  }

  return {
    limit: async (key, max, windowSeconds) => {
      const now = clock.now().getTime()
      const windowMs = windowSeconds * 1000
      const name = `${key} ${windowSeconds}`
      if (!calls.has(name) && calls.size >= Math.min(sweepAt, keysMax)) sweep(now)

      const times = (calls.get(name)?.times ?? []).filter((time) => time > now - windowMs)
      const oldest = times[0]
      if (times.length >= max) {
        const waitMs = (oldest ?? now) + windowMs - now
        return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) }
      }
      times.push(now)
      calls.set(name, { times, until: now + windowMs })
      return { allowed: true, retryAfterSeconds: 0 }
    },
  }
}
