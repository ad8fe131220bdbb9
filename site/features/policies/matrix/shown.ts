import { type Axes, nameOf } from '#api/policies/axes.ts'
import { type Cells, findCell, indexCells } from '#api/policies/cells.ts'
import type { Matrix } from './dimensions.ts'
import { type Content, type Entry, entryName } from './entry.ts'

/** What a place of the matrix shows. */
export type Shown =
  | { kind: 'own'; content: Content }
  /** The amount of a less specific cell, by the rule that prices orders; `null` takes no order. */
  | { kind: 'inherited'; content: number | null; from: Axes }
  /** Two less specific cells fit, and neither is more specific. */
  | { kind: 'tie'; cells: readonly [Axes, Axes] }
  /** A group of plans without its own cell: each plan has the amount of its band. */
  | { kind: 'by_band' }
  | { kind: 'flat'; amountWon: number }
  | { kind: 'empty' }

type Readable = { axes: Axes; content: number | null }
export type MatrixIndex = {
  own: ReadonlyMap<string, Entry>
  cells: Cells<Readable>
  groupOfDevice: ReadonlyMap<string, string>
  hasBands: boolean
  flatWon: number | undefined
}

/** Indexed once per change, because a screen of cells looks up every one. */
export function indexMatrix(
  { entries, deviceGroups }: Pick<Matrix, 'entries' | 'deviceGroups'>,
  flatWon: number | undefined,
): MatrixIndex {
  return {
    own: new Map(entries.map((entry) => [entryName(entry), entry])),
    cells: indexCells(
      entries.flatMap((entry) =>
        typeof entry.content === 'string' ? [] : [{ axes: entry, content: entry.content }],
      ),
    ),
    groupOfDevice: groupsByDevice(deviceGroups),
    hasBands: entries.some(({ bandWon }) => bandWon !== undefined),
    flatWon,
  }
}

export const groupsByDevice = (groups: Matrix['deviceGroups']): ReadonlyMap<string, string> =>
  new Map(groups.flatMap(({ name, deviceIds }) => deviceIds.map((id) => [id, name] as const)))

export function shownAt(index: MatrixIndex, axes: Axes): Shown {
  const own = index.own.get(nameOf(axes))
  return own ? { kind: 'own', content: own.content } : inheritedAt(index, axes)
}

/** What a place would show without its own cell. */
export function inheritedAt(index: MatrixIndex, axes: Axes): Shown {
  if (axes.planGroup !== undefined && index.hasBands) return { kind: 'by_band' }
  const found = findCell(index.cells, withGroup(index, axes))
  if (!found)
    return index.flatWon === undefined
      ? { kind: 'empty' }
      : { kind: 'flat', amountWon: index.flatWon }
  if ('tie' in found) return { kind: 'tie', cells: [found.tie[0].axes, found.tie[1].axes] }
  return { kind: 'inherited', content: found.content, from: found.axes }
}

/** A model's place names its group too, whose cells count for it. */
function withGroup({ groupOfDevice }: MatrixIndex, axes: Axes): Axes {
  const deviceGroup = axes.deviceId === undefined ? undefined : groupOfDevice.get(axes.deviceId)
  return deviceGroup === undefined ? axes : { ...axes, deviceGroup }
}
