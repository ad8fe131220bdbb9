import { redisCache } from './cache-redis.ts'
import { upstashCache } from './cache-upstash.ts'
import { redisLimiter } from './limiter-redis.ts'
import { upstashLimiter } from './limiter-upstash.ts'
import type { Cache, Clock, Limiter, Log, Metrics } from './platform.ts'
import { redisRooms } from './realtime-redis.ts'
import { type Rooms, wsRooms } from './realtime-ws.ts'
import { openRedis, REDIS_REPLY_MS_MAX, renew } from './redis.ts'
import { newFallback, sharedMemory } from './shared-memory.ts'
import { openUpstash, UPSTASH_REPLY_MS_MAX } from './upstash.ts'

type Base = { clock: Clock; log: Log; metrics: Metrics }
/** The engines that the Node processes of an installation share, and how to close them. */
export type SharedByNode = { cache: Cache; limiter: Limiter; rooms: Rooms; close(): Promise<void> }

/** Over TCP, where the connection itself reports when it breaks and when it is back. */
export function overRedis(url: string, { clock, log, metrics }: Base): SharedByNode {
  const redis = openRedis(url, (error) => log.error('redis.failed', {}, error))
  const { circuit, cache, limiter } = sharedMemory({
    cache: redisCache(redis),
    limiter: redisLimiter(redis, clock),
    replyMsMax: REDIS_REPLY_MS_MAX,
    fallback: newFallback(clock),
    log,
    metrics,
    inBackground: (probe) => void probe,
    atTurnsEnd: setImmediate,
    onReturn: () => void rooms.tellMissed(),
    reconnect: () => renew(redis),
  })
  const rooms = redisRooms(redis, circuit)
  redis.on('close', () => circuit.trip(new Error('The connection to Redis is closed.')))
  redis.on('ready', circuit.retry)
  circuit.watch()
  return {
    cache,
    limiter,
    rooms,
    close: async () => {
      circuit.stop()
      await rooms.close()
      redis.disconnect()
    },
  }
}

/** Over REST, where nothing stays open between commands; sockets belong to this process alone. */
export function overUpstash(
  config: { url: string; token: string },
  { clock, log, metrics }: Base,
): SharedByNode {
  const upstash = openUpstash(config)
  const { circuit, cache, limiter } = sharedMemory({
    cache: upstashCache(upstash),
    limiter: upstashLimiter(upstash, clock),
    replyMsMax: UPSTASH_REPLY_MS_MAX,
    fallback: newFallback(clock),
    log,
    metrics,
    inBackground: (probe) => void probe,
    atTurnsEnd: setImmediate,
  })
  circuit.watch()
  return { cache, limiter, rooms: wsRooms(), close: async () => circuit.stop() }
}
