import { afterAll, describe, expect, test } from 'vitest'
import { REDIS_MISSING, startRedis } from '#tests/servers/redis.ts'
import { startAdaptersWorker } from '#tests/workers/harness.ts'
import type { LiveEvent } from './platform.ts'
import { redisRooms } from './realtime-redis.ts'
import { type Rooms, wsRooms } from './realtime-ws.ts'
import { openRedis } from './redis.ts'

/** A listener in one company's room, whatever carries the events to it. */
type Listener = {
  next(): Promise<unknown>
  /** The code it was closed with. */
  closed: Promise<number | undefined>
  leave(): void
}
type Adapter = {
  publish(companyId: string, event: LiveEvent): Promise<void>
  listen(companyId: string): Promise<Listener>
}

/** Hands out what arrives, in order; who asks early waits. */
function inbox() {
  const held: unknown[] = []
  const waiting: ((value: unknown) => void)[] = []
  const closing = Promise.withResolvers<number | undefined>()
  return {
    receive(text: string) {
      const value = text.startsWith('{') ? JSON.parse(text) : text
      const first = waiting.shift()
      if (first) first(value)
      else held.push(value)
    },
    next: () =>
      held.length > 0
        ? Promise.resolve(held.shift())
        : new Promise<unknown>((resolve) => waiting.push(resolve)),
    closing,
  }
}

const listenIn = (rooms: Rooms) => async (companyId: string) => {
  const { receive, next, closing } = inbox()
  const leave = rooms.join(companyId, { send: receive, close: closing.resolve })
  return { next, leave, closed: closing.promise }
}

const worker = await startAdaptersWorker()
async function connect(companyId: string) {
  const address = new URL(`/live?key=${companyId}`, worker.url).href.replace('http', 'ws')
  const socket = new WebSocket(address)
  const { receive, next, closing } = inbox()
  socket.onmessage = (message) => receive(String(message.data))
  socket.onclose = (event) => closing.resolve(event.code)
  await new Promise((resolve, reject) => {
    socket.onopen = resolve
    socket.onerror = reject
  })
  return { socket, next, closed: closing.promise, leave: () => socket.close(1000) }
}
async function publishOverHttp(companyId: string, event: LiveEvent) {
  const response = await fetch(new URL(`/live?key=${companyId}`, worker.url), {
    method: 'POST',
    body: JSON.stringify(event),
  })
  if (!response.ok) throw new Error(await response.text())
}

const inProcess = wsRooms()
const adapters: Record<string, Adapter> = {
  ws: { publish: inProcess.publish, listen: listenIn(inProcess) },
  durable: { publish: publishOverHttp, listen: connect },
}

const server = await startRedis()
const links = server ? [openRedis(server.url, () => {}), openRedis(server.url, () => {})] : []
// Two processes: each has its own rooms and its own connections.
const [here, there] = links.map(redisRooms)
await Promise.all([here?.listening, there?.listening])
if (here && there)
  adapters['redis between processes'] = { publish: here.publish, listen: listenIn(there) }
if (here) adapters['redis in one process'] = { publish: here.publish, listen: listenIn(here) }
if (!server) test.skip(`redis rooms ${REDIS_MISSING}`, () => {})

afterAll(async () => {
  await worker.close()
  await here?.close()
  await there?.close()
  for (const link of links) link.disconnect()
  await server?.close()
})

describe.each(Object.entries(adapters))('%s realtime', (_, { publish, listen }) => {
  const unique = () => `com_${crypto.randomUUID()}`
  const event = (id: string): LiveEvent => ({ type: 'order.placed', id })

  test('every socket of the company hears every event once, in order', async () => {
    const company = unique()
    const listeners = [await listen(company), await listen(company)]
    for (let i = 0; i < 20; i++) await publish(company, event(`ord_${i}`))
    for (const listener of listeners) {
      for (let i = 0; i < 20; i++) expect(await listener.next()).toEqual(event(`ord_${i}`))
      listener.leave()
    }
  })

  test('another company hears nothing', async () => {
    const [company, stranger] = [unique(), unique()]
    const listener = await listen(stranger)
    await publish(company, event('not for you'))
    await publish(stranger, event('for you'))
    expect(await listener.next()).toEqual(event('for you'))
    listener.leave()
  })

  test('who left hears nothing, the others still do', async () => {
    const company = unique()
    const [leaver, stayer] = [await listen(company), await listen(company)]
    leaver.leave()
    await publish(company, event('after'))
    expect(await stayer.next()).toEqual(event('after'))
    stayer.leave()
  })

  test('an event to an empty room is no error', async () => {
    await publish(unique(), event('nobody'))
  })

  test('nothing but type and id is ever sent, whatever the object carries', async () => {
    const company = unique()
    const listener = await listen(company)
    const careless = { ...event('ord_1'), customerName: '홍길동' }
    await publish(company, careless)
    expect(await listener.next()).toEqual(event('ord_1'))
    listener.leave()
  })
})

describe('rooms in a process', () => {
  test('a socket that fails does not keep the event from the others', async () => {
    const rooms = wsRooms()
    rooms.join('com_1', {
      send: () => {
        throw new Error('gone')
      },
      close: () => {},
    })
    const listener = await listenIn(rooms)('com_1')
    await rooms.publish('com_1', { type: 'order.placed', id: 'ord_1' })
    expect(await listener.next()).toEqual({ type: 'order.placed', id: 'ord_1' })
  })

  test('closing says goodbye to every socket, and the rooms are empty', async () => {
    const rooms = wsRooms()
    const listeners = await Promise.all(['com_1', 'com_2'].map(listenIn(rooms)))
    rooms.closeAll()
    expect(await Promise.all(listeners.map((listener) => listener.closed))).toEqual([1001, 1001])
    rooms.closeAll()
  })

  test('without Redis one process still serves its own sockets, and publishing fails loudly', async () => {
    const link = openRedis('redis://127.0.0.1:1', () => {})
    const rooms = redisRooms(link)
    const listener = await listenIn(rooms)('com_1')
    const event = { type: 'order.placed', id: 'ord_1' }
    await expect(rooms.publish('com_1', event)).rejects.toThrow()
    expect(await listener.next()).toEqual(event)
    await rooms.close()
    link.disconnect()
  })
})

describe.skipIf(!server)('rooms over Redis', () => {
  test('after an interruption the sockets are sent back to ask for what they missed', async () => {
    if (!server || !here || !there) throw new Error('no server')
    const listener = await listenIn(there)('com_1')
    const admin = openRedis(server.url, () => {})
    await admin.client('KILL', 'TYPE', 'pubsub')
    expect(await listener.closed).toBe(1012)
    admin.disconnect()
  })

  test('what others publish on the same Redis is ignored', async () => {
    if (!server) throw new Error('no server')
    const link = openRedis(server.url, () => {})
    const rooms = redisRooms(link)
    await rooms.listening
    const listener = await listenIn(rooms)('com_9')
    for (const noise of ['not JSON', '{}', '{"from":1}']) await link.publish('maru:live', noise)
    await rooms.publish('com_9', { type: 'order.placed', id: 'ord_1' })
    expect(await listener.next()).toEqual({ type: 'order.placed', id: 'ord_1' })
    await rooms.close()
    link.disconnect()
  })
})

describe('the durable room', () => {
  test('sleeps while its sockets stay open, and wakes for the next event', async () => {
    const company = `com_${crypto.randomUUID()}`
    const [one, two] = [await connect(company), await connect(company)]
    await worker.hibernate(company)
    await publishOverHttp(company, { type: 'order.placed', id: 'ord_1' })
    for (const listener of [one, two]) {
      expect(await listener.next()).toEqual({ type: 'order.placed', id: 'ord_1' })
      listener.leave()
      expect(await listener.closed).toBe(1000)
    }
  })

  test('answers a ping, asleep as well', async () => {
    const company = `com_${crypto.randomUUID()}`
    const listener = await connect(company)
    listener.socket.send('ping')
    expect(await listener.next()).toBe('pong')
    await worker.hibernate(company)
    listener.socket.send('ping')
    expect(await listener.next()).toBe('pong')
    listener.leave()
  })

  test('does not pass on what a socket says', async () => {
    const company = `com_${crypto.randomUUID()}`
    const [speaker, listener] = [await connect(company), await connect(company)]
    speaker.socket.send('{"type":"order.placed","id":"forged"}')
    speaker.socket.send('ping')
    expect(await speaker.next()).toBe('pong')
    await publishOverHttp(company, { type: 'order.placed', id: 'real' })
    expect(await listener.next()).toEqual({ type: 'order.placed', id: 'real' })
    speaker.leave()
    listener.leave()
  })

  test('a request that is no upgrade is told so', async () => {
    const response = await fetch(new URL('/live?key=com_1', worker.url))
    expect(response.status).toBe(426)
  })
})
