import type { Clock, Limiter } from './platform.ts'

const KEYS_MAX = 500_000
/** Entries checked per call: more than a call adds, so that expired ones go faster than new ones come. */
const LOOKS = 4

type Calls = { times: number[]; until: number }

/**
 * Remembers the time of each allowed call, so the window slides exactly. For one process. Each call costs
 * the same for any number of callers: entries are ordered by their last call, and a few of the oldest are
 * checked. When it is full the oldest goes, so callers who go on calling stay counted, and nobody is refused
 * because of the crowd.
 */
export function memoryLimiter(clock: Clock, keysMax = KEYS_MAX): Limiter {
  const calls = new Map<string, Calls>()

  function makeRoom(now: number) {
    let looks = LOOKS
    for (const [key, { until }] of calls) {
      if (until <= now || calls.size >= keysMax) calls.delete(key)
      if (--looks === 0) return
    }
  }

  return {
    limit: async (key, max, windowSeconds) => {
      const now = clock.now().getTime()
      const windowMs = windowSeconds * 1000
      const name = `${key} ${windowSeconds}`
      const known = calls.get(name)
      if (!known) makeRoom(now)
      const times = (known?.times ?? []).filter((time) => time > now - windowMs)
      const [oldest] = times
      const allowed = times.length < max
      if (allowed) times.push(now)
      // Moved to the end, whether refused or not.
      calls.delete(name)
      calls.set(name, { times, until: (times.at(-1) ?? now) + windowMs })
      if (allowed) return { allowed, retryAfterSeconds: 0 }
      const waitMs = (oldest ?? now) + windowMs - now
      return { allowed, retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) }
    },
  }
}
