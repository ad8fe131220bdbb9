import type { Conflicts } from '#api/policies/agency-conflicts.ts'
import { type Axes, axesOf, nameOf, placeName } from '#api/policies/axes.ts'
import type { GrossIndex, SharesIndex } from '#api/policies/rebate.ts'
import { type ToDecide, toDecide } from '#api/policies/to-decide.ts'
import { unreadIn } from '../matrix/entry.ts'
import { positionOf, type View } from '../matrix/view.ts'
import { standingAt } from './desk-matrix.ts'
import type { Draft } from './rates.ts'

/** HQ's amount when the rates were saved: null where it had none, undefined where it is the same now. */
type Was = { wasWon: number | null | undefined }
/** What is to be decided at a place of HQ's matrix. */
type Placed = Exclude<Extract<ToDecide, { place: unknown }>, { retailId: unknown }>
/** What keeps orders out, or the draft from being saved; `axes` is a place of the desk. */
export type Problem = { key: string } & (
  | { kind: 'unread'; axes: Axes; text: string; retailId: string | null }
  | (Exclude<ToDecide, Placed> & Partial<Was>)
  | (Placed & { axes: Axes } & Was)
)

/** The shop that a problem is about alone; null for every shop. */
export const shopOf = (problem: Problem): string | null =>
  'retailId' in problem ? problem.retailId : null

/** What is wrong, whoever's cell it is. */
export type Fault = Exclude<Problem['kind'], 'shop_cell'>
export const faultOf = (problem: Problem): Fault =>
  problem.kind === 'shop_cell' ? problem.fault : problem.kind

/** Whether the server would refuse to save it. */
export const blocksSaving = (problem: Problem): boolean => BLOCKING.has(faultOf(problem))

const BLOCKING: ReadonlySet<Fault> = new Set([
  ...(['unread', 'low', 'tie', 'above'] as const),
  ...(['below_floor', 'above_ceiling', 'shop_limits'] as const),
])

type Given = {
  draft: Pick<Draft, 'entries' | 'ofShops'>
  shares: Pick<SharesIndex, 'cells' | 'shopCells'>
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
  const unread = [{ retailId: null, entries: draft.entries }, ...draft.ofShops].flatMap(
    ({ retailId, entries }) =>
      unreadIn(entries).map(({ axes, text }) => ({
        ...{ kind: 'unread' as const, axes, text, retailId },
        key: `unread ${retailId} ${nameOf(axes)}`,
      })),
  )
  const found = toDecide({ ...given, agencyId: null })
  return [
    ...unread,
    ...found.map((one) =>
      'retailId' in one
        ? {
            ...one,
            wasWon: 'place' in one ? was.get(placeName(axesOf(one.place))) : undefined,
            key: shopKey(one),
          }
        : 'place' in one
          ? placed(one)
          : { ...one, key: `${one.kind} ${nameOf(one.axes)}` },
    ),
  ]
}

const shopKey = (one: Extract<ToDecide, { retailId: string }>): string =>
  one.kind === 'shop_cell'
    ? `${one.fault} ${one.retailId} ${nameOf(one.axes)}`
    : `${one.kind} ${one.retailId}`
