import { signal } from '@preact/signals'
import { loadMe } from './session.ts'

type Listener = () => void
export type Link = 'connecting' | 'connected' | 'reconnecting'

/** Shown in the shell: figures may be old while it says `reconnecting`. */
export const link = signal<Link>('connecting')

const listeners = new Map<string, Set<Listener>>()
const WAIT_MS = { first: 500, most: 30_000 }

/** How the server closes the socket of somebody whose session is over. */
const SESSION_ENDED = 4401

/** A connection that died without a word is found out by an unanswered ping. */
const PING_MS = 25_000
const PONG_MS = 10_000

let socket: WebSocket | undefined
let pinger: ReturnType<typeof setTimeout> | undefined
let timer: ReturnType<typeof setTimeout> | undefined
let failures = 0

/**
 * Calls `listener` when an event of one of these types arrives (`order.placed`, or `order.*` for all
 * of an area) and after every reconnection, since events may have been missed. Events carry no data:
 * the listener asks the API again. Returns how to stop.
 */
export function onLive(types: readonly string[], listener: Listener): () => void {
  for (const type of types) {
    const heard = listeners.get(type) ?? new Set()
    listeners.set(type, heard.add(listener))
  }
  connect()
  return () => {
    for (const type of types) listeners.get(type)?.delete(listener)
  }
}

function connect() {
  if (socket || timer) return
  socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/api/v2/live`)
  socket.onopen = () => {
    const again = link.value === 'reconnecting'
    failures = 0
    link.value = 'connected'
    keepAlive()
    if (again) for (const heard of new Set([...listeners.values()].flatMap((s) => [...s]))) heard()
  }
  socket.onmessage = ({ data }) => {
    keepAlive()
    tell(typeOf(String(data)))
  }
  socket.onclose = ({ code }) => {
    clearTimeout(pinger)
    socket = undefined
    link.value = 'reconnecting'
    // Whoever may no longer listen is led to the login page by the next answer.
    if (code === SESSION_ENDED) void loadMe()
    // Full jitter: a restarted server is not met by every tab in the same instant.
    const limit = Math.min(WAIT_MS.most, WAIT_MS.first * 2 ** failures++)
    timer = setTimeout(retry, limit / 2 + (Math.random() * limit) / 2)
  }
}

/** Anything heard puts the next ping off; a ping that stays unanswered ends the connection. */
function keepAlive() {
  clearTimeout(pinger)
  pinger = setTimeout(() => {
    socket?.send('ping')
    pinger = setTimeout(() => socket?.close(), PONG_MS)
  }, PING_MS)
}

function retry() {
  clearTimeout(timer)
  timer = undefined
  connect()
}

function tell(type: string | undefined) {
  if (!type) return
  const area = `${type.split('.')[0]}.*`
  for (const name of [type, area]) for (const heard of listeners.get(name) ?? []) heard()
}

function typeOf(text: string): string | undefined {
  try {
    const event: unknown = JSON.parse(text)
    if (typeof event !== 'object' || event === null || !('type' in event)) return undefined
    return typeof event.type === 'string' ? event.type : undefined
  } catch {
    // A heartbeat is plain text; it says nothing to listeners.
    return undefined
  }
}

/** Wakes a waiting connection when the machine is online again or the tab is looked at. */
export function watchConnection() {
  const wake = () => {
    if (timer && document.visibilityState === 'visible') retry()
  }
  addEventListener('online', wake)
  document.addEventListener('visibilitychange', wake)
}
