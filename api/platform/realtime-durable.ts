import type {
  WebSocketRequestResponsePair as AutoReply,
  DurableObjectNamespace,
  DurableObjectState,
  WebSocketPair as Pair,
  WebSocket as ServerSocket,
} from '@cloudflare/workers-types'
import type { Realtime } from './platform.ts'
import { textOf } from './realtime-ws.ts'

declare const WebSocketPair: typeof Pair
declare const WebSocketRequestResponsePair: typeof AutoReply

/** Only the Worker reaches a room, and only by these two addresses. */
const CONNECT = 'https://room/connect'
const PUBLISH = 'https://room/publish'

/** How long a socket lives before its owner has to come through the door again. */
const LIFE_MS = 5 * 60_000
const COME_BACK = 4000

export type DurableRealtime = Realtime & {
  /** Answers an upgrade request, authorised by the caller, with a socket in the company's room. */
  connect(companyId: string, request: Request): Promise<Response>
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
    connect: async (companyId, request) => {
      if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket')
        return new Response('Expected a WebSocket.', { status: 426 })
      // Nothing else of the visitor's request is of use in the room: no cookie, no token.
      const answer = await roomOf(companyId).fetch(CONNECT, { headers: { upgrade: 'websocket' } })
      // The Workers' Response and the DOM's differ in name only, but for the socket it carries.
      return answer as unknown as Response
    },
  }
}

/**
 * One company's sockets. Between events the object sleeps and the runtime keeps the sockets, so a
 * thousand open tabs cost nothing. A class, because that is what a Durable Object is.
 */
export class LiveRoom {
  readonly #state: DurableObjectState

  constructor(state: DurableObjectState) {
    this.#state = state
    // Answered by the runtime without waking the object.
    state.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'))
  }

  async fetch(request: Request): Promise<Response> {
    if (request.url === PUBLISH) {
      this.#tell(await request.text())
      return new Response(null, { status: 204 })
    }
    if (request.url !== CONNECT) return new Response(null, { status: 404 })
    const { 0: client, 1: server } = new WebSocketPair()
    this.#state.acceptWebSocket(server)
    server.serializeAttachment(Date.now())
    // The Workers' own member of this object; the DOM's type does not know it.
    return new Response(null, { status: 101, webSocket: client } as ResponseInit)
  }

  #tell(text: string) {
    const oldest = Date.now() - LIFE_MS
    for (const socket of this.#state.getWebSockets())
      try {
        // The room cannot ask who still may listen; whoever comes back is asked at the door.
        if (Number(socket.deserializeAttachment()) < oldest) socket.close(COME_BACK)
        else socket.send(text)
      } catch {
        // It is closing already; one dead socket must not keep the event from the others.
      }
  }

  /** The line goes one way: a browser has nothing to say here. */
  webSocketMessage() {}

  webSocketClose(socket: ServerSocket, code: number) {
    // 1005 and 1006 say that no code came; they may not be sent.
    socket.close(code === 1005 || code === 1006 ? 1000 : code)
  }

  webSocketError(socket: ServerSocket) {
    socket.close(1011)
  }
}
