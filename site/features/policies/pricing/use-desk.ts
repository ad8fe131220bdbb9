import type { RefObject } from 'preact'
import { useEffect, useMemo } from 'preact/hooks'
import { type Axes, nameOf } from '#api/policies/axes.ts'
import type { Spot } from '../../../ui/matrix/model.ts'
import { type Content, type Entry, entryName } from '../matrix/entry.ts'
import type { Shown as CellShown } from '../matrix/shown.ts'
import { useEditor } from '../matrix/use-editor.ts'
import { eachOf, isRefused, type Paid, type Shown, shownAt } from './desk.ts'
import { type Fault, faultOf, shopOf } from './problems.ts'
import { entriesFor, withEntries } from './shop-entries.ts'
import type { Rates } from './use-rates.ts'

type Given = {
  rates: Rates
  /** A shop whose prices are shown; null for every shop. */
  retailId: string | null
  isReadOnly: boolean
  table: RefObject<HTMLTableElement>
}

/** HQ's editor over the agency's own cells, whose places read as the price rule pays them. */
export function useDesk({ rates, retailId, isReadOnly, table }: Given) {
  const { sides, draft, hq, change } = rates
  const entries = entriesFor(draft, retailId)
  const matrix = useMemo(() => ({ ...rates.matrix, entries }), [rates.matrix, entries])
  const own = useMemo(
    () => new Map(entries.map((entry) => [entryName(entry), entry.content])),
    [entries],
  )
  const problemByName = useMemo(
    () =>
      new Map(
        rates.problems.flatMap((one) =>
          'axes' in one && shopOf(one) === retailId ? [[nameOf(one.axes), one]] : [],
        ),
      ),
    [rates.problems, retailId],
  )
  const seenAt = (axes: Axes) => shownAt(sides, axes, retailId)
  const ownAt = (axes: Axes): Content | undefined => own.get(nameOf(axes))
  const editor = useEditor({
    matrix,
    onMatrix: (next) => change(withEntries(draft, retailId, next.entries.map(withoutClosing))),
    of: retailId ?? '',
    flatWon: undefined,
    reading: {
      shownAt: (axes) => asCell(axes, ownAt(axes), seenAt(axes)),
      isLocked: (axes) => seenAt(axes).kind === 'no_price',
      entries: hq,
    },
    isReadOnly,
    focus: () => table.current?.focus(),
  })
  // A block that waits for its unit was pasted for another shop.
  useEffect(() => editor.pasting.forget, [retailId])
  const axesAt = (spot: Spot) => editor.face.cells.axesAt(spot)
  return {
    ...{ editor, matrix, retailId, isReadOnly, seenAt, ownAt, axesAt },
    /** Changes with everything that a cell shows. */
    marks: useMemo(() => ({}), [sides, retailId, problemByName]),
    problemOf: (axes: Axes): Fault | undefined => {
      const problem = problemByName.get(nameOf(axes))
      if (problem) return faultOf(problem)
      const shown = seenAt(axes)
      if (!isRefused(shown)) return undefined
      return shown.kind === 'undecided' || shown.kind === 'tie'
        ? shown.kind
        : (eachOf(shown).flatMap(refusedKind)[0] ?? 'above')
    },
  }
}
export type Desk = ReturnType<typeof useDesk>

/** Why the agency's amount is refused, as a problem names it. */
const refusedKind = (paid: Paid): Fault[] =>
  paid.kind !== 'priced' || !paid.refused ? [] : [PROBLEMS[paid.refused]]

const PROBLEMS = {
  shop_above_gross: 'above',
  below_lowest: 'low',
  below_floor: 'below_floor',
  above_ceiling: 'above_ceiling',
} as const satisfies Record<string, Fault>

/** An agency cannot close a place that HQ prices, so the sign for it is no amount here. */
const withoutClosing = (entry: Entry): Entry =>
  entry.content === null ? { ...entry, content: '–' } : entry

/** A place as HQ's editor reads it: to move over it, to fill and to copy. */
function asCell(axes: Axes, own: Content | undefined, shown: Shown): CellShown {
  if (own !== undefined) return { kind: 'own', content: own }
  return shown.kind === 'priced'
    ? { kind: 'inherited', content: shown.shopWon, from: axes }
    : { kind: 'empty' }
}
