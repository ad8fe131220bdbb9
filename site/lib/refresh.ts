import { problemOf } from './problem.ts'
import { send } from './send.ts'

/** How long another tab's refresh counts for this one. */
const FRESH_MS = 5_000
const KEPT_AT = 'maru.refreshed'
const LOCK = 'maru.refresh'

let running: Promise<boolean> | undefined

/**
 * Renews the access token, once for all calls that failed together. While another tab does it, this one only
 * waits, because tabs share the cookies. False when the session is over.
 */
export function refreshSession(): Promise<boolean> {
  running ??= oneTabAtATime().finally(() => {
    running = undefined
  })
  return running
}

async function oneTabAtATime(): Promise<boolean> {
  if (!('locks' in navigator)) return refresh()
  const own = await navigator.locks.request(LOCK, { ifAvailable: true }, (lock) =>
    lock ? refresh() : undefined,
  )
  // The repeated call finds out whether the other tab succeeded.
  return own ?? navigator.locks.request(LOCK, () => true)
}

async function refresh(): Promise<boolean> {
  if (Date.now() - lastRefresh() < FRESH_MS) {
    // Counts once: if the token is still refused, the next try asks the API.
    keepRefresh(0)
    return true
  }
  // Not by `api`, which would start a refresh itself.
  const response = await send('POST', '/auth/refresh', { json: {} })
  if (response.status === 401 || response.status === 403) return false
  // A busy or unreachable API says nothing about the session, so it must not lead to the login page.
  if (!response.ok) throw await problemOf(response)
  keepRefresh(Date.now())
  return true
}

function lastRefresh(): number {
  try {
    return Number(localStorage.getItem(KEPT_AT) ?? 0)
  } catch {
    return 0
  }
}

function keepRefresh(at: number) {
  try {
    localStorage.setItem(KEPT_AT, String(at))
  } catch {
    // Without storage tabs only refresh more often than needed; the API's grace period allows it.
  }
}
