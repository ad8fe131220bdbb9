import { once } from 'node:events'
import { WebSocket } from 'ws'
import { PASSWORD } from './world.ts'

export type Remote = Awaited<ReturnType<typeof signIn>>
type Tokens = { accessToken: string; refreshToken: string }

/** A person who signed in over the network, like a phone or a script, and uses a bearer token. */
export async function signIn(origin: string | URL, username: string) {
  const login = await send(origin, 'POST', 'auth/login', { username, password: PASSWORD })
  if (login.status !== 200) throw new Error(`sign-in of ${username}: ${login.text}`)
  return remote(origin, login.body)
}

/** The same session at another address. */
export function remote(origin: string | URL, { accessToken, refreshToken }: Tokens) {
  const bearer = { authorization: `Bearer ${accessToken}` }
  return {
    accessToken,
    refreshToken,
    get: (path: string) => send(origin, 'GET', path, undefined, bearer),
    put: (path: string, body: object) => send(origin, 'PUT', path, body, bearer),
    /** A command; its key is new unless the caller repeats one. */
    post: (path: string, body: object = {}, key: string = crypto.randomUUID()) =>
      send(origin, 'POST', path, body, { ...bearer, 'idempotency-key': key }),
    bytes: async (path: string) => {
      const response = await fetch(new URL(`/api/v2/${path}`, origin), { headers: bearer })
      return { status: response.status, bytes: await response.arrayBuffer() }
    },
    listen: () => listenTo(origin, accessToken),
  }
}

export async function send(
  origin: string | URL,
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
) {
  const response = await fetch(new URL(`/api/v2/${path}`, origin), {
    method,
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  // The test itself names the fields that it reads of a body; a wrong name fails the test.
  // biome-ignore lint/suspicious/noExplicitAny: bodies of every route pass through here
  const parsed: any = text.startsWith('{') ? JSON.parse(text) : text
  return { status: response.status, body: parsed, headers: response.headers, text }
}

export type Listener = Awaited<ReturnType<typeof listenTo>>

/** An open live socket that keeps its events; `heard` waits for one, even if it came earlier. */
async function listenTo(origin: string | URL, accessToken: string) {
  const address = new URL('/api/v2/live', origin)
  address.protocol = 'ws:'
  const socket = new WebSocket(address, { headers: { authorization: `Bearer ${accessToken}` } })
  const events: { type: string; id: string }[] = []
  let arrived = Promise.withResolvers<void>()
  socket.on('message', (data) => {
    events.push(JSON.parse(String(data)))
    arrived.resolve()
    arrived = Promise.withResolvers()
  })
  const closed = once(socket, 'close')
  await once(socket, 'open')
  return {
    closed,
    async heard(type: string, id?: string) {
      const isIt = (event: { type: string; id: string }) =>
        event.type === type && (id === undefined || event.id === id)
      for (;;) {
        const found = events.find(isIt)
        if (found) return found
        await arrived.promise
      }
    },
    close: async () => {
      socket.close()
      await closed
    },
  }
}
