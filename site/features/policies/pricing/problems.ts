import { type Axes, axesOf, nameOf, placeName } from '#api/policies/axes.ts'
import type { Conflicts } from '#api/policies/conflicts.ts'
import type { GrossIndex } from '#api/policies/rebate.ts'
import { type ToDecide, toDecide } from '#api/policies/to-decide.ts'
import type { Carrier } from '#db/words.ts'
import { cellsIn, unreadIn } from '../matrix/entry.ts'
import { positionOf, type View } from '../matrix/view.ts'
import { standingAt } from './desk-matrix.ts'
import type { Draft } from './rates.ts'

/** HQ's amount when the rates were saved: null where it had none, undefined where it is the same now. */
type Was = { wasWon: number | null | undefined }
/** What is to be decided at a place of HQ's matrix. */
type Placed = Extract<ToDecide, { place: unknown }>
/** What keeps orders out, or the draft from being saved; `axes` is a place of the desk. */
export type Problem = { key: string } & (
  | { kind: 'unread'; axes: Axes; text: string }
  | Exclude<ToDecide, Placed>
  | (Extract<Placed, { kind: 'above' }> & { carrier: Carrier } & Was)
  | (Exclude<Placed, { kind: 'above' }> & { axes: Axes } & Was)
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
  gross: GrossIndex
  view: View
}

/** Every problem of the draft: texts that are no amounts, and what the rule says is to be decided. */
export function problemsOf({ draft, repriced, view, ...given }: Given): Problem[] {
  const { groupOfDevice } = given.gross
  const was = new Map(repriced.map((place) => [placeName(place), place.wasWon]))
  const placed = (one: Placed): Problem => {
    const wasWon = was.get(placeName(axesOf(one.place)))
    if (one.kind === 'above')
      return { ...one, wasWon, carrier: one.place.carrier, key: `above ${nameOf(one.axes)}` }
    const axes =
      one.cell && positionOf(view, one.cell)
        ? one.cell
        : standingAt(view, groupOfDevice, axesOf(one.place))
    return { ...one, axes, wasWon, key: `${one.kind} ${nameOf(axes)}` }
  }
  const unread = unreadIn(draft.entries).map(({ axes, text }) => ({
    ...{ kind: 'unread' as const, axes, text },
    key: `unread ${nameOf(axes)}`,
  }))
  const found = toDecide({ ...given, shares: { cells: cellsIn(draft.entries) }, agencyId: null })
  return [
    ...unread,
    ...found.map((one) =>
      'place' in one
        ? placed(one)
        : { ...one, key: `${one.kind} ${'axes' in one ? nameOf(one.axes) : one.retailId}` },
    ),
  ]
}
