/** The state of a grid of amounts, without a screen: the active cell, the selection, undo. */

export type Cell = number | null
export type Values = readonly (readonly Cell[])[]
export type Spot = { row: number; column: number }
export type Range = { top: number; left: number; bottom: number; right: number }

export type Grid = {
  values: Values
  active: Spot
  /** The fixed end of the selection; the active cell is the other. */
  anchor: Spot
  past: readonly Values[]
  future: readonly Values[]
}

const UNDO_MAX = 200

export const gridOf = (values: Values): Grid => ({
  values,
  active: { row: 0, column: 0 },
  anchor: { row: 0, column: 0 },
  past: [],
  future: [],
})

export const sizeOf = (values: Values) => ({ rows: values.length, columns: values[0]?.length ?? 0 })
export const cellAt = (values: Values, { row, column }: Spot): Cell => values[row]?.[column] ?? null

export const rangeOf = ({ active, anchor }: Pick<Grid, 'active' | 'anchor'>): Range => ({
  top: Math.min(active.row, anchor.row),
  left: Math.min(active.column, anchor.column),
  bottom: Math.max(active.row, anchor.row),
  right: Math.max(active.column, anchor.column),
})

export const isIn = ({ top, left, bottom, right }: Range, { row, column }: Spot) =>
  row >= top && row <= bottom && column >= left && column <= right

export function* spotsOf({ top, left, bottom, right }: Range): Generator<Spot> {
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) yield { row, column }
  }
}

/** Moves to a cell inside the grid; `extend` keeps the other end of the selection. */
export function goTo(grid: Grid, to: Spot, extend = false): Grid {
  const { rows, columns } = sizeOf(grid.values)
  const active = {
    row: Math.max(0, Math.min(rows - 1, to.row)),
    column: Math.max(0, Math.min(columns - 1, to.column)),
  }
  return { ...grid, active, anchor: extend ? grid.anchor : active }
}

export function move(grid: Grid, rows: number, columns: number, extend = false): Grid {
  const { row, column } = grid.active
  return goTo(grid, { row: row + rows, column: column + columns }, extend)
}

/** Ctrl+arrow: to the last cell before the change between filled and empty, as in spreadsheets. */
export function moveToEdge(grid: Grid, rows: number, columns: number, extend = false): Grid {
  const size = sizeOf(grid.values)
  const inside = ({ row, column }: Spot) =>
    row >= 0 && column >= 0 && row < size.rows && column < size.columns
  const step = ({ row, column }: Spot) => ({ row: row + rows, column: column + columns })
  const filled = (spot: Spot) => cellAt(grid.values, spot) !== null
  let at = grid.active
  const runs = inside(step(at)) && filled(at) && filled(step(at))
  while (inside(step(at))) {
    at = step(at)
    if (runs ? !inside(step(at)) || !filled(step(at)) : filled(at)) break
  }
  return goTo(grid, at, extend)
}

export function selectAll(grid: Grid): Grid {
  const { rows, columns } = sizeOf(grid.values)
  return { ...grid, anchor: { row: 0, column: 0 }, active: { row: rows - 1, column: columns - 1 } }
}

/** Sets cells as one undo step; unchanged cells make none. */
export function edit(grid: Grid, changes: Iterable<{ spot: Spot; value: Cell }>): Grid {
  const values = grid.values.map((row) => [...row])
  let changed = false
  for (const { spot, value } of changes) {
    const row = values[spot.row]
    if (!row || spot.column >= row.length || row[spot.column] === value) continue
    row[spot.column] = value
    changed = true
  }
  if (!changed) return grid
  return { ...grid, values, past: [...grid.past, grid.values].slice(-UNDO_MAX), future: [] }
}

/** Values from outside, as an undo step. */
export const replace = (grid: Grid, values: Values): Grid =>
  values === grid.values
    ? grid
    : { ...grid, values, past: [...grid.past, grid.values].slice(-UNDO_MAX), future: [] }

export function undo(grid: Grid): Grid {
  const before = grid.past.at(-1)
  if (!before) return grid
  return {
    ...grid,
    values: before,
    past: grid.past.slice(0, -1),
    future: [grid.values, ...grid.future],
  }
}

export function redo(grid: Grid): Grid {
  const [after, ...rest] = grid.future
  if (!after) return grid
  return { ...grid, values: after, past: [...grid.past, grid.values], future: rest }
}

/**
 * Ctrl+D / Ctrl+R: the first row (column) of the selection into the rest; a single cell copies its neighbour.
 */
export function fill(grid: Grid, direction: 'down' | 'right'): Grid {
  const range = rangeOf(grid)
  const down = direction === 'down'
  const single = down ? range.top === range.bottom : range.left === range.right
  const from = single ? -1 : 0
  return edit(
    grid,
    [...spotsOf(range)].flatMap((spot) => {
      const source = down
        ? { row: range.top + from, column: spot.column }
        : { row: spot.row, column: range.left + from }
      return source.row < 0 || source.column < 0
        ? []
        : [{ spot, value: cellAt(grid.values, source) }]
    }),
  )
}

/** The fill handle: repeats the selection down or to the right until `to`; locked cells stay. */
export function spread(grid: Grid, to: Spot, isLocked: (spot: Spot) => boolean): Grid {
  const source = rangeOf(grid)
  const target = {
    ...source,
    bottom: Math.max(source.bottom, to.row),
    right: Math.max(source.right, to.column),
  }
  const height = source.bottom - source.top + 1
  const width = source.right - source.left + 1
  const changes = [...spotsOf(target)]
    .filter((spot) => !isIn(source, spot) && !isLocked(spot))
    .map((spot) => ({
      spot,
      value: cellAt(grid.values, {
        row: source.top + ((spot.row - source.top) % height),
        column: source.left + ((spot.column - source.left) % width),
      }),
    }))
  return {
    ...edit(grid, changes),
    anchor: { row: target.top, column: target.left },
    active: { row: target.bottom, column: target.right },
  }
}

export type FillMode = 'add' | 'percent' | 'set'

/** The fill box: adds, scales by per cent or sets; never below 0; empty cells take only `set`. */
export function fillWith(value: Cell, mode: FillMode, by: number): Cell {
  if (mode === 'set') return Math.max(0, Math.round(by))
  if (value === null) return null
  return Math.max(0, Math.round(mode === 'add' ? value + by : (value * by) / 100))
}

/** Count, sum and average of the filled cells of a selection. */
export function summary(grid: Grid) {
  const filled = [...spotsOf(rangeOf(grid))]
    .map((spot) => cellAt(grid.values, spot))
    .filter((value) => value !== null)
  const sum = filled.reduce((total, value) => total + value, 0)
  return {
    count: filled.length,
    sum,
    average: filled.length ? Math.round(sum / filled.length) : 0,
  }
}
