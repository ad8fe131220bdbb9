/** The minimum time between reloads that live events cause. */
const PACE_MS = 2_000

export type Paced = { call: () => void; stop: () => void }

/**
 * Acts at once the first time; calls within the next two seconds cause one call at their end. A busy tree
 * changes many orders a second, and every open screen receives each event.
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
