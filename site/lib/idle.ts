/** Before the end everybody is warned for this long, in every tab. */
export const WARNING_MS = 2 * 60_000

/** A moving mouse is written down this often at most. */
const NOTED_EVERY_MS = 5_000
const KEPT_AT = 'maru.active'

export type Idle = { state: 'active' | 'warning' | 'over'; leftMs: number }

/** What the clock says. Only times count, so a machine that slept is judged when it wakes. */
export function idleAt(now: number, activeAt: number, idleMinutes: number): Idle {
  const leftMs = activeAt + idleMinutes * 60_000 - now
  const state = leftMs <= 0 ? 'over' : leftMs <= WARNING_MS ? 'warning' : 'active'
  return { state, leftMs: Math.max(0, leftMs) }
}

/** How long until something can change: while warned the countdown ticks; else rarely. */
export function nextLookMs({ state, leftMs }: Idle): number {
  if (state === 'warning') return leftMs % 1_000 || 1_000
  return Math.max(1_000, Math.min(leftMs - WARNING_MS, 30_000))
}

const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'touchstart', 'wheel'] as const

type Watch = {
  idleMinutes: number
  /** Called at every look; the same answer in all tabs, since they share one time. */
  onLook: (idle: Idle) => void
  /** Somebody works, but nothing was asked of the server for long: it must hear of it. */
  onBusy: () => void
}

/**
 * Follows whether anybody touches anything, in this tab or another. Once warned, only `carryOn` counts:
 * a hand that brushes the desk has not decided anything. Returns how to carry on and how to stop.
 */
export function watchIdle({ idleMinutes, onLook, onBusy }: Watch) {
  // Opening a page is something that a person did.
  let activeAt = Date.now()
  let toldAt = activeAt
  let timer: ReturnType<typeof setTimeout> | undefined
  share(activeAt)

  const look = () => {
    clearTimeout(timer)
    const now = Date.now()
    // A clock that was put back leaves times in the future behind, which nobody has lived through.
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
    // The first touch after a sleep meets the truth before it counts.
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
    // Without storage every tab counts for itself; the server still ends what nobody uses.
  }
}
