import type { PriceUpload } from '#api/uploads/contract.ts'
import { CONTRACT_MONTHS } from '#db/words.ts'
import { knownMonths, type Matrix } from '../matrix/dimensions.ts'
import { type Change, type Entry, written } from '../matrix/entry.ts'
import { layoutFor, settled } from '../matrix/layout.ts'
import type { SheetCell } from './sheet-cells.ts'

type List = NonNullable<PriceUpload['list']>

/** The matrix with imported cells, and with the bands and contracts that they name. */
export function withImported(matrix: Matrix, changes: readonly Change[]): Matrix {
  const isEmpty = matrix.entries.length === 0
  const entries = written(matrix.entries, changes)
  const bands = new Set([...matrix.bandsWon, ...entries.flatMap(({ bandWon }) => bandWon ?? [])])
  return shaped(
    {
      ...matrix,
      entries,
      bandsWon: [...bands].sort((a, b) => a - b),
      months: monthsOf(matrix.months, entries),
    },
    isEmpty,
  )
}

/**
 * The matrix with a list that the editor wrote. Its bands, contracts, labels and groups replace those here but
 * for what cells that stay still use.
 */
export function withList(matrix: Matrix, list: List, changes: readonly Change[]): Matrix {
  const isEmpty = matrix.entries.length === 0
  const entries = written(matrix.entries, changes)
  const used = entries.flatMap(({ bandWon }) => bandWon ?? [])
  const bandsWon = [...new Set([...list.bandsWon, ...used])].sort((a, b) => a - b)
  const labels = new Map(
    [...matrix.bandLabels, ...list.bandLabels].map((label) => [label.bandWon, label]),
  )
  return shaped(
    {
      ...matrix,
      entries,
      bandsWon,
      bandLabels: bandsWon.flatMap((bandWon) => labels.get(bandWon) ?? []),
      months: monthsOf(list.months, entries),
      planGroups: merged(matrix.planGroups, list.planGroups),
      deviceGroups: merged(matrix.deviceGroups, list.deviceGroups),
    },
    isEmpty,
  )
}

/** A group of the list replaces the one of its name. */
const merged = <Group extends { name: string }>(
  here: readonly Group[],
  there: readonly Group[],
) => [...new Map([...here, ...there].map((group) => [group.name, group])).values()]

const monthsOf = (months: readonly number[], entries: readonly Entry[]) =>
  CONTRACT_MONTHS.filter((one) =>
    [...knownMonths(months), ...entries.flatMap(({ months }) => months ?? [])].includes(one),
  )

/** A matrix that was empty stands as its cells suggest; one that was not keeps its axes where they are. */
const shaped = (matrix: Matrix, wasEmpty: boolean): Matrix => ({
  ...matrix,
  layout: wasEmpty ? layoutFor(matrix.entries) : settled(matrix.layout, matrix.entries),
})

/** The cells of a list that the editor wrote, and those that cannot be read. */
export const listCells = ({ cells, faults }: List): SheetCell[] => [
  ...cells.map(({ address, axes, content }) => ({
    ...{ sheet: '', address, shown: content === null ? '–' : String(content) },
    ...{ places: [axes], content, ...(content === null && { isClosing: true as const }) },
  })),
  ...faults.map(
    ({ address, shown }): SheetCell => ({
      ...{ sheet: '', address, shown, places: [], content: undefined, reason: 'row_unread' },
    }),
  ),
]
