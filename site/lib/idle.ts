/** The time before the end in which every tab shows a warning. */
export const WARNING_MS = 2 * 60_000

/** Activity is stored at most this often. */
const NOTED_EVERY_MS = 5_000
const KEPT_AT = 'maru.active'

export type Idle = { state: 'active' | 'warning' | 'over'; leftMs: number }

/** The state by the clock. Only times count, so a machine that slept is judged when it wakes. */
export function idleAt(now: number, activeAt: number, idleMinutes: number): Idle {
  const leftMs = activeAt + idleMinutes * 60_000 - now
  const state = leftMs <= 0 ? 'over' : leftMs <= WARNING_MS ? 'warning' : 'active'
  return { state, leftMs: Math.max(0, leftMs) }
}

/** The time until the state can change: each second during the warning, otherwise rarely. */
export function nextLookMs({ state, leftMs }: Idle): number {
  if (state === 'warning') return leftMs % 1_000 || 1_000
  return Math.max(1_000, Math.min(leftMs - WARNING_MS, 30_000))
}

const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'touchstart', 'wheel'] as const

type Watch = {
  idleMinutes: number
  /** Called at every look; all tabs get the same answer, since they share one time. */
  onLook: (idle: Idle) => void
  /** The person is active, but no request was sent for long: the server must learn of it. */
  onBusy: () => void
}

/**
 * Watches for activity in this tab and others. During the warning only `carryOn` counts: a hand that brushes
 * the desk is no decision. Returns functions to carry on and to stop.
 */
export function watchIdle({ idleMinutes, onLook, onBusy }: Watch) {
  // Opening a page is an activity.
  let activeAt = Date.now()
  let toldAt = activeAt
  let timer: ReturnType<typeof setTimeout> | undefined
  share(activeAt)

  const look = () => {
    clearTimeout(timer)
    const now = Date.now()
    // After a clock was set back, stored times lie in the future; they do not count.
    activeAt = Math.min(now, Math.max(activeAt, sharedTime()))
    const idle = idleAt(now, activeAt, idleMinutes)
    onLook(idle)
    if (idle.state !== 'over') timer = setTimeout(look, nextLookMs(idle))
    return idle
  }
  const carryOn = () => {
    if (look().state === 'over') return
    activeAt = Date.now()
    toldAt = activeAt
    share(activeAt)
    onBusy()
    look()
  }
  const touched = () => {
    const now = Date.now()
    if (now - activeAt < NOTED_EVERY_MS) return
    // Looks first, so that the first touch after a sleep cannot revive a session that is over.
    if (look().state !== 'active') return
    activeAt = now
    share(now)
    if (now - toldAt < (idleMinutes * 60_000) / 3) return
    toldAt = now
    onBusy()
  }
  const seen = () => void look()
  for (const touch of TOUCHES) addEventListener(touch, touched, { passive: true, capture: true })
  addEventListener('storage', seen)
  addEventListener('pageshow', seen)
  document.addEventListener('visibilitychange', seen)
  look()
  return {
    carryOn,
    stop: () => {
      clearTimeout(timer)
      for (const touch of TOUCHES) removeEventListener(touch, touched, { capture: true })
      removeEventListener('storage', seen)
      removeEventListener('pageshow', seen)
      document.removeEventListener('visibilitychange', seen)
    },
  }
}

function sharedTime(): number {
  try {
    return Number(localStorage.getItem(KEPT_AT) ?? 0)
  } catch {
    return 0
  }
}

function share(at: number) {
  try {
    localStorage.setItem(KEPT_AT, String(at))
  } catch {
    // Without storage every tab counts for itself; the server still ends idle sessions.
  }
}
