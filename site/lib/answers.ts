import { computed, signal } from '@preact/signals'
import { paced } from './paced.ts'
import { ApiProblem } from './problem.ts'

/** The state of one address. `data` is that address's own, never another's. */
export type Answer = {
  data?: unknown
  /** When `data` was answered, by the clock given to `answersOf`, in milliseconds. */
  at?: number
  /** Why the last load failed; if `data` is there too, it is older than this failure. */
  error?: unknown
  busy: boolean
}

type Entry = {
  answer: Answer
  listeners: Set<() => void>
  load: () => void
  /** The same, paced: for live events. */
  loadPaced: () => void
  put: (data: unknown) => void
  end: () => void
}

/** A reader that joins within this time takes the answer that is there, so a view requests it once. */
const FRESH_MS = 10_000

const nothing = () => undefined
const LOADING: Answer = { busy: true }
/** The viewer may no longer see the record, so its data must go. */
const isGone = (error: unknown) =>
  error instanceof ApiProblem && [401, 403, 404, 410].includes(error.status)

export type Answers = ReturnType<typeof answersOf>

/**
 * Answers of the API by address, kept while some part of the screen shows them. `ask` loads an address; `now`
 * is the clock in milliseconds.
 */
export function answersOf(
  ask: (key: string, signal: AbortSignal) => Promise<unknown>,
  now: () => number,
) {
  const entries = new Map<string, Entry>()
  /** Changes with every answer, so that values computed from all answers follow. */
  const changes = signal(0)

  function begin(key: string): Entry {
    let running: AbortController | undefined
    const show = (answer: Answer) => {
      entry.answer = answer
      changes.value++
      for (const listener of [...entry.listeners]) listener()
    }
    const load = () => {
      running?.abort()
      const abort = new AbortController()
      running = abort
      show({ ...entry.answer, busy: true })
      ask(key, abort.signal).then(
        (data) => {
          // A newer request replaces this one, so its answer is dropped.
          if (!abort.signal.aborted) show({ data, at: now(), busy: false })
        },
        (error: unknown) => {
          if (abort.signal.aborted) return
          show(isGone(error) ? { error, busy: false } : { ...entry.answer, error, busy: false })
        },
      )
    }
    const pace = paced(load)
    const entry: Entry = {
      answer: LOADING,
      listeners: new Set(),
      load,
      loadPaced: pace.call,
      put: (data) => {
        const isLoading = entry.answer.busy
        show({ data, at: now(), busy: false })
        // The running request may have been answered before the command, so it is made again.
        if (isLoading) load()
      },
      end: () => {
        pace.stop()
        running?.abort()
      },
    }
    return entry
  }

  return {
    of: (key: string): Answer => entries.get(key)?.answer ?? LOADING,

    /** Follows an address until the returned function is called; the first follower loads it. */
    join(key: string, listener: () => void): () => void {
      const before = entries.get(key)
      const entry = before ?? begin(key)
      entries.set(key, entry)
      // A wrapper each, because one function may follow twice and leave once.
      const own = () => listener()
      entry.listeners.add(own)
      const { at, busy, error } = entry.answer
      if (!before) entry.load()
      else if (!busy && (error !== undefined || now() - (at ?? 0) > FRESH_MS)) entry.load()
      listener()
      return () => {
        entry.listeners.delete(own)
        if (entry.listeners.size > 0) return
        entry.end()
        entries.delete(key)
        changes.value++
      }
    },

    load: (key: string) => entries.get(key)?.load(),
    /** The paced load of a joined address: one function for live events, however many parts follow it. */
    pacedOf: (key: string) => entries.get(key)?.loadPaced ?? nothing,

    /** Replaces the data by the server's answer to a command, without a request of its own. */
    put: (key: string, data: unknown) => entries.get(key)?.put(data),

    /** Reloads everything that failed, when the connection is back or on demand. */
    again() {
      for (const { answer, load } of entries.values())
        if (answer.error !== undefined && !answer.busy) load()
    },

    /** The time of the oldest data on screen whose reload failed. */
    behindSince: computed(() => {
      changes.value
      const late = [...entries.values()].flatMap(({ answer: { data, error, at } }) =>
        data !== undefined && error !== undefined && at !== undefined ? [at] : [],
      )
      return late.length > 0 ? Math.min(...late) : undefined
    }),
  }
}
