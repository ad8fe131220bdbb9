import type {
  WebSocketRequestResponsePair as AutoReply,
  DurableObjectNamespace,
  DurableObjectState,
  WebSocketPair as Pair,
  WebSocket as ServerSocket,
} from '@cloudflare/workers-types'
import { AppError } from '../errors.ts'
import type { Realtime } from './platform.ts'
import { textOf, upgradeRequired } from './realtime-ws.ts'

declare const WebSocketPair: typeof Pair
declare const WebSocketRequestResponsePair: typeof AutoReply

/** The addresses of a room; only the Worker can reach it. */
const CONNECT = 'https://room/connect'
const PUBLISH = 'https://room/publish'
const PERSON = 'x-person'

/** How long a socket lives before its owner must be authorised again. */
const LIFE_MS = 5 * 60_000
const COME_BACK = 4000
const TOO_MANY = 1008
/** How soon a tab that found no place may try again. */
const RETRY_SECONDS = 30
/** The limits of a company, and of one of its people, in its room. The runtime itself answers `ping`. */
export const ROOM_LIMITS = { sockets: 1_000, perPerson: 20, messages: 20 }

/** Data that the runtime keeps with a socket while the object sleeps. */
type Kept = { since: number; said: number }

export type DurableRealtime = Realtime & {
  /**
   * Answers an upgrade request, already authorised by the caller, with a socket of that person in the room
   * of their company. Throws `upgrade_required`, or `too_many_requests` when no place is free.
   */
  connect(who: { companyId: string; userId: string }, request: Request): Promise<Response>
}

export function durableRealtime(namespace: DurableObjectNamespace): DurableRealtime {
  const roomOf = (companyId: string) => namespace.get(namespace.idFromName(companyId))
  return {
    publish: async (companyId, event) => {
      const answer = await roomOf(companyId).fetch(PUBLISH, {
        method: 'POST',
        body: textOf(event),
      })
      if (!answer.ok) throw new Error(`The room answered ${answer.status}.`)
    },
    connect: async ({ companyId, userId }, request) => {
      if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket') throw upgradeRequired()
      // The room needs nothing else of the client's request: no cookie, no token.
      const headers = { upgrade: 'websocket', [PERSON]: userId }
      const answer = await roomOf(companyId).fetch(CONNECT, { headers })
      if (answer.status === 429)
        throw new AppError('too_many_requests', 'Close other windows: too many are connected.', {
          facts: { retryAfterSeconds: RETRY_SECONDS },
        })
      // The Response types of Workers and the DOM differ only by name and by the socket in it.
      return answer as unknown as Response
    },
  }
}

/**
 * The sockets of one company. Between events the object sleeps and the runtime keeps the sockets, so a
 * thousand open tabs cost nothing. A Durable Object must be a class.
 */
export class LiveRoom {
  readonly #state: DurableObjectState

  constructor(state: DurableObjectState) {
    this.#state = state
    // The runtime answers this without waking the object.
    state.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'))
  }

  async fetch(request: Request): Promise<Response> {
    if (request.url === PUBLISH) {
      this.#tell(await request.text())
      return new Response(null, { status: 204 })
    }
    if (request.url !== CONNECT) return new Response(null, { status: 404 })
    const person = request.headers.get(PERSON) ?? ''
    if (!this.#hasPlace(person)) return new Response(null, { status: 429 })
    const { 0: client, 1: server } = new WebSocketPair()
    this.#state.acceptWebSocket(server, [person])
    keep(server, { since: Date.now(), said: 0 })
    // `webSocket` is a member in Workers that the DOM's type does not have.
    return new Response(null, { status: 101, webSocket: client } as ResponseInit)
  }

  #hasPlace(person: string): boolean {
    const all = this.#state.getWebSockets()
    const own = this.#state.getWebSockets(person)
    if (all.length < ROOM_LIMITS.sockets && own.length < ROOM_LIMITS.perPerson) return true
    // Closing the expired ones makes room: their clients connect again, unless they are gone.
    for (const socket of all) if (isOver(socket)) socket.close(COME_BACK)
    return false
  }

  #tell(text: string) {
    for (const socket of this.#state.getWebSockets())
      try {
        // The room cannot check who may still listen; a client that connects again is checked by the route.
        if (isOver(socket)) socket.close(COME_BACK)
        else socket.send(text)
      } catch {
        // This socket is closing already; the others must still get the event.
      }
  }

  /** Browsers have nothing to send here; a socket that sends too much is closed. */
  webSocketMessage(socket: ServerSocket) {
    const kept = keptOf(socket)
    if (kept.said >= ROOM_LIMITS.messages) return socket.close(TOO_MANY, 'Too many messages.')
    keep(socket, { ...kept, said: kept.said + 1 })
  }

  webSocketClose(socket: ServerSocket, code: number) {
    // 1005 and 1006 mean that no code was sent; they must not be sent.
    socket.close(code === 1005 || code === 1006 ? 1000 : code)
  }

  webSocketError(socket: ServerSocket) {
    socket.close(1011)
  }
}

const keep = (socket: ServerSocket, kept: Kept) => socket.serializeAttachment(kept)
/** Every socket gets its data when it is accepted. */
const keptOf = (socket: ServerSocket) => socket.deserializeAttachment() as Kept
const isOver = (socket: ServerSocket) => keptOf(socket).since < Date.now() - LIFE_MS
