import { type Axes, axesOf, nameOf } from '#api/policies/axes.ts'
import type { Cell } from '#api/policies/rebate.ts'

/**
 * What a cell holds: won; `null` where no order is taken; text that is no amount, which stays as it was typed
 * and keeps the version from being published, but not the draft from being saved.
 */
export type Content = number | null | string

/** A cell that somebody filled. Where there is none, a less specific cell counts. */
export type Entry = Axes & { content: Content }

/** A published version's cells, those with an amount first. */
export const entriesOf = (cells: readonly Cell[], closed: readonly Axes[]): Entry[] => [
  ...cells.map((cell) => ({ ...axesOf(cell), content: cell.amountWon })),
  ...closed.map((axes) => ({ ...axesOf(axes), content: null })),
]

/** The cells with amounts, as the contract takes them. */
export const cellsIn = (entries: readonly Entry[]): Cell[] =>
  entries.flatMap((entry) =>
    typeof entry.content === 'number' ? [{ ...axesOf(entry), amountWon: entry.content }] : [],
  )

/** The places where no order is taken, as the contract takes them. */
export const closedIn = (entries: readonly Entry[]): Axes[] =>
  entries.filter(({ content }) => content === null).map(axesOf)

/** The entries whose text is no amount. */
export const unreadIn = (entries: readonly Entry[]) =>
  entries.flatMap((entry) =>
    typeof entry.content === 'string' ? [{ axes: axesOf(entry), text: entry.content }] : [],
  )

const names = new WeakMap<Entry, string>()

/** `nameOf`, computed once for each entry: an edit of one cell leaves thousands as they are. */
export function entryName(entry: Entry): string {
  const known = names.get(entry)
  if (known !== undefined) return known
  const name = nameOf(entry)
  names.set(entry, name)
  return name
}

export type Change = {
  axes: Axes
  /** Undefined empties the cell, so that a less specific one counts again. */
  content: Content | undefined
}

/** The entries after these changes; the same array where nothing differs. */
export function written(entries: readonly Entry[], changes: Iterable<Change>): readonly Entry[] {
  const byName = new Map(entries.map((entry) => [entryName(entry), entry]))
  let isChanged = false
  for (const { axes, content } of changes) {
    const name = nameOf(axes)
    if (byName.get(name)?.content === content) continue
    isChanged = true
    if (content === undefined) byName.delete(name)
    else {
      const entry = { ...axesOf(axes), content }
      names.set(entry, name)
      byName.set(name, entry)
    }
  }
  return isChanged ? [...byName.values()] : entries
}
