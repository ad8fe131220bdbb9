import { type Axes, axesOf, nameOf } from './axes.ts'

// What differs between two sheets, cell by cell. A cell has an amount, is closed, or is not there.

export type Sheet = {
  cells: readonly (Axes & { amountWon: number })[]
  closed: readonly Axes[]
}
/** Null: no cell. `closed`: no orders are taken there. */
export type Standing = number | 'closed' | null
export type CellChange = { axes: Axes; before: Standing; after: Standing }

/** The cells of which the two sheets say different things, in the order of the newer sheet. */
export function cellChanges(before: Sheet, after: Sheet): CellChange[] {
  const [was, is] = [standings(before), standings(after)]
  const changed = [...is].flatMap(([name, { axes, standing }]) => {
    const earlier = was.get(name)?.standing ?? null
    return earlier === standing ? [] : [{ axes, before: earlier, after: standing }]
  })
  const removed = [...was].flatMap(([name, { axes, standing }]) =>
    is.has(name) ? [] : [{ axes, before: standing, after: null }],
  )
  return [...changed, ...removed]
}

export const changedCells = (before: Sheet, after: Sheet): number =>
  cellChanges(before, after).length

const standings = ({ cells, closed }: Sheet) =>
  new Map<string, { axes: Axes; standing: number | 'closed' }>([
    ...cells.map(
      (cell) => [nameOf(cell), { axes: axesOf(cell), standing: cell.amountWon }] as const,
    ),
    ...closed.map((axes) => [nameOf(axes), { axes: axesOf(axes), standing: 'closed' }] as const),
  ])
