import { request } from 'node:http'
import { afterAll, describe, expect, test } from 'vitest'
import { REDIS_MISSING, startRedis } from '#tests/servers/redis.ts'
import { startAdaptersWorker } from '#tests/workers/harness.ts'
import type { LiveEvent } from './platform.ts'
import { type Adapter, inbox, listenIn } from './realtime.fixture.ts'
import { ROOM_LIMITS } from './realtime-durable.ts'
import { redisRooms, type SharedRooms } from './realtime-redis.ts'
import { wsRooms } from './realtime-ws.ts'
import { openRedis } from './redis.ts'

const worker = await startAdaptersWorker()
async function connect(companyId: string, person = crypto.randomUUID()) {
  const address = new URL(`/live?key=${companyId}&person=${person}`, worker.url).href.replace(
    'http',
    'ws',
  )
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

/** The status of a refused handshake. */
function statusOf(path: string, upgrade: string): Promise<number | undefined> {
  const headers = {
    connection: 'Upgrade',
    upgrade,
    'sec-websocket-version': '13',
    'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
  }
  return new Promise((resolve, reject) => {
    request(new URL(path, worker.url), { headers, agent: false })
      .once('response', (answer) => resolve(answer.resume().statusCode))
      .once('upgrade', (_, socket) => {
        socket.destroy()
        resolve(101)
      })
      .once('error', reject)
      .end()
  })
}

const inProcess = wsRooms()
const adapters: Record<string, Adapter> = {
  ws: { publish: inProcess.publish, listen: listenIn(inProcess) },
  durable: { publish: publishOverHttp, listen: connect },
}

const NEWS: LiveEvent = { type: 'order.placed', id: 'ord_1' }

/** No circuit in between: every call reaches Redis. */
const DIRECT = { run: <T>(ask: () => Promise<T>) => ask() }

const server = await startRedis()
const links = server ? [openRedis(server.url, () => {}), openRedis(server.url, () => {})] : []
// Two processes: each has its own rooms and its own connections.
const [here, there] = links.map((link) => redisRooms(link, DIRECT, 0))
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

  test('every socket of the company gets every event once, in order', async () => {
    const company = unique()
    const listeners = [await listen(company), await listen(company)]
    for (let i = 0; i < 20; i++) await publish(company, event(`ord_${i}`))
    for (const listener of listeners) {
      for (let i = 0; i < 20; i++) expect(await listener.next()).toEqual(event(`ord_${i}`))
      listener.leave()
    }
  })

  test('another company gets no event', async () => {
    const [company, stranger] = [unique(), unique()]
    const listener = await listen(stranger)
    await publish(company, event('not for you'))
    await publish(stranger, event('for you'))
    expect(await listener.next()).toEqual(event('for you'))
    listener.leave()
  })

  test('a socket that left gets no event, the others still do', async () => {
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

  test('only type and id are sent, whatever else the object has', async () => {
    const company = unique()
    const listener = await listen(company)
    const careless = { ...event('ord_1'), customerName: '홍길동' }
    await publish(company, careless)
    expect(await listener.next()).toEqual(event('ord_1'))
    listener.leave()
  })
})

describe('rooms in a process', () => {
  test('a failing socket does not keep the event from the others', async () => {
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

  test('closing closes every socket and empties the rooms', async () => {
    const rooms = wsRooms()
    const listeners = await Promise.all(['com_1', 'com_2'].map(listenIn(rooms)))
    rooms.closeAll()
    expect(await Promise.all(listeners.map((listener) => listener.closed))).toEqual([1001, 1001])
    rooms.closeAll()
  })

  test('without Redis one process still serves its own sockets, and publishing does not fail', async () => {
    const link = openRedis('redis://127.0.0.1:1', () => {})
    const rooms = redisRooms(link, DIRECT)
    const listener = await listenIn(rooms)('com_1')
    const event: LiveEvent = { type: 'order.placed', id: 'ord_1' }
    await rooms.publish('com_1', event)
    expect(await listener.next()).toEqual(event)
    await rooms.close()
    link.disconnect()
  })
})

describe.skipIf(!server)('rooms over Redis', () => {
  test('after an interruption the sockets are closed, so that their clients load what they missed', async () => {
    if (!server || !here || !there) throw new Error('no server')
    const listener = await listenIn(there)('com_1')
    const admin = openRedis(server.url, () => {})
    await admin.client('KILL', 'TYPE', 'pubsub')
    expect(await listener.closed).toBe(1012)
    admin.disconnect()
  })

  test('an unstable Redis does not close sockets twice in a row', async () => {
    if (!server || !here) throw new Error('no server')
    const link = openRedis(server.url, () => {})
    const rooms = redisRooms(link, DIRECT)
    await rooms.listening
    const admin = openRedis(server.url, () => {})
    const first = await listenIn(rooms)('com_6')
    await admin.client('KILL', 'TYPE', 'pubsub')
    expect(await first.closed).toBe(1012)
    const second = await listenIn(rooms)('com_6')
    await admin.client('KILL', 'TYPE', 'pubsub')
    // Events arrive again once the subscription is back; a socket that was closed gets none.
    const heard = second.next()
    while ((await admin.publish('maru:live', '{}')) <= links.length);
    await here.publish('com_6', NEWS)
    expect(await heard).toEqual(NEWS)
    await rooms.close()
    for (const redis of [link, admin]) redis.disconnect()
  })

  test.each([
    ['as soon as it is back', (rooms: SharedRooms) => rooms.tellMissed()],
    ['with the next event', (rooms: SharedRooms) => rooms.publish('com_8', NEWS)],
  ])('sockets of other processes that missed an event are closed, %s', async (_, next) => {
    if (!server || !there) throw new Error('no server')
    const link = openRedis(server.url, () => {})
    let isAway = true
    const away = () => Promise.reject(new Error('away'))
    const rooms = redisRooms(link, { run: (ask) => (isAway ? away() : ask()) })
    const [own, other] = [await listenIn(rooms)('com_7'), await listenIn(there)('com_7')]
    await rooms.publish('com_7', NEWS)
    expect(await own.next()).toEqual(NEWS)
    isAway = false
    await next(rooms)
    expect(await other.closed).toBe(1012)
    // Told once: a client that connects again stays connected.
    const again = await listenIn(there)('com_7')
    await rooms.tellMissed()
    await rooms.publish('com_7', NEWS)
    expect(await again.next()).toEqual(NEWS)
    await rooms.close()
    link.disconnect()
  })

  test('messages of others on the same Redis are ignored', async () => {
    if (!server) throw new Error('no server')
    const link = openRedis(server.url, () => {})
    const rooms = redisRooms(link, DIRECT)
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
  test('sleeps with open sockets, and wakes for the next event', async () => {
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

  test('answers a ping even while asleep', async () => {
    const company = `com_${crypto.randomUUID()}`
    const listener = await connect(company)
    listener.socket.send('ping')
    expect(await listener.next()).toBe('pong')
    await worker.hibernate(company)
    listener.socket.send('ping')
    expect(await listener.next()).toBe('pong')
    listener.leave()
  })

  test('does not pass on messages of a socket', async () => {
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

  test('closes a socket that sends too much', async () => {
    const talker = await connect(`com_${crypto.randomUUID()}`)
    for (let i = 0; i <= ROOM_LIMITS.messages; i++) talker.socket.send('more')
    expect(await talker.closed).toBe(1008)
  })

  test('has a limited number of places per person, and a free one for another', async () => {
    const [company, person] = [`com_${crypto.randomUUID()}`, crypto.randomUUID()]
    const held = []
    for (let i = 0; i < ROOM_LIMITS.perPerson; i++) held.push(await connect(company, person))
    const status = await statusOf(`/live?key=${company}&person=${person}`, 'websocket')
    expect(status).toBe(429)
    held.push(await connect(company))
    const [first] = held
    first?.leave()
    await first?.closed
    held.push(await connect(company, person))
    for (const { leave } of held) leave()
  })

  test.each(['foo', 'h2c', 'websocket, foo'])(
    'the answer to an upgrade to "%s" names the right protocol',
    async (upgrade) => expect(await statusOf('/live?key=com_1', upgrade)).toBe(426),
  )

  test('a request that is no upgrade gets this answer', async () => {
    const response = await fetch(new URL('/live?key=com_1', worker.url))
    expect(response.status).toBe(426)
  })
})
