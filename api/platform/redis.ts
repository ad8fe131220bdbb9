import { Redis as Tcp } from 'ioredis'

/**
 * How long the circuit waits for one answer of Redis: hundreds of round trips in a local network, so that a
 * busy moment is no outage, and short enough that the first requests of an outage still get an answer.
 */
export const REDIS_REPLY_MS_MAX = 500

const CONNECT_MS_MAX = 2_000

/**
 * A connection that reconnects by itself for ever. It has no time limit of its own: the circuit in front of
 * it has. No command is sent twice: a late repeat of a bump would bring an old version back.
 */
export const openRedis = (url: string, onError: (error: unknown) => void): Tcp => {
  const redis = new Tcp(url, {
    connectTimeout: CONNECT_MS_MAX,
    disconnectTimeout: REDIS_REPLY_MS_MAX,
    maxRetriesPerRequest: 1,
    autoResendUnfulfilledCommands: false,
    // The circuit's probe finds out whether Redis works: a Redis that is loading refuses it.
    enableReadyCheck: false,
    // Its name is not worth a connection: if the line closes before Redis has answered that command, the client
    // takes the dead line for a good one and never connects again.
    disableClientInfo: true,
    retryStrategy: (attempt) => Math.min(attempt * 100, 1_000),
  })
  redis.on('error', onError)
  return redis
}

/**
 * Replaces a silent connection. Only an established one: if it is told to disconnect while it connects, the
 * client never connects again.
 */
export function renew(redis: Tcp): void {
  if (redis.status === 'ready') redis.disconnect(true)
}
