/** How often a screen may ask again because something changed somewhere. */
const PACE_MS = 2_000

export type Paced = { call: () => void; stop: () => void }

/**
 * At once the first time; calls that follow within two seconds are made good by one call at their
 * end. A busy tree changes many orders a second, and every open screen hears of each.
 */
export function paced(act: () => void, paceMs = PACE_MS): Paced {
  let timer: ReturnType<typeof setTimeout> | undefined
  let missed = false
  const rest = () => {
    timer = undefined
    if (!missed) return
    missed = false
    act()
    timer = setTimeout(rest, paceMs)
  }
  return {
    call: () => {
      if (timer !== undefined) {
        missed = true
        return
      }
      act()
      timer = setTimeout(rest, paceMs)
    },
    stop: () => {
      clearTimeout(timer)
      timer = undefined
      missed = false
    },
  }
}
