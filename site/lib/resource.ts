import { useEffect, useReducer } from 'preact/hooks'
import { answersOf } from './answers.ts'
import type { Address, Feature } from './api-types.ts'
import { api } from './client.ts'
import { everyPage, type Page } from './every-page.ts'
import { connect, onReturn } from './live.ts'
import { serverNow } from './server-clock.ts'
import { featureOf, onTouched } from './touched.ts'

type Common<T> = {
  reloading: boolean
  reload: () => void
  /** Replaces the data by the server's answer to a command, without another request. */
  replace: (data: T) => void
}
/**
 * The state of an address on a screen. Only `ready` has data, and they are that address's own: nothing of
 * another filter, page or record. It stays `ready` during a reload and after a failed one; then `error` says
 * why, and the shell says how old the data are.
 */
export type Resource<T> = Common<T> &
  (
    | { state: 'loading'; data: undefined; error: undefined }
    | { state: 'ready'; data: T; error: unknown }
    | { state: 'failed'; data: undefined; error: unknown }
  )

/** Before an address: all of its pages instead of one. */
const EVERY = 'every '

const answers = answersOf(
  (key, signal) =>
    key.startsWith(EVERY)
      ? everyPage((address) => api.get(address, { signal }), key.slice(EVERY.length))
      : // Only addresses are joined.
        api.get(key as Address<unknown>, { signal }),
  serverNow,
)
onReturn(answers.again)

/** The age of the data on screen whose reload failed; undefined while all of it is fresh. */
export const { behindSince, again: askAgain } = answers

/** Nothing is loaded while the address is not known. */
type Perhaps<T> = Address<T> | '' | false | undefined
type Ways = {
  /** For data under a draft: they do not change while the person types. */
  still?: boolean
}

/**
 * The API's answer to an address, for a component: loads on mount and whenever the address changes, again
 * when something touched it (`touched.ts`) and when the connection is back; aborts on unmount. Parts of a
 * view that show the same address share one answer.
 */
export function useAnswer<T>(address: Perhaps<T>, { still = false }: Ways = {}): Resource<T> {
  return useKey(address || '', address && !still ? featureOf(address) : undefined)
}

/**
 * The same for a whole list: every page of it, or none if one failed. A list to choose from keeps still; a
 * `live` one follows what touches it.
 */
export function useEvery<T>(
  address: Perhaps<Page<T>>,
  { live = false }: { live?: boolean } = {},
): Resource<readonly T[]> {
  const feature = address && live ? featureOf(address) : undefined
  return useKey(address ? EVERY + address : '', feature)
}

function useKey<T>(key: string, feature: Feature | undefined): Resource<T> {
  const [, draw] = useReducer((drawn: number, _: undefined) => drawn + 1, 0)
  useEffect(() => (key ? answers.join(key, () => draw(undefined)) : undefined), [key])
  useEffect(() => {
    if (!feature) return
    connect()
    return onTouched(feature, answers.pacedOf(key))
  }, [feature, key])

  const { data, error, busy } = answers.of(key)
  const common = {
    reloading: busy && data !== undefined,
    reload: () => answers.load(key),
    replace: (next: T) => answers.put(key, next),
  }
  // The answer stored under an address is of its type T.
  if (data !== undefined) return { ...common, state: 'ready', data: data as T, error }
  if (error !== undefined && !busy) return { ...common, state: 'failed', data: undefined, error }
  return { ...common, state: 'loading', data: undefined, error: undefined }
}
