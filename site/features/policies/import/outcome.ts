import { type Axes, nameOf } from '#api/policies/axes.ts'
import type { Matrix } from '../matrix/dimensions.ts'
import { type Change, type Content, entryName, written } from '../matrix/entry.ts'
import { indexMatrix, inheritedAt } from '../matrix/shown.ts'
import type { SheetCell } from './sheet-cells.ts'

export type Status = 'new' | 'changed' | 'same' | 'refused'
/** What would become of one cell of a sheet. */
export type Outcome = {
  cell: SheetCell
  status: Status
  /** The first of its places; absent where it has none. */
  axes?: Axes
  before?: Content | undefined
  after?: Content | undefined
}
export type Outcomes = { all: Outcome[]; changes: Change[] }

/**
 * Compares cells of sheets with the matrix as it is. A dash or a blank closes its place where an amount counts
 * there, its own or a less specific one after the other cells are in; elsewhere it changes nothing.
 */
export function outcomesOf(matrix: Matrix, cells: readonly SheetCell[]): Outcomes {
  const own = new Map(matrix.entries.map((entry) => [entryName(entry), entry.content]))
  const contradicted = contradictedIn(cells)
  const amounts = changesFrom(cells, contradicted, (content) => content !== null)
  const entries = written(matrix.entries, amounts)
  const index = indexMatrix({ ...matrix, entries }, undefined)
  const closes = (axes: Axes) => {
    const content = own.get(nameOf(axes))
    if (content === null) return false
    if (content !== undefined) return true
    const inherited = inheritedAt(index, axes)
    return inherited.kind === 'inherited' && inherited.content !== null
  }
  const closing = new Set(
    cells.flatMap(({ places, isClosing }) => (isClosing ? places.map(nameOf) : [])),
  )
  const closed = changesFrom(cells, contradicted, (content) => content === null).filter(
    ({ axes }) => closing.has(nameOf(axes)) || closes(axes),
  )
  const after = new Map([...amounts, ...closed].map((one) => [nameOf(one.axes), one.content]))
  const all = cells.map((cell): Outcome => {
    const [axes] = cell.places
    if (!axes) return { cell, status: 'refused' }
    const isRefused = cell.content === undefined
    if (isRefused) return { cell, status: 'refused', axes, before: own.get(nameOf(axes)) }
    if (cell.places.some((one) => contradicted.has(nameOf(one))))
      return { cell: { ...cell, reason: 'sheets_differ' }, status: 'refused', axes }
    const differing = cell.places.find((one) => {
      const name = nameOf(one)
      return after.has(name) && after.get(name) !== own.get(name)
    })
    const name = nameOf(differing ?? axes)
    const before = own.get(name)
    if (!differing) return { cell, status: 'same', axes, before, after: before }
    const status = before === undefined ? 'new' : 'changed'
    return { cell, status, axes: differing, before, after: after.get(name) }
  })
  return { all, changes: [...amounts, ...closed] }
}

const changesFrom = (
  cells: readonly SheetCell[],
  contradicted: ReadonlySet<string>,
  isWanted: (content: Content) => boolean,
): Change[] =>
  cells.flatMap(({ places, content }) =>
    content === undefined || !isWanted(content)
      ? []
      : places.filter((axes) => !contradicted.has(nameOf(axes))).map((axes) => ({ axes, content })),
  )

/** Places to which two cells give different contents: neither is taken. */
function contradictedIn(cells: readonly SheetCell[]): ReadonlySet<string> {
  const first = new Map<string, Content>()
  const found = new Set<string>()
  for (const { places, content } of cells)
    if (content !== undefined)
      for (const axes of places) {
        const name = nameOf(axes)
        if (first.has(name) && first.get(name) !== content) found.add(name)
        else first.set(name, content)
      }
  return found
}
