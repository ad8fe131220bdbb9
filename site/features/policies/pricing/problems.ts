import { type Axes, axesOf, nameOf, placeName } from '#api/policies/axes.ts'
import type { Conflicts } from '#api/policies/conflicts.ts'
import { type GrossIndex, grossAt } from '#api/policies/rebate.ts'
import type { Carrier } from '#db/words.ts'
import type { Entry } from '../matrix/entry.ts'
import { blockersOf } from '../matrix/problems.ts'
import { positionOf, type View } from '../matrix/view.ts'
import { standingAt } from './desk-matrix.ts'
import type { Draft } from './rates.ts'

/** HQ's amount when the rates were saved: null where it had none, undefined where it is the same now. */
type Was = { wasWon: number | null | undefined }
/** What keeps orders out, or the draft from being saved; `axes` is a place of the desk. */
export type Problem = { key: string } & (
  | { kind: 'unread'; axes: Axes; text: string }
  | { kind: 'low'; axes: Axes; ownWon: number; lowestWon: number }
  /** Two own cells count here; the amounts are theirs. */
  | { kind: 'tie'; axes: Axes; amountsWon: readonly number[] }
  /** An own cell above HQ's amount, for the carrier and place that HQ pays least. */
  | ({ kind: 'above'; axes: Axes; ownWon: number; grossWon: number; carrier: Carrier } & Was)
  | ({ kind: 'default_above'; axes: Axes; ownWon: number; grossWon: number } & Was)
  /** HQ's amount is below zero, where no rule applies. */
  | ({ kind: 'undecided'; axes: Axes; grossWon: number } & Was)
  | { kind: 'override'; retailId: string; ownWon: number; fitsWon: number; combinations: number }
  /** An own cell for which HQ has no price any more; saving leaves it out. */
  | { kind: 'unpriced'; axes: Axes; ownWon: number }
)

/** Whether the server would refuse to save it. */
export const blocksSaving = ({ kind }: Problem) =>
  kind === 'unread' || kind === 'low' || kind === 'tie' || kind === 'above'

type Given = {
  draft: Pick<Draft, 'entries'>
  conflicts: Conflicts
  /** Places at which HQ's amount is another than when the rates were saved. */
  repriced: readonly (Axes & { wasWon: number | null })[]
  lowestWon: number
  deviceGroups: readonly { name: string; deviceIds: string[] }[]
  view: View
  gross: GrossIndex
}

/** Every problem of the draft, each once for what causes it, whatever number of combinations it reaches. */
export function problemsOf(given: Given): Problem[] {
  const { draft, conflicts } = given
  const was = new Map(given.repriced.map((place) => [placeName(place), place.wasWon]))
  const wasAt = (place: Axes) => ({ wasWon: was.get(placeName(axesOf(place))) })
  const standing = <C extends Axes>(places: readonly C[]) =>
    [...Map.groupBy(places, (place) => nameOf(causeOf(given, place))).values()].flatMap(
      ([first]) => (first ? [{ place: first, axes: causeOf(given, first) }] : []),
    )
  return [
    ...entryProblems(given, draft.entries),
    ...[...Map.groupBy(conflicts.cells, ({ cell }) => nameOf(cell)).values()].flatMap((places) => {
      const [lowest] = places.toSorted((a, b) => a.grossWon - b.grossWon)
      if (!lowest) return []
      const { cell, amountWon, grossWon, carrier } = lowest
      return problem({
        ...{ kind: 'above', axes: axesOf(cell), ownWon: amountWon, grossWon, carrier },
        ...wasAt(placeOf(lowest)),
      })
    }),
    ...standing(conflicts.undecided).flatMap(({ place, axes }) =>
      problem({ kind: 'undecided', axes, grossWon: place.grossWon, ...wasAt(placeOf(place)) }),
    ),
    ...standing(conflicts.default).flatMap(({ place, axes }) =>
      problem({
        ...{ kind: 'default_above', axes, ownWon: place.amountWon, grossWon: place.grossWon },
        ...wasAt(placeOf(place)),
      }),
    ),
    ...conflicts.overrides.flatMap(({ retailId, amountWon, lowestGrossWon, combinations }) =>
      problem({
        ...{ kind: 'override', retailId, ownWon: amountWon },
        ...{ fitsWon: lowestGrossWon, combinations },
      }),
    ),
    ...conflicts.unpriced.flatMap((cell) =>
      problem({ kind: 'unpriced', axes: axesOf(cell), ownWon: cell.amountWon }),
    ),
  ]
}

/** HQ's cell that counts at a place, which an own cell settles everywhere at once; else the place itself. */
function causeOf({ gross, view }: Given, place: Axes): Axes {
  const { bandWon, months = 0, carrier } = place
  const found = grossAt(gross, {
    ...{ carrier, bandWon, months, agencyId: null },
    planGroup: place.planGroup ?? null,
    deviceId: place.deviceId ?? null,
    deviceGroup: place.deviceGroup ?? gross.groupOfDevice.get(place.deviceId ?? '') ?? null,
    joinType: place.joinType ?? null,
    supportType: place.supportType ?? null,
    segment: place.segment ?? null,
  })
  return 'gross' in found && found.gross.from === 'cell' && positionOf(view, found.gross.cell)
    ? found.gross.cell
    : standingAt(view, gross.groupOfDevice, place)
}

function entryProblems({ lowestWon, deviceGroups }: Given, entries: readonly Entry[]): Problem[] {
  const found = blockersOf({ entries, deviceGroups: [...deviceGroups] }, lowestWon)
  return found.flatMap((one): Problem[] => {
    const { axes } = one
    if (one.kind === 'unread') return problem({ kind: 'unread', axes, text: one.text })
    if (one.kind === 'below_lowest')
      return problem({ kind: 'low', axes, ownWon: one.won, lowestWon: one.lowestWon })
    if (one.kind !== 'tie') return []
    const amountsWon = one.cells.flatMap(({ content }) => content ?? [])
    return problem({ kind: 'tie', axes, amountsWon: [...new Set(amountsWon)] })
  })
}

/** The place alone, without what a conflict says about it. */
const placeOf = (place: Axes): Axes => axesOf(place)

type Unkeyed<P> = P extends { key: string } ? Omit<P, 'key'> : never
const problem = (one: Unkeyed<Problem>): Problem[] => [
  // The spread of one of the kinds is one of the kinds.
  { ...one, key: `${one.kind} ${'axes' in one ? nameOf(one.axes) : one.retailId}` } as Problem,
]
