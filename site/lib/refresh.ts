import { ApiProblem, problemOf } from './problem.ts'

/** How long a refresh by another tab counts for this one. */
const FRESH_MS = 5_000
const KEPT_AT = 'maru.refreshed'
const LOCK = 'maru.refresh'

let running: Promise<boolean> | undefined

/**
 * Makes the access token new, once for all calls that failed together. While another tab does it, this
 * one only waits: the cookies are shared. False when the session is over.
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
  // Whether the other tab succeeded, the call that is sent again finds out.
  return own ?? navigator.locks.request(LOCK, () => true)
}

async function refresh(): Promise<boolean> {
  if (Date.now() - lastRefresh() < FRESH_MS) {
    // Counts once: if the token is still refused, the next try asks the API.
    keepRefresh(0)
    return true
  }
  const response = await fetch('/api/v2/auth/refresh', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  }).catch(() => {
    throw new ApiProblem(0, { code: 'offline' })
  })
  if (response.status === 401 || response.status === 403) return false
  // A busy or unreachable API says nothing about the session: nobody is sent to the login page.
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
    // Without storage tabs only refresh once more than needed; the API's grace allows it.
  }
}
