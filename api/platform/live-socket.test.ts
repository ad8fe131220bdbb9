import { once } from 'node:events'
import { type AddressInfo, Socket } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { type BoundSocket, boundSocket, SOCKET_LIMITS, socketPlaces } from './live-socket.ts'
import { wsRooms } from './realtime-ws.ts'

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', autoPong: false })
await once(server, 'listening')
// A TCP server that listens has an address with a port.
const { port } = server.address() as AddressInfo
afterAll(() => server.close())

/** Both ends of one socket; these limits apply to the server's end. */
async function pair(limits: Partial<typeof SOCKET_LIMITS> = {}, options = {}) {
  const peer = new WebSocket(`ws://127.0.0.1:${port}`, options)
  const [[ws]] = await Promise.all([once(server, 'connection'), once(peer, 'open')])
  const socket: BoundSocket = boundSocket(ws, { ...SOCKET_LIMITS, ...limits })
  ws.on('message', (data: Buffer) => socket.hear(String(data)))
  const closed = once(ws, 'close')
  void closed.then(socket.stop)
  return { peer, ws: ws as WebSocket, socket, closed }
}

describe('a socket', () => {
  test('answers pings of both kinds', async () => {
    const { peer, closed } = await pair()
    peer.send('ping')
    expect(String((await once(peer, 'message'))[0])).toBe('pong')
    peer.ping('now')
    expect(String((await once(peer, 'pong'))[0])).toBe('now')
    peer.close()
    await closed
  })

  test.each<[string, (peer: WebSocket) => void]>([
    ['pings', (peer) => peer.send('ping')],
    ['pings of the protocol', (peer) => peer.ping()],
    ['unsolicited pongs', (peer) => peer.pong()],
    ['words', (peer) => peer.send('hello')],
  ])('that sends too many %s is closed', async (_, say) => {
    const { peer } = await pair()
    for (let i = 0; i <= SOCKET_LIMITS.messagesPerMinute; i++) say(peer)
    expect((await once(peer, 'close'))[0]).toBe(1008)
  })

  test('that sends a hundred thousand pings without reading is answered a few times', async () => {
    const { peer, ws, closed } = await pair()
    peer.pause()
    let sent = 0
    const send = ws.send.bind(ws) as (text: string) => void
    ws.send = (text: string) => {
      sent += 1
      send(text)
    }
    for (let i = 0; i < 100_000; i++) peer.send('ping')
    while (ws.readyState === WebSocket.OPEN) await new Promise(setImmediate)
    expect(sent).toBeLessThanOrEqual(SOCKET_LIMITS.messagesPerMinute)
    expect(ws.bufferedAmount).toBeLessThanOrEqual(SOCKET_LIMITS.bufferedBytes)
    peer.terminate()
    ws.terminate()
    await closed
  })

  test('that does not read is cut off when too much waits for it; the others still get events', async () => {
    const rooms = wsRooms()
    const [paused, hearing] = [await pair(), await pair()]
    for (const { socket } of [paused, hearing]) rooms.join('com_1', socket)
    paused.peer.pause()
    let heard = 0
    hearing.peer.on('message', () => {
      heard += 1
    })
    const event = { type: 'order.placed' as const, id: 'x'.repeat(1_000) }
    let published = 0
    while (paused.ws.readyState === WebSocket.OPEN) {
      expect(paused.ws.bufferedAmount).toBeLessThan(SOCKET_LIMITS.bufferedBytes + 2_000)
      await rooms.publish('com_1', event)
      published += 1
      while (heard < published) await new Promise(setImmediate)
    }
    await paused.closed
    await rooms.publish('com_1', event)
    paused.peer.terminate()
    hearing.peer.close()
    await hearing.closed
    expect(heard).toBe(published + 1)
  })

  test('whose peer is silent is cut off, one that answers is kept', async () => {
    const limits = { heartbeatMs: 1_000 }
    const [dead, alive] = [await pair(limits, { autoPong: false }), await pair(limits)]
    await dead.closed
    for (let i = 0; i < 2; i++) await once(alive.peer, 'ping')
    expect(alive.ws.readyState).toBe(WebSocket.OPEN)
    alive.peer.close()
    await alive.closed
  })
})

describe('places for sockets', () => {
  const who = (userId: string, companyId: string) => ({ userId, companyId })
  const free = async (connection: Socket) => {
    connection.destroy()
    await once(connection, 'close')
  }

  test('are limited per person, and a closed connection frees its own', async () => {
    const places = socketPlaces({ ...SOCKET_LIMITS, perPerson: 2, perCompany: 3 })
    const [one, two, other] = [new Socket(), new Socket(), new Socket()]
    places.take(who('p', 'c'), one)
    places.take(who('p', 'c'), two)
    const refused = { code: 'too_many_requests', facts: { retryAfterSeconds: 30 } }
    expect(() => places.take(who('p', 'c'), new Socket())).toThrow(expect.objectContaining(refused))
    places.take(who('q', 'c'), other)
    expect(() => places.take(who('r', 'c'), new Socket())).toThrow(expect.objectContaining(refused))
    places.take(who('r', 'another'), new Socket())
    await free(one)
    places.take(who('p', 'c'), new Socket())
    expect(() => places.take(who('p', 'c'), new Socket())).toThrow(expect.objectContaining(refused))
  })

  test('are not given to a connection that is closed already', async () => {
    const places = socketPlaces({ ...SOCKET_LIMITS, perPerson: 1 })
    const gone = new Socket()
    await free(gone)
    expect(() => places.take(who('p', 'c'), gone)).toThrow(
      expect.objectContaining({ code: 'busy' }),
    )
    places.take(who('p', 'c'), new Socket())
  })
})
