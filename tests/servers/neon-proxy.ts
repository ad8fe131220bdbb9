import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { WebSocketServer } from 'ws'
import { listen } from './listen.ts'

export type NeonProxy = {
  /** The value of `NEON_WS_PROXY`. */
  wsProxy: string
  /** The connections so far. */
  readonly connections: number
  /** Resolves when no connection is open. */
  idle(): Promise<void>
  /** How often the database has become ready for the next question: the round trips so far. */
  readonly roundTrips: number
  /** The bytes that clients have sent so far. */
  readonly bytesSent: number
  close(): Promise<void>
}

/** Neon's proxy as its driver sees it: one WebSocket per connection, whose bytes go to a real Postgres. */
export async function startNeonProxy(databaseUrl: string): Promise<NeonProxy> {
  const { hostname, port } = new URL(databaseUrl)
  const server = createServer((_, response) => response.writeHead(426).end())
  let connections = 0
  let roundTrips = 0
  let bytesSent = 0
  const sockets = new WebSocketServer({ server, perMessageDeflate: false })

  sockets.on('connection', (socket, request) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://proxy')
    // Clients choose the address, but the proxy connects only to this database.
    if (searchParams.get('address') !== `${hostname}:${port}`) return socket.close(1008)
    connections += 1
    const database = connect(Number(port), hostname)
    database.setNoDelay(true)
    const count = countReady(() => {
      roundTrips += 1
    })
    // Without an encoding, data is a Buffer.
    database.on('data', (bytes: Buffer) => {
      count(bytes)
      socket.send(bytes)
    })
    database.on('error', () => socket.close(1011))
    database.on('close', () => socket.close())
    // By default, a binary message is a Buffer of Node.
    socket.on('message', (bytes: Buffer) => {
      bytesSent += bytes.length
      database.write(bytes)
    })
    socket.on('error', () => database.destroy())
    socket.on('close', () => database.destroy())
  })

  const { port: own, close } = await listen(server)
  return {
    wsProxy: `127.0.0.1:${own}/v1`,
    get connections() {
      return connections
    },
    idle: async () => {
      await Promise.all([...sockets.clients].map((socket) => once(socket, 'close')))
    },
    get roundTrips() {
      return roundTrips
    },
    get bytesSent() {
      return bytesSent
    },
    close: async () => {
      for (const socket of sockets.clients) socket.terminate()
      await close()
    },
  }
}

const READY = 'Z'.charCodeAt(0)
/** A type of one byte, then the length of the rest with its own four bytes. */
const HEAD_BYTES = 5

/** Reads a server's messages from pieces of any size. */
function countReady(ready: () => void) {
  let rest = Buffer.alloc(0)
  return (piece: Buffer) => {
    rest = Buffer.concat([rest, piece])
    while (rest.length >= HEAD_BYTES) {
      const bytes = 1 + rest.readInt32BE(1)
      if (rest.length < bytes) return
      if (rest[0] === READY) ready()
      rest = rest.subarray(bytes)
    }
  }
}
