import { useMemo, useState } from 'preact/hooks'
import type { Axes } from '#api/policies/axes.ts'
import type { Spot } from '../../../ui/matrix/model.ts'
import { type Dimension, keyOn, type Matrix } from './dimensions.ts'
import type { Entry } from './entry.ts'
import type { Face } from './fill.ts'
import { indexMatrix, type Shown, shownAt } from './shown.ts'
import { axesAt, type Line, positionOf, viewOf, visibleRows, withinOf } from './view.ts'

/** How the places of a sheet read where more than its own cells counts: another sheet's amounts, or a rule's. */
export type Reading = {
  shownAt: (axes: Axes) => Shown
  /** Places that take no amount. */
  isLocked: (axes: Axes) => boolean
  /** The cells by which the first face is chosen. */
  entries: readonly Entry[]
}

/** The face on screen: which sides of the switch are chosen, which groups are closed, and its cells. */
export function useFace(matrix: Matrix, flatWon: number | undefined, reading?: Reading) {
  const [chosen, setChosen] = useState(() =>
    keysOf(firstFilled({ ...matrix, entries: reading?.entries ?? matrix.entries })),
  )
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  // A matrix is compared by its parts: the draft around it changes with every typed letter.
  const parts = [
    ...[matrix.entries, matrix.layout, matrix.bandsWon, matrix.bandLabels, matrix.months],
    ...[matrix.planGroups, matrix.deviceGroups, matrix.carrier],
  ]
  const view = useMemo(() => viewOf(matrix), parts)
  const index = useMemo(() => indexMatrix(matrix, flatWon), [...parts, flatWon])
  const rows = useMemo(() => visibleRows(view, closed), [view, closed])
  const at = Math.max(
    0,
    view.faces.findIndex(({ values }) =>
      values.every(
        ({ dimension, key }) => (chosen[dimension] ?? firstOf(view.faces, dimension)) === key,
      ),
    ),
  )
  const face = view.faces[at]
  const axesOfSpot = ({ row, column }: Spot): Axes => axesAt(face, rows[row], view.columns[column])
  const shownOf = (spot: Spot): Shown =>
    reading ? reading.shownAt(axesOfSpot(spot)) : shownAt(index, axesOfSpot(spot))
  const cells: Face = {
    axesAt: axesOfSpot,
    ownAt: (spot) => {
      const shown = shownOf(spot)
      return shown.kind === 'own' ? shown.content : undefined
    },
    amountAt: (spot) => amountOf(shownOf(spot)),
  }
  const choose = (line: Line | undefined) => {
    setChosen(keysOf(line))
  }
  return {
    ...{ view, index, rows, cells, shownOf, face, at },
    columns: view.columns,
    size: { rows: rows.length, columns: view.columns.length },
    choices: matrix.layout.faces.map((dimension) => ({
      dimension,
      values: view.valuesOn.get(dimension) ?? [],
      key: face?.values.find((value) => value.dimension === dimension)?.key,
    })),
    choose: (dimension: Dimension, key: string) => setChosen({ ...chosen, [dimension]: key }),
    turn: (by: 1 | -1) => choose(view.faces[(at + by + view.faces.length) % view.faces.length]),
    isClosed: (group: string) => closed.has(group),
    setOpen: (group: string, isOpen: boolean) =>
      setClosed((now) => {
        const next = new Set(now)
        if (isOpen) next.delete(group)
        else next.add(group)
        return next
      }),
    /** Shows the face and the group of a cell; gives its place among the rows then visible. */
    reveal: (axes: Axes): Spot | undefined => {
      const place = positionOf(view, axes)
      const row = place && view.rows[place.row]
      if (!row) return undefined
      choose(view.faces[place.face])
      const next = new Set(closed)
      next.delete(withinOf(row) ?? '')
      setClosed(next)
      return { row: visibleRows(view, next).indexOf(row), column: place.column }
    },
    /** Filled cells of the face on screen, and the number of faces with any. */
    filled: useMemo(() => filledOf(matrix), [matrix.entries, matrix.layout]).of(face),
  }
}

export type FaceState = ReturnType<typeof useFace>

const keysOf = (line: Line | undefined): Partial<Record<Dimension, string>> =>
  Object.fromEntries((line?.values ?? []).map(({ dimension, key }) => [dimension, key]))

/** The first face with cells: a sheet begins where there is something to see. */
function firstFilled(matrix: Matrix): Line | undefined {
  const { faces } = viewOf(matrix)
  const { of } = filledOf(matrix)
  return faces.find((face) => of(face).count > 0) ?? faces[0]
}

const firstOf = (faces: readonly Line[], dimension: Dimension) =>
  faces[0]?.values.find((value) => value.dimension === dimension)?.key

/** The amount that counts at a place; undefined where none does, or where orders are refused. */
export function amountOf(shown: Shown): number | undefined {
  if (shown.kind === 'flat') return shown.amountWon
  if (shown.kind !== 'own' && shown.kind !== 'inherited') return undefined
  return typeof shown.content === 'number' ? shown.content : undefined
}

function filledOf({ entries, layout }: Matrix) {
  const byFace = Map.groupBy(entries, (entry) =>
    layout.faces.map((dimension) => keyOn(dimension, entry)).join('\n'),
  )
  return {
    of: (face: Line | undefined) => ({
      faces: byFace.size,
      count: byFace.get(face?.key ?? '')?.length ?? 0,
    }),
  }
}
