import { useState } from 'preact/hooks'

export type Selection = {
  ids: ReadonlySet<string>
  has: (id: string) => boolean
  /** Toggles one; with `range`, everything from the one toggled last to this one takes its new state. */
  toggle: (id: string, range?: boolean) => void
  /** Selects all rows of the page, or none when all are selected. */
  togglePage: () => void
  clear: () => void
  /** Keeps only these: the rows that failed stay selected after a run. */
  keep: (ids: Iterable<string>) => void
}

/** Selected rows of a list, by id; survives paging. Callers clear it when the filter changes. */
export function useSelection(page: readonly string[]): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const [anchor, setAnchor] = useState<string | undefined>(undefined)
  return {
    ids,
    has: (id) => ids.has(id),
    toggle: (id, range = false) => {
      const touched = range && anchor ? between(page, anchor, id) : [id]
      setIds(withAll(ids, touched, !ids.has(id)))
      setAnchor(id)
    },
    togglePage: () => setIds(withAll(ids, page, !page.every((id) => ids.has(id)))),
    clear: () => setIds(new Set()),
    keep: (kept) => setIds(new Set(kept)),
  }
}

export function between(page: readonly string[], from: string, to: string): string[] {
  const ends = [page.indexOf(from), page.indexOf(to)]
  // If the first end is on another page, only the row itself is toggled.
  if (ends.includes(-1)) return [to]
  return page.slice(Math.min(...ends), Math.max(...ends) + 1)
}

function withAll(ids: ReadonlySet<string>, touched: Iterable<string>, on: boolean) {
  const next = new Set(ids)
  for (const id of touched) {
    if (on) next.add(id)
    else next.delete(id)
  }
  return next
}
