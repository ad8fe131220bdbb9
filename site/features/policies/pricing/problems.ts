import { type Axes, axesOf, nameOf, placeName } from '#api/policies/axes.ts'
import type { Conflicts } from '#api/policies/conflicts.ts'
import type { GrossIndex } from '#api/policies/rebate.ts'
import { type ToDecide, toDecide } from '#api/policies/to-decide.ts'
import { cellsIn, unreadIn } from '../matrix/entry.ts'
import { positionOf, type View } from '../matrix/view.ts'
import { standingAt } from './desk-matrix.ts'
import type { Draft } from './rates.ts'

/** HQ's amount when the rates were saved: null where it had none, undefined where it is the same now. */
type Was = { wasWon: number | null | undefined }
/** What is to be decided at a place of HQ's matrix. */
type Placed = Exclude<Extract<ToDecide, { place: unknown }>, { retailId: unknown }>
/** What keeps orders out, or the draft from being saved; `axes` is a place of the desk. */
export type Problem = { key: string } & (
  | { kind: 'unread'; axes: Axes; text: string }
  | Exclude<ToDecide, Placed>
  | (Placed & { axes: Axes } & Was)
)

/** Whether the server would refuse to save it. */
export const blocksSaving = ({ kind }: Problem): boolean => BLOCKING.has(kind)

const BLOCKING: ReadonlySet<Problem['kind']> = new Set([
  ...(['unread', 'low', 'tie', 'above'] as const),
  ...(['below_floor', 'above_ceiling', 'shop_limits'] as const),
])

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
  const standing = ({ cell, place }: Exclude<Placed, { axes: unknown }>) =>
    cell && positionOf(view, cell) ? cell : standingAt(view, groupOfDevice, axesOf(place))
  const placed = (one: Placed): Problem => {
    const wasWon = was.get(placeName(axesOf(one.place)))
    const axes = 'axes' in one ? one.axes : standing(one)
    const from = 'from' in one ? one.from : ''
    return { ...one, axes, wasWon, key: `${one.kind} ${from} ${nameOf(axes)}` }
  }
  const unread = unreadIn(draft.entries).map(({ axes, text }) => ({
    ...{ kind: 'unread' as const, axes, text },
    key: `unread ${nameOf(axes)}`,
  }))
  const found = toDecide({ ...given, shares: { cells: cellsIn(draft.entries) }, agencyId: null })
  return [
    ...unread,
    ...found.map((one) =>
      'retailId' in one
        ? { ...one, key: `${one.kind} ${one.retailId}` }
        : 'place' in one
          ? placed(one)
          : { ...one, key: `${one.kind} ${nameOf(one.axes)}` },
    ),
  ]
}
