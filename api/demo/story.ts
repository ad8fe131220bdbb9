type Event = { at: number; run: () => Promise<unknown> }

/** Events of the same half hour run concurrently, which keeps seeding short. */
const SLOT_MS = 30 * 60_000

export type Story = {
  roll: () => number
  /** 1, 2, 3, … for what must not repeat. */
  next(): number
  /** Adds an event `afterMs` from the story's present. */
  later(afterMs: number, run: Event['run']): void
  at(time: Date, run: Event['run']): void
  /** Runs all events before `end`; later ones never run. */
  tell(end: Date): Promise<void>
}

/** Events in the order of their time, with a clock that `setNow` moves. */
export function story(roll: () => number, setNow: (now: Date) => void): Story {
  const slots = new Map<number, Event['run'][]>()
  let present = 0
  let last = 0
  const add = (at: number, run: Event['run']) => {
    const slot = Math.floor(at / SLOT_MS)
    slots.set(slot, [...(slots.get(slot) ?? []), run])
  }
  return {
    roll,
    next: () => ++last,
    later: (afterMs, run) => add(Math.max(present + SLOT_MS, present + afterMs), run),
    at: (time, run) => add(time.getTime(), run),
    async tell(end) {
      for (;;) {
        const next = Math.min(...slots.keys())
        if (!Number.isFinite(next) || next * SLOT_MS >= end.getTime()) return
        present = next * SLOT_MS
        setNow(new Date(present))
        const runs = slots.get(next) ?? []
        slots.delete(next)
        await Promise.all(runs.map((run) => run()))
      }
    },
  }
}
