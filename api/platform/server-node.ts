import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { type HttpBindings, serve } from '@hono/node-server'
import { WebSocketServer } from 'ws'
import { inTime } from './in-time.ts'

/** Time limits of a connection, in milliseconds. */
export const TIMES = {
  /** The head of a request, from the connection or its first byte: a phone on a bad line takes two seconds. */
  headers: 10_000,
  /** A whole request: a megabyte, the largest body that is read, at 140 kbit/s. */
  request: 60_000,
  /** Between two requests: longer than the 60 seconds for which load balancers keep a connection. */
  keepAlive: 65_000,
  /** Without any data in either direction, as from a reader that stopped reading its file. */
  idle: 120_000,
  /** From the request for a WebSocket to the open socket. */
  handshake: 10_000,
  /** From our close frame to the end of a WebSocket's connection. */
  goodbye: 5_000,
  /** How often the first two limits are checked. */
  check: 2_000,
}
export type Times = typeof TIMES

const IDLE_CHECK_MS = 50
/** The longest message of a browser is `ping`. */
const MESSAGE_BYTES_MAX = 1024
const FRAGMENTS_MAX = 4

type Options = {
  port: number
  host: string
  fetch: (request: Request, io: HttpBindings) => Response | Promise<Response>
  /** The only path for WebSockets. */
  socketPath: string
  times?: Partial<Times>
}

/**
 * The HTTP server of the process. Only a valid handshake on the path for sockets is handed to the WebSocket
 * server: any other `Upgrade` is ignored, as RFC 9110 allows, and answered as an ordinary request. Every
 * connection has an end, whatever its client does.
 */
export async function openServer({ port, host, fetch, socketPath, times }: Options) {
  const limits = { ...TIMES, ...times }
  // A separate object: the types do not know `closeTimeout` yet.
  const socketOptions = {
    noServer: true,
    maxPayload: MESSAGE_BYTES_MAX,
    maxFragments: FRAGMENTS_MAX,
    closeTimeout: limits.goodbye,
    // With automatic pongs, a client that does not read would fill the memory with answers.
    autoPong: false,
  }
  const sockets = new WebSocketServer(socketOptions)
  const pending = handshakes(limits.handshake)
  const answer = oneAtATime(fetch)
  sockets.on('connection', (_, request) => pending.isOpen(request.socket))
  const server = serve({
    port,
    hostname: host,
    websocket: { server: sockets },
    // This server speaks only HTTP/1.1, where the adapter always passes this type.
    fetch: (request, io) => answer(request, io as HttpBindings),
    serverOptions: {
      headersTimeout: limits.headers,
      requestTimeout: limits.request,
      keepAliveTimeout: limits.keepAlive,
      connectionsCheckingInterval: limits.check,
      shouldUpgradeCallback: (request: IncomingMessage) => {
        const isOurs = isHandshake(request, socketPath)
        if (isOurs) pending.begin(request.socket)
        return isOurs
      },
    },
  })
  server.setTimeout(limits.idle)
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve)
    server.once('error', (cause) =>
      reject(new Error(`Port ${port} cannot be used: choose another with PORT.`, { cause })),
    )
  })

  return {
    server,
    /** Accepts no new connection, and resolves when all requests are answered or the time is up. */
    async close(msMax: number) {
      const closed = new Promise((resolve) => server.close(resolve))
      // Closing ends only connections that are idle now. One that is answered later would stay open for the
      // client's next request, and keep the process.
      const idle = setInterval(
        () => 'closeIdleConnections' in server && server.closeIdleConnections(),
        IDLE_CHECK_MS,
      )
      await inTime(closed, msMax)
      clearInterval(idle)
    },
  }
}

/** The answer for a connection that is gone. */
const unheard = () => new Response(null, { status: 503 })

/** Requests that a connection may send before earlier answers; browsers and load balancers send none. */
const AHEAD_MAX = 16

/**
 * Handles the requests of a connection one after the other. All at once, thousands that are sent in advance
 * (pipelining) and whose answers are never read would each hold a file and memory; a connection with more
 * than a few is cut. A client that waits for each answer is not delayed: Node reports a response as closed
 * before it reads on, and not before the client has all of it.
 */
function oneAtATime(answer: Options['fetch']): Options['fetch'] {
  const lines = new WeakMap<Socket, { length: number; last: Promise<void> | undefined }>()
  return (request, io) => {
    const { incoming, outgoing } = io
    // A request that becomes a WebSocket has no response, and no request follows it.
    if (!outgoing) return answer(request, io)
    const { socket } = incoming
    const line = lines.get(socket) ?? { length: 0, last: undefined }
    if (line.length > AHEAD_MAX) {
      socket.destroy()
      return unheard()
    }
    const before = line.length > 0 ? line.last : undefined
    line.length += 1
    line.last = new Promise((resolve) =>
      outgoing.once('close', () => {
        line.length -= 1
        resolve()
      }),
    )
    lines.set(socket, line)
    if (!before) return answer(request, io)
    return before.then(() => (socket.destroyed ? unheard() : answer(request, io)))
  }
}

const SOCKET_KEY = /^[+/0-9a-z]{22}==$/i

/** Whether the request is a complete, valid handshake (RFC 6455, 4.2.1) for the sockets of the product. */
function isHandshake({ method, url, headers }: IncomingMessage, socketPath: string): boolean {
  const hasBody =
    headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'
  return (
    method === 'GET' &&
    url?.split('?')[0] === socketPath &&
    headers.upgrade?.toLowerCase() === 'websocket' &&
    headers['sec-websocket-version'] === '13' &&
    SOCKET_KEY.test(headers['sec-websocket-key'] ?? '') &&
    // The adapter builds a URL from it, and would report an invalid host as a server error.
    URL.canParse(`http://${headers.host}`) &&
    !hasBody
  )
}

/**
 * Connections between handshake and WebSocket. The server's own time-outs no longer apply to them, so this
 * ends those that were refused or whose client falls silent.
 */
function handshakes(msMax: number) {
  const ends = new WeakMap<Socket, () => void>()
  return {
    begin(socket: Socket) {
      const timer = setTimeout(() => socket.destroy(), msMax)
      // After a refusal the rest of the client's data is discarded, so that its end can be read.
      const drain = () => socket.resume()
      socket.once('finish', drain)
      const settle = () => {
        clearTimeout(timer)
        socket.off('finish', drain)
      }
      socket.once('close', settle)
      ends.set(socket, settle)
    },
    isOpen: (socket: Socket) => ends.get(socket)?.(),
  }
}
