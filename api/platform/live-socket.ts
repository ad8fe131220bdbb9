import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import { AppError } from '../errors.ts'
import type { LiveSocket } from './realtime-ws.ts'

/** The limits of one socket, one person and one company in this process. */
export const SOCKET_LIMITS = {
  /** Each browser tab has one socket. */
  perPerson: 20,
  perCompany: 1_000,
  /** The site sends a ping every 25 seconds and answers one every 30. */
  messagesPerMinute: 60,
  /** An event has some 80 bytes: this much waits only if the peer does not read. */
  bufferedBytes: 64 * 1024,
  /** A peer that is silent between two of our pings is gone. */
  heartbeatMs: 30_000,
}
export type SocketLimits = typeof SOCKET_LIMITS

const TOO_MANY = 1008
const MINUTE_MS = 60_000
/** The time from the close frame for a socket with too many messages to the end of its connection. */
const CUT_MS = 1_000
/** How soon a tab that found no place may try again. */
const RETRY_SECONDS = 30

export type BoundSocket = LiveSocket & {
  /** Handles a message of the peer. */
  hear(data: unknown): void
  /** Ends the heartbeat; called after the socket has closed. */
  stop(): void
}

/**
 * A WebSocket with bounded cost: a peer that sends too much is closed, a peer that does not read or does not
 * answer is cut off.
 */
export function boundSocket(ws: WebSocket, limits: SocketLimits = SOCKET_LIMITS): BoundSocket {
  let isHeard = true
  let messages = 0
  let since = performance.now()

  /** Counts a message and returns whether the peer may still get an answer. */
  function count(): boolean {
    isHeard = true
    if (ws.readyState !== ws.OPEN) return false
    const now = performance.now()
    if (now - since >= MINUTE_MS) [messages, since] = [0, now]
    messages += 1
    if (messages <= limits.messagesPerMinute) return true
    ws.close(TOO_MANY, 'Too many messages.')
    // The rest of the peer's messages stays in its own buffers until the connection is cut. Its close frame
    // is among them, so the time only allows our own frame to arrive.
    ws.pause()
    setTimeout(() => ws.terminate(), CUT_MS)
    return false
  }
  function hasRoom(): boolean {
    if (ws.bufferedAmount <= limits.bufferedBytes) return true
    ws.terminate()
    return false
  }

  ws.on('ping', (data) => void (count() && hasRoom() && ws.pong(data)))
  ws.on('pong', count)
  const heartbeat = setInterval(() => {
    if (!isHeard) return ws.terminate()
    isHeard = false
    if (hasRoom()) ws.ping()
  }, limits.heartbeatMs)

  return {
    send: (text) => {
      if (!hasRoom()) throw new Error('The socket does not read.')
      ws.send(text)
    },
    close: (code, reason) => ws.close(code, reason),
    hear: (data) => void (count() && data === 'ping' && hasRoom() && ws.send('pong')),
    stop: () => clearInterval(heartbeat),
  }
}

/** Counts the sockets of each person and company in this process. */
export function socketPlaces(limits: SocketLimits = SOCKET_LIMITS) {
  const taken = new Map<string, number>()
  const change = (key: string, by: number) => {
    const count = (taken.get(key) ?? 0) + by
    if (count === 0) taken.delete(key)
    else taken.set(key, count)
  }
  return {
    /**
     * Takes a place until the connection closes. Every connection closes, so a failed handshake frees its
     * place too. Throws `too_many_requests` when there is none.
     */
    take({ userId, companyId }: { userId: string; companyId: string }, connection: Socket) {
      // Its close event may have passed already, and nothing would free the place.
      if (connection.destroyed) throw new AppError('busy', 'The connection is closed.')
      const keys = [`person ${userId}`, `company ${companyId}`]
      const max = [limits.perPerson, limits.perCompany]
      if (keys.some((key, i) => (taken.get(key) ?? 0) >= (max[i] ?? 0)))
        throw new AppError('too_many_requests', 'Close other windows: too many are connected.', {
          facts: { retryAfterSeconds: RETRY_SECONDS },
        })
      for (const key of keys) change(key, 1)
      connection.once('close', () => {
        for (const key of keys) change(key, -1)
      })
    },
  }
}
