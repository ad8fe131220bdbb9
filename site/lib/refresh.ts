/** How long a refresh of another tab counts for this one. */
const FRESH_MS = 5_000
const KEPT_AT = 'maru.refreshed'

let running: Promise<boolean> | undefined

/**
 * Asks for a new access token, once for all calls that failed together. Tabs take turns, and a tab
 * that waited for another's refresh uses its cookies instead of rotating the token again.
 */
export function refreshSession(): Promise<boolean> {
  running ??= inTurn(refresh).finally(() => {
    running = undefined
  })
  return running
}

async function refresh(waited: boolean): Promise<boolean> {
  if (waited && Date.now() - lastRefresh() < FRESH_MS) return true
  const response = await fetch('/api/v2/auth/refresh', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  }).catch(() => undefined)
  if (!response?.ok) return false
  try {
    localStorage.setItem(KEPT_AT, String(Date.now()))
  } catch {
    // Without storage tabs only refresh once more than needed; the API's grace allows it.
  }
  return true
}

async function inTurn(work: (waited: boolean) => Promise<boolean>): Promise<boolean> {
  if (!('locks' in navigator)) return work(false)
  const asked = Date.now()
  return navigator.locks.request('maru.refresh', () => work(lastRefresh() >= asked - FRESH_MS))
}

function lastRefresh(): number {
  try {
    return Number(localStorage.getItem(KEPT_AT) ?? 0)
  } catch {
    return 0
  }
}
