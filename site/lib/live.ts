import { signal } from '@preact/signals'
import { loadMe } from './session.ts'
import { touchAll, touchBy } from './touched.ts'

type Listener = () => void
export type Link = 'connecting' | 'connected' | 'reconnecting'

/** Shown in the shell: data may be old while it says `reconnecting`. */
export const link = signal<Link>('connecting')

/** Called when the machine or the live connection is back. */
const returners = new Set<Listener>()
export const onReturn = (listener: Listener) => {
  returners.add(listener)
}
const returned = () => {
  for (const listener of returners) listener()
}

const WAIT_MS = { first: 500, most: 30_000 }

/** The close code for a session that has ended. */
const SESSION_ENDED = 4401

/** An unanswered ping reveals a connection that died silently. */
const PING_MS = 25_000
const PONG_MS = 10_000

let socket: WebSocket | undefined
let pinger: ReturnType<typeof setTimeout> | undefined
let timer: ReturnType<typeof setTimeout> | undefined
let failures = 0

/**
 * Opens one live connection for the page. Events carry no data: what they touch is loaded again, and after a
 * reconnection everything is, since events may have been missed.
 */
export function connect() {
  if (socket || timer) return
  socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/api/v2/live`)
  socket.onopen = () => {
    const again = link.value === 'reconnecting'
    failures = 0
    link.value = 'connected'
    keepAlive()
    if (!again) return
    touchAll()
    returned()
  }
  socket.onmessage = ({ data }) => {
    keepAlive()
    const type = typeOf(String(data))
    if (type) touchBy(type)
  }
  socket.onclose = ({ code }) => {
    // The next answer sends a person whose session is over to the login page.
    if (code === SESSION_ENDED) void loadMe()
    lost()
  }
}

function lost() {
  clearTimeout(pinger)
  socket = undefined
  link.value = 'reconnecting'
  // Jitter, so that not every tab reconnects to a restarted server in the same instant.
  const limit = Math.min(WAIT_MS.most, WAIT_MS.first * 2 ** failures++)
  timer = setTimeout(retry, limit / 2 + (Math.random() * limit) / 2)
}

/** Any message postpones the next ping. */
function keepAlive() {
  clearTimeout(pinger)
  pinger = setTimeout(ping, PING_MS)
}

/** An unanswered ping ends the connection. */
function ping() {
  clearTimeout(pinger)
  socket?.send('ping')
  pinger = setTimeout(() => {
    // On a dead line the browser waits up to a minute for the other side before it reports a close.
    if (socket) socket.onclose = null
    socket?.close()
    lost()
  }, PONG_MS)
}

function retry() {
  clearTimeout(timer)
  timer = undefined
  connect()
}

function typeOf(text: string): string | undefined {
  try {
    const event: unknown = JSON.parse(text)
    if (typeof event !== 'object' || event === null || !('type' in event)) return undefined
    return typeof event.type === 'string' ? event.type : undefined
  } catch {
    // A heartbeat is plain text and no event.
    return undefined
  }
}

/**
 * Reconnects at once when the machine is online again or the tab becomes visible. A connection that seems open
 * is checked at once, because it may have died while the machine slept.
 */
export function watchConnection() {
  const wake = () => {
    if (document.visibilityState !== 'visible') return
    if (timer) retry()
    else if (link.value === 'connected') ping()
  }
  addEventListener('online', () => {
    wake()
    returned()
  })
  document.addEventListener('visibilitychange', wake)
}
