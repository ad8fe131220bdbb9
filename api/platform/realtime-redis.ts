import type { Redis } from 'ioredis'
import * as z from 'zod'
import { LIVE_EVENTS } from '#db/event-words.ts'
import type { Circuit } from './circuit.ts'
import { type Rooms, wsRooms } from './realtime-ws.ts'
import { renew } from './redis.ts'

const CHANNEL = 'maru:live'
/** How often the subscription is probed, and how long it may take to answer. */
const HEARTBEAT_MS = 5_000
/** A tab whose socket is closed loads everything again: an unstable Redis causes that at most this often. */
const COME_BACK_MS = 10_000
const Heard = z.union([
  z.object({
    from: z.string(),
    companyId: z.string(),
    event: z.object({ type: z.enum(LIVE_EVENTS), id: z.string() }),
  }),
  // A process could not publish an event: our sockets are closed, so that their clients connect and load again.
  z.object({ from: z.string(), missed: z.literal(true) }),
])

export type SharedRooms = Rooms & {
  /** Resolves once events of the other processes arrive. */
  listening: Promise<void>
  /** Tells the others that they missed an event, if they have. */
  tellMissed(): Promise<void>
  close(): Promise<void>
}

/**
 * Rooms of several Node processes, connected through Redis. A process serves its own sockets directly, so
 * without Redis the processes are separate but all still work, and publishing never fails. `redis`
 * publishes, behind the circuit; the subscription has a connection of its own.
 */
export function redisRooms(
  redis: Redis,
  circuit: Pick<Circuit, 'run'>,
  comeBackMs = COME_BACK_MS,
): SharedRooms {
  const rooms = wsRooms()
  const self = crypto.randomUUID()
  const listening = Promise.withResolvers<void>()
  const subscriber = redis.duplicate({ autoResubscribe: false })
  let connections = 0
  /** Whether an event was published that the others did not get. */
  let missed = false

  const { comeBack, forget } = sentBack(rooms, comeBackMs)
  subscriber.on('error', () => {
    // `redis` has the same outage and reports it; the client reconnects by itself.
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
    // Events of others during the outage are lost: our sockets are closed, so that their clients load again.
    if (!isFirst) comeBack()
  })
  subscriber.on('message', (_, text) => {
    const heard = Heard.safeParse(jsonOf(text))
    // Redis may serve others too; messages that are no event of ours are ignored.
    if (!heard.success || heard.data.from === self) return
    if ('missed' in heard.data) comeBack()
    else void rooms.publish(heard.data.companyId, heard.data.event)
  })
  const heartbeat = setInterval(() => void beat(subscriber), HEARTBEAT_MS)
  heartbeat.unref()

  const tell = (message: object) =>
    redis.publish(CHANNEL, JSON.stringify({ from: self, ...message }))
  const tellAll = async (...messages: object[]) => {
    try {
      await circuit.run(() => Promise.all(messages.map(tell)))
      missed = false
    } catch {
      missed = true
    }
  }
  return {
    ...rooms,
    listening: listening.promise,
    publish: async (companyId, event) => {
      await rooms.publish(companyId, event)
      const { type, id } = event
      const message = { companyId, event: { type, id } }
      await (missed ? tellAll({ missed: true }, message) : tellAll(message))
    },
    tellMissed: async () => {
      if (missed) await tellAll({ missed: true })
    },
    close: async () => {
      clearInterval(heartbeat)
      forget()
      subscriber.disconnect()
    },
  }
}

/** Closes every socket, so that its client loads anew: at once, or when the last time is this long ago. */
function sentBack(rooms: Rooms, everyMs: number) {
  let at = Number.NEGATIVE_INFINITY
  let due: ReturnType<typeof setTimeout> | undefined
  const sendBack = () => {
    due = undefined
    at = performance.now()
    rooms.closeAll(1012, 'Events may have been missed.')
  }
  return {
    comeBack: () => {
      const waitMs = at + everyMs - performance.now()
      if (waitMs <= 0) sendBack()
      else due ??= setTimeout(sendBack, waitMs).unref()
    },
    forget: () => clearTimeout(due),
  }
}

/** Replaces a connection that gives no answer; the new one subscribes again. */
async function beat(subscriber: Redis): Promise<void> {
  if (subscriber.status !== 'ready') return
  const late = setTimeout(() => renew(subscriber), HEARTBEAT_MS)
  late.unref()
  try {
    await subscriber.ping()
  } catch {
    // The connection broke by itself and is being replaced.
  } finally {
    clearTimeout(late)
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
