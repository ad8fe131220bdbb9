import type { Redis } from 'ioredis'
import * as z from 'zod'
import { type Rooms, wsRooms } from './realtime-ws.ts'

const CHANNEL = 'maru:live'
const Heard = z.object({
  from: z.string(),
  companyId: z.string(),
  event: z.object({ type: z.string(), id: z.string() }),
})

export type SharedRooms = Rooms & {
  /** Resolves once events of the other processes are heard. */
  listening: Promise<void>
  close(): Promise<void>
}

/**
 * Rooms of several Node processes that hear each other through Redis. One's own sockets are served
 * directly, so a Redis that is away separates processes but silences none. `redis` publishes; the
 * subscription takes a connection of its own.
 */
export function redisRooms(redis: Redis): SharedRooms {
  const rooms = wsRooms()
  const self = crypto.randomUUID()
  const listening = Promise.withResolvers<void>()
  const subscriber = redis.duplicate({ autoResubscribe: false, commandTimeout: undefined })
  let connections = 0

  subscriber.on('error', () => {
    // `redis` meets the same outage and reports it; reconnecting goes on by itself.
  })
  subscriber.on('ready', async () => {
    connections += 1
    const isFirst = connections === 1
    try {
      await subscriber.subscribe(CHANNEL)
    } catch {
      // The connection broke again at once; the next one subscribes.
      return
    }
    listening.resolve()
    // What others published during the outage is lost: our sockets come back and ask again.
    if (!isFirst) rooms.closeAll(1012, 'Events may have been missed.')
  })
  subscriber.on('message', (_, text) => {
    const heard = Heard.safeParse(jsonOf(text))
    // Redis may serve others too; what is not an event of ours is none of our business.
    if (heard.success && heard.data.from !== self)
      void rooms.publish(heard.data.companyId, heard.data.event)
  })

  return {
    ...rooms,
    listening: listening.promise,
    publish: async (companyId, event) => {
      await rooms.publish(companyId, event)
      const { type, id } = event
      await redis.publish(CHANNEL, JSON.stringify({ from: self, companyId, event: { type, id } }))
    },
    close: async () => subscriber.disconnect(),
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
