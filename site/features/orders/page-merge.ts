/** A row of a list whose ids sort by time. */
type Row = { id: string; version: number }
export type Reading = 'newest' | 'oldest'

export type Page<R> = {
  rows: readonly R[]
  /** Changed in place by the last load. */
  changed: ReadonlySet<string>
  /** Rows that no longer match the filter; they stay, greyed, until the list is renewed. */
  gone: ReadonlySet<string>
  /** New rows above the page; a button shows them. */
  fresh: number
}

const NONE: ReadonlySet<string> = new Set()

export const pageOf = <R extends Row>(rows: readonly R[]): Page<R> => ({
  rows,
  changed: NONE,
  gone: NONE,
  fresh: 0,
})

/**
 * Merges a reload into the page on screen: rows change in place, new rows never push them down, and rows that
 * left the filter stay until the next load. In a list from the oldest on, new rows are appended. `isLast`:
 * no page follows the loaded one, so rows that it lacks have left.
 */
export function mergePage<R extends Row>(
  shown: readonly R[],
  loaded: readonly R[],
  reading: Reading,
  isLast = false,
): Page<R> {
  const now = new Map(loaded.map((row) => [row.id, row]))
  const known = new Set(shown.map((row) => row.id))
  const edge = isLast ? undefined : loaded.at(-1)?.id
  const isAbove = (id: string, other: string) => (reading === 'newest' ? id > other : id < other)
  const top = shown[0]?.id
  const unknown = loaded.filter((row) => !known.has(row.id))
  const fresh = unknown.filter((row) => top !== undefined && isAbove(row.id, top))
  // New rows push the last rows off the loaded page; only a row missing inside it has left.
  const left = shown.filter(
    (row) => !now.has(row.id) && (edge === undefined || isAbove(row.id, edge)),
  )
  return {
    rows: [
      ...shown.map((row) => now.get(row.id) ?? row),
      ...unknown.filter((row) => !fresh.includes(row)),
    ],
    changed: new Set(
      shown.filter((row) => (now.get(row.id)?.version ?? row.version) !== row.version).map(idOf),
    ),
    gone: new Set(left.map(idOf)),
    fresh: fresh.length,
  }
}

const idOf = (row: Row) => row.id
