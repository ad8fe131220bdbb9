import { signal } from '@preact/signals'

/** Filters, sort, tab and opened record are in the address, so a link shows what its sender saw. */
const address = signal(typeof location === 'undefined' ? '' : location.search)

export type QueryState = Readonly<Record<string, string>>

export const readQuery = (): QueryState => Object.fromEntries(new URLSearchParams(address.value))

/** The current address with some values changed; undefined or empty removes one. */
export function hrefWith(change: Record<string, string | undefined>): string {
  const params = new URLSearchParams(address.value)
  for (const [name, value] of Object.entries(change)) {
    if (value) params.set(name, value)
    else params.delete(name)
  }
  const text = params.toString()
  return location.pathname + (text && `?${text}`)
}

/** Changes values of the address. `push` adds a history entry: opening a record, a tab. */
export function setQuery(change: Record<string, string | undefined>, push = false) {
  const href = hrefWith(change)
  if (href === location.pathname + location.search) return
  history[push ? 'pushState' : 'replaceState'](null, '', href)
  address.value = location.search
}

/** The values of the address; a component that reads them follows every change. */
export const useQuery = (): QueryState => readQuery()

if (typeof addEventListener === 'function') {
  addEventListener('popstate', () => {
    address.value = location.search
  })
}
