import { createServer } from 'node:http'
import { connect } from 'node:net'
import { WebSocketServer } from 'ws'
import { listen } from './listen.ts'

export type NeonProxy = {
  /** The value of `NEON_WS_PROXY`. */
  wsProxy: string
  close(): Promise<void>
}

/** Neon's proxy as its driver sees it: one WebSocket per connection, whose bytes go to a real Postgres. */
export async function startNeonProxy(databaseUrl: string): Promise<NeonProxy> {
  const { hostname, port } = new URL(databaseUrl)
  const server = createServer((_, response) => response.writeHead(426).end())
  const sockets = new WebSocketServer({ server, perMessageDeflate: false })

  sockets.on('connection', (socket, request) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://proxy')
    // Clients choose the address, but the proxy connects only to this database.
    if (searchParams.get('address') !== `${hostname}:${port}`) return socket.close(1008)
    const database = connect(Number(port), hostname)
    database.setNoDelay(true)
    database.on('data', (bytes) => socket.send(bytes))
    database.on('error', () => socket.close(1011))
    database.on('close', () => socket.close())
    // By default, a binary message is a Buffer of Node.
    socket.on('message', (bytes: Buffer) => database.write(bytes))
    socket.on('error', () => database.destroy())
    socket.on('close', () => database.destroy())
  })

  const { port: own, close } = await listen(server)
  return {
    wsProxy: `127.0.0.1:${own}/v1`,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate()
      await close()
    },
  }
}
