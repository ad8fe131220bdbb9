import type { Axes } from '#api/policies/axes.ts'
import {
  type Dimension,
  keyOn,
  type Layout,
  type Matrix,
  type Value,
  valuesOf,
} from './dimensions.ts'

/** A row, a column or a side of the switch: one value of each dimension that stands there. */
export type Line = { key: string; values: readonly Value[] }

/** The whole matrix as it can be shown, of which the screen shows one face. */
export type View = {
  layout: Layout
  /** The values of each dimension that stands somewhere. */
  valuesOn: ReadonlyMap<Dimension, readonly Value[]>
  rows: readonly Line[]
  columns: readonly Line[]
  faces: readonly Line[]
  rowAt: ReadonlyMap<string, number>
  columnAt: ReadonlyMap<string, number>
  faceAt: ReadonlyMap<string, number>
}
export type Position = { face: number; row: number; column: number }

export function viewOf(matrix: Matrix): View {
  const { layout } = matrix
  const standing = [...layout.rows, ...layout.columns, ...layout.faces]
  const valuesOn = new Map(standing.map((one) => [one, valuesOf(matrix, one)]))
  const lines = (stand: 'rows' | 'columns' | 'faces'): Line[] =>
    layout[stand]
      .map((dimension) => valuesOn.get(dimension) ?? [])
      .reduce<Value[][]>(
        (all, values) => all.flatMap((before) => values.map((value) => [...before, value])),
        [[]],
      )
      .map((values) => ({ key: values.map(({ key }) => key).join('\n'), values }))
  const [rows, columns, faces] = [lines('rows'), lines('columns'), lines('faces')]
  const places = (of: readonly Line[]) => new Map(of.map(({ key }, index) => [key, index]))
  return {
    ...{ layout, valuesOn, rows, columns, faces },
    ...{ rowAt: places(rows), columnAt: places(columns), faceAt: places(faces) },
  }
}

/** What a cell at this position fixes. */
export function axesAt(...lines: readonly (Line | undefined)[]): Axes {
  const axes: Axes = { carrier: 'all' }
  for (const line of lines) for (const { fixes } of line?.values ?? []) Object.assign(axes, fixes)
  return axes
}

/** Where a cell stands; undefined where one of its values is not shown. */
export function positionOf(view: View, axes: Axes): Position | undefined {
  const { layout } = view
  const key = (stand: 'rows' | 'columns' | 'faces') =>
    layout[stand].map((dimension) => keyOn(dimension, axes)).join('\n')
  const [face, row, column] = [
    view.faceAt.get(key('faces')),
    view.rowAt.get(key('rows')),
    view.columnAt.get(key('columns')),
  ]
  return face === undefined || row === undefined || column === undefined
    ? undefined
    : { face, row, column }
}

/** The group that a row opens and closes: its models follow it. */
export const groupOf = (row: Line): string | undefined =>
  row.values.find(({ dimension }) => dimension === 'device')?.fixes.deviceGroup

/** The group in which a row stands. */
export const withinOf = (row: Line): string | undefined =>
  row.values.find(({ within }) => within !== undefined)?.within

/** The rows without those of closed groups. */
export const visibleRows = (view: View, closed: ReadonlySet<string>): readonly Line[] =>
  closed.size === 0 ? view.rows : view.rows.filter((row) => !closed.has(withinOf(row) ?? ''))
