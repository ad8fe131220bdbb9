import type { Redis } from 'ioredis'
import { type LimiterRedis, upstashLimiter } from './limiter-upstash.ts'
import type { Clock, Limiter } from './platform.ts'

/** The same limiter over TCP: its scripts run in any Redis once a flag only Upstash knows is cut off. */
export function redisLimiter(redis: Redis, clock: Clock): Limiter {
  const scripts = {
    eval: (script: string, keys: string[], args: unknown[]) =>
      redis.eval(script.replace(/^#!lua[^\n]*\n/, ''), keys.length, ...keys, ...args.map(String)),
    // Redis knows the cut script by another digest. Saying "unknown" makes the library send the text,
    // which Redis compiles once and finds again by itself.
    evalsha: async () => {
      throw new Error('NOSCRIPT')
    },
  }
  // The sliding window calls nothing but these two; the suite runs it against a real Redis.
  return upstashLimiter(scripts as unknown as LimiterRedis, clock)
}
