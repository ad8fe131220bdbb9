import { DIMENSIONS, type Dimension, type Layout, type Matrix, usedIn } from './dimensions.ts'

/** Where a dimension can stand; `off` leaves it open in every cell. */
export const STANDS = ['rows', 'columns', 'faces', 'off'] as const
export type Stand = (typeof STANDS)[number]

export const PLAIN_LAYOUT: Layout = {
  rows: ['plan'],
  columns: ['months'],
  faces: ['carrier'],
  shown: [],
}

/** How a version's cells stand at first: devices or bands in rows, join and support or months in columns. */
export function layoutFor(entries: Matrix['entries']): Layout {
  const used = usedIn(entries)
  if (used.every((dimension) => dimension === 'carrier')) return PLAIN_LAYOUT
  const rows = (['device', 'plan'] as const).filter((one) => used.includes(one)).slice(0, 1)
  const byKind = (['joinType', 'supportType'] as const).filter((one) => used.includes(one))
  const columns = byKind.length > 0 ? byKind : used.includes('months') ? ['months' as const] : []
  const inGrid: readonly Dimension[] = [...rows, ...columns]
  const faces = used.filter((one) => !inGrid.includes(one))
  return settled({ rows, columns, faces, shown: [] }, entries)
}

/** The layout with every dimension that a cell fixes standing somewhere, so that each cell can be seen. */
export function settled(layout: Layout, entries: Matrix['entries']): Layout {
  const missing = DIMENSIONS.filter(
    (dimension) =>
      standOf(layout, dimension) === 'off' &&
      (dimension === 'carrier' || usedIn(entries).includes(dimension)),
  )
  if (missing.length === 0) return layout
  const faces = new Set([...layout.faces, ...missing])
  // The carrier leads, as on every other screen of prices.
  return { ...layout, faces: DIMENSIONS.filter((one) => faces.has(one)) }
}

export const standOf = (layout: Layout, dimension: Dimension): Stand =>
  (['rows', 'columns', 'faces'] as const).find((stand) => layout[stand].includes(dimension)) ??
  'off'

/** The layout with a dimension moved; of several in one stand it comes last. */
export function moved(layout: Layout, dimension: Dimension, to: Stand): Layout {
  if (standOf(layout, dimension) === to) return layout
  const without = (list: readonly Dimension[]) => list.filter((one) => one !== dimension)
  const next = {
    ...layout,
    rows: without(layout.rows),
    columns: without(layout.columns),
    faces: without(layout.faces),
  }
  return to === 'off' ? next : { ...next, [to]: [...next[to], dimension] }
}
