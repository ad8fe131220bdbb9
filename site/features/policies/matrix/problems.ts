import { type Axes, axesOf, nameOf } from '#api/policies/axes.ts'
import { tiesIn } from '#api/policies/ties.ts'
import type { Matrix } from './dimensions.ts'
import { type Content, type Entry, entryName, unreadIn } from './entry.ts'
import { changeIn } from './read-price.ts'
import { groupsByDevice, inheritedAt, type MatrixIndex } from './shown.ts'
import { positionOf, type View } from './view.ts'

export type Priced = { axes: Axes; content: number | null }
export type Problem = { axes: Axes; key: string } & (
  | { kind: 'unread'; text: string }
  | { kind: 'below_lowest'; won: number; lowestWon: number }
  | { kind: 'tie'; cells: readonly Priced[] }
  /** Pays less than the band below it: usually a mistyped digit, sometimes intended. */
  | { kind: 'slip'; won: number; belowWon: number }
)

/** Problems of one kind named on one screen; more are found when these are settled. */
const TIES_MAX = 100

type Priceable = Pick<Matrix, 'entries' | 'deviceGroups'>

/** What keeps a version from being published. */
export function blockersOf(matrix: Priceable, lowestWon: number): Problem[] {
  const unread = unreadIn(matrix.entries).map(({ axes, text }) => ({
    ...{ kind: 'unread' as const, axes, text },
    key: `unread ${nameOf(axes)}`,
  }))
  const low = matrix.entries.flatMap((entry) =>
    typeof entry.content === 'number' && entry.content < lowestWon
      ? [
          {
            ...{
              kind: 'below_lowest' as const,
              axes: axesOf(entry),
              won: entry.content,
              lowestWon,
            },
            key: `low ${entryName(entry)}`,
          },
        ]
      : [],
  )
  return [...unread, ...low, ...tiedIn(matrix)]
}

function tiedIn({ entries, deviceGroups }: Priceable): Problem[] {
  const byName = new Map(entries.map((entry) => [entryName(entry), entry]))
  const priced = (axes: Axes): Priced => ({ axes, content: contentOf(byName.get(nameOf(axes))) })
  const readable = entries.filter(({ content }) => typeof content !== 'string')
  const ties = tiesIn(readable, groupsByDevice(deviceGroups), TIES_MAX)
  // Text that waits in the exact cell is a problem of its own.
  const open = ties.filter(({ exact }) => !byName.has(nameOf(exact)))
  return [...Map.groupBy(open, ({ exact }) => nameOf(exact))].flatMap(([name, [tie]]) =>
    tie
      ? [
          {
            ...{ kind: 'tie' as const, axes: tie.exact, key: `tie ${name}` },
            cells: [priced(axesOf(tie.first)), priced(axesOf(tie.second))],
          },
        ]
      : [],
  )
}

const contentOf = (entry: Entry | undefined): number | null =>
  typeof entry?.content === 'number' ? entry.content : null

/** Amounts below that of the next lower band, all else equal. */
export function slipsIn(entries: readonly Entry[]): Problem[] {
  const ladders = Map.groupBy(
    entries.filter(({ bandWon, content }) => bandWon !== undefined && typeof content === 'number'),
    (entry) => nameOf({ ...axesOf(entry), bandWon: 0 }),
  )
  return [...ladders.values()].flatMap((ladder) => {
    let belowWon: number | undefined
    return ladder
      .toSorted((a, b) => (a.bandWon ?? 0) - (b.bandWon ?? 0))
      .flatMap((entry): Problem[] => {
        const won = Number(entry.content)
        const isSlip = belowWon !== undefined && won < belowWon
        // A slip is no reference for the bands above it.
        if (!isSlip) {
          belowWon = won
          return []
        }
        return [
          {
            ...{ kind: 'slip', axes: axesOf(entry), won, belowWon: belowWon ?? 0 },
            key: `slip ${entryName(entry)} ${won}`,
          },
        ]
      })
  })
}

/** Problems in the order in which the matrix is read: face by face, row by row. */
export function inReadingOrder(problems: readonly Problem[], view: View): Problem[] {
  const placeOf = ({ axes }: Problem) => {
    const at = positionOf(view, axes)
    return at ? [at.face, at.row, at.column] : [Number.POSITIVE_INFINITY, 0, 0]
  }
  return problems
    .map((problem) => ({ problem, at: placeOf(problem) }))
    .sort((a, b) => {
      const differing = a.at.findIndex((value, i) => value !== b.at[i])
      return differing === -1 ? 0 : (a.at[differing] ?? 0) - (b.at[differing] ?? 0)
    })
    .map(({ problem }) => problem)
}

/** One way to settle a problem: what it writes into its cell. */
export type Fix = {
  says: 'set' | 'use' | 'inherit' | 'close' | 'change'
  content: Content | undefined
  /** For `use`: the cell whose content is taken. */
  from?: Axes
  /** For `change`: what is added to the amount before. */
  by?: number
}

/** The ways to settle a problem, the likeliest first. `beforeAt` is the version in force. */
export function fixesOf(
  problem: Problem,
  index: MatrixIndex,
  beforeAt: (axes: Axes) => Content | undefined,
): Fix[] {
  switch (problem.kind) {
    case 'slip':
      return [{ says: 'set', content: problem.belowWon }]
    case 'below_lowest':
      return [{ says: 'set', content: problem.lowestWon }]
    case 'tie':
      return problem.cells.map(({ axes, content }) => ({ says: 'use', content, from: axes }))
    case 'unread': {
      const before = beforeAt(problem.axes)
      const by = changeIn(problem.text)
      if (by !== undefined && typeof before === 'number')
        return [
          { says: 'change', content: before + by, by },
          { says: 'change', content: before - by, by: 0 - by },
        ]
      const without = inheritedAt(index, problem.axes)
      const inherits = without.kind === 'inherited' && without.content !== null
      return [
        ...(typeof before === 'number' ? [{ says: 'set' as const, content: before }] : []),
        ...(inherits ? [{ says: 'inherit' as const, content: undefined }] : []),
        { says: 'close', content: null },
      ]
    }
  }
}
