import { type Axes, axesOf } from '#api/policies/axes.ts'
import type { CellCarrier, ContractMonths } from '#db/words.ts'
import { type Dimension, isFixed, keyOn, type Matrix } from './dimensions.ts'
import { type Content, type Entry, entryName } from './entry.ts'
import { moved, type Stand } from './layout.ts'

// Changes of a matrix's shape. A value that is renamed takes its cells along; one that goes takes them away,
// so each caller first says how many cells that are.

/** What a cell leaves open once a dimension is gone. */
function opened(entry: Entry, dimension: Dimension): Entry {
  const { carrier, bandWon, planGroup, deviceGroup, deviceId, ...rest } = entry
  if (dimension === 'carrier') return { ...entry, carrier: 'all' }
  if (dimension === 'plan')
    return { ...axesOf({ ...rest, carrier, deviceGroup, deviceId }), content: entry.content }
  if (dimension === 'device')
    return { ...axesOf({ ...rest, carrier, bandWon, planGroup }), content: entry.content }
  return { ...axesOf({ ...entry, [dimension]: undefined }), content: entry.content }
}

/** The values of a dimension that have cells, with their number; more than one means that something must go. */
export function sidesOf({ entries }: Matrix, dimension: Dimension) {
  const sides = Map.groupBy(entries, (entry) => keyOn(dimension, entry))
  return [...sides].map(([key, { length }]) => ({ key, count: length }))
}

/** Whether cells that differ would meet in one place without a dimension. */
export function isAmbiguousWithout({ entries }: Matrix, dimension: Dimension): boolean {
  const contents = new Map<string, Content>()
  return entries.some((entry) => {
    const name = entryName(opened(entry, dimension))
    const before = contents.get(name)
    contents.set(name, entry.content)
    return before !== undefined && before !== entry.content
  })
}

/**
 * The matrix with a dimension open in every cell. Where cells meet, those of the value `stays` remain; without
 * it all must agree.
 */
export function withoutDimension(matrix: Matrix, dimension: Dimension, stays?: string): Matrix {
  const kept = matrix.entries.filter(
    (entry) => stays === undefined || keyOn(dimension, entry) === stays,
  )
  const byName = new Map(
    kept.map((entry) => {
      const open = isFixed(dimension, entry) ? opened(entry, dimension) : entry
      return [entryName(open), open] as const
    }),
  )
  return {
    ...matrix,
    entries: [...byName.values()],
    layout: moved(matrix.layout, dimension, 'off'),
  }
}

export const withStand = (matrix: Matrix, dimension: Dimension, to: Stand): Matrix => ({
  ...matrix,
  layout: moved(matrix.layout, dimension, to),
})

/** Keeps, renames or, where `renamed` gives nothing, drops each entry. */
const mapped = (entries: readonly Entry[], renamed: (entry: Entry) => Entry | undefined) =>
  entries.flatMap((entry) => renamed(entry) ?? [])

const withAxes = (entry: Entry, axes: Partial<Axes>): Entry => ({ ...entry, ...axes })

/** A band in the form: `was` is its fee before, absent for a new one. */
export type BandRow = { was?: number; bandWon: number; label: string }

/** Bands by their new fees; the cells of one whose fee changed move along. */
export function withBands(matrix: Matrix, rows: readonly BandRow[]): Matrix {
  const ascending = rows.toSorted((a, b) => a.bandWon - b.bandWon)
  const now = new Map(
    rows.flatMap(({ was, bandWon }) => (was === undefined ? [] : [[was, bandWon]])),
  )
  return {
    ...matrix,
    bandsWon: ascending.map(({ bandWon }) => bandWon),
    bandLabels: ascending.flatMap(({ bandWon, label }) =>
      label.trim() ? [{ bandWon, label: label.trim() }] : [],
    ),
    entries: mapped(matrix.entries, (entry) => {
      if (entry.bandWon === undefined) return entry
      const bandWon = now.get(entry.bandWon)
      return bandWon === undefined
        ? undefined
        : bandWon === entry.bandWon
          ? entry
          : withAxes(entry, { bandWon })
    }),
  }
}

export const withMonths = (matrix: Matrix, months: readonly ContractMonths[]): Matrix => ({
  ...matrix,
  months,
  entries: matrix.entries.filter(
    (entry) => entry.months === undefined || months.some((one) => one === entry.months),
  ),
})

/** A group in the form: `was` is its name before, absent for a new one. */
export type GroupRow = { was?: string; name: string; ids: readonly string[] }

export function withDeviceGroups(matrix: Matrix, rows: readonly GroupRow[]): Matrix {
  return {
    ...matrix,
    deviceGroups: rows.map(({ name, ids }) => ({ name, deviceIds: [...ids] })),
    entries: regrouped(matrix.entries, 'deviceGroup', rows),
  }
}

export function withPlanGroups(matrix: Matrix, rows: readonly GroupRow[]): Matrix {
  return {
    ...matrix,
    planGroups: rows.map(({ name, ids }) => ({ name, planIds: [...ids] })),
    entries: regrouped(matrix.entries, 'planGroup', rows),
  }
}

function regrouped(
  entries: readonly Entry[],
  axis: 'planGroup' | 'deviceGroup',
  rows: readonly GroupRow[],
) {
  const now = new Map(rows.flatMap(({ was, name }) => (was === undefined ? [] : [[was, name]])))
  return mapped(entries, (entry) => {
    const was = entry[axis]
    if (was === undefined) return entry
    const name = now.get(was)
    return name === undefined ? undefined : name === was ? entry : withAxes(entry, { [axis]: name })
  })
}

/** The matrix with the cells of one carrier as those of another, whose own go. */
export const copiedCarrier = (matrix: Matrix, from: CellCarrier, to: CellCarrier): Matrix => ({
  ...matrix,
  entries: [
    ...matrix.entries.filter(({ carrier }) => carrier !== to),
    ...matrix.entries
      .filter(({ carrier }) => carrier === from)
      .map((entry) => ({ ...entry, carrier: to })),
  ],
})

/** The number of cells that `after` no longer has. */
export const lostCells = (before: Matrix, after: Matrix): number =>
  Math.max(0, before.entries.length - after.entries.length)
