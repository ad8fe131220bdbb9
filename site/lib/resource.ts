import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { api, type Query, search } from './client.ts'
import { onLive } from './live.ts'
import { paced } from './paced.ts'

export type Resource<T> = {
  /** `ready` stays `ready` while it reloads; only a first load is `loading`, only a first failure `failed`. */
  state: 'loading' | 'ready' | 'failed'
  data: T | undefined
  /** Why the last load failed; with `data` there it is a failed reload. */
  error: unknown
  reloading: boolean
  reload: () => void
  /** Puts the server's answer to a command in place without another request. */
  replace: (data: T) => void
}

type Held<T> = { key: string; data?: T; error?: unknown; busy: boolean }

/**
 * Data of the API for a component: loads on mount and whenever the address changes, asks again when
 * one of the `live` events arrives, aborts on unmount. While a list loads with another filter its old
 * rows stay; another path is another record, and never shows the data of the one before. `path`
 * undefined loads nothing.
 */
export function useResource<T>(
  path: string | undefined,
  { query, live = [] }: { query?: Query; live?: readonly string[] } = {},
): Resource<T> {
  const key = path === undefined ? '' : path + search(query)
  const [held, setHeld] = useState<Held<T>>({ key, busy: true })
  const running = useRef<AbortController | undefined>(undefined)

  const reload = useCallback(() => {
    running.current?.abort()
    if (!key) return
    const abort = new AbortController()
    running.current = abort
    setHeld((before) => ({ ...kept(before, key), key, busy: true }))
    api.get<T>(key, undefined, { signal: abort.signal }).then(
      (data) => {
        // An answer that was overtaken by a newer question is not shown.
        if (!abort.signal.aborted) setHeld({ key, data, busy: false })
      },
      (error: unknown) => {
        if (!abort.signal.aborted)
          setHeld((before) => ({ ...kept(before, key), key, error, busy: false }))
      },
    )
  }, [key])

  useEffect(() => {
    reload()
    return () => running.current?.abort()
  }, [reload])

  const events = live.join(' ')
  useEffect(() => {
    if (!events) return
    const pace = paced(reload)
    const leave = onLive(events.split(' '), pace.call)
    return () => {
      leave()
      pace.stop()
    }
  }, [events, reload])

  const isOther = pathOf(held.key) !== (path ?? '')
  const { data, error, busy } = isOther ? { data: undefined, error: undefined, busy: true } : held
  return {
    state: data !== undefined ? 'ready' : error !== undefined && !busy ? 'failed' : 'loading',
    data,
    error,
    reloading: busy && data !== undefined,
    reload,
    replace: (next) => setHeld({ key, data: next, busy: false }),
  }
}

const pathOf = (key: string) => key.split('?')[0] ?? ''

/** What may stay on screen while `key` loads: the data of the same path. */
const kept = <T>(before: Held<T>, key: string): Partial<Held<T>> =>
  pathOf(before.key) === pathOf(key) ? before : {}
