import type { Carrier } from '#db/words.ts'
import type { Conflicts } from './agency-conflicts.ts'
import { type Axes, axesOf, nameOf } from './axes.ts'
import { limitOn, type MarginLimits, type Outside } from './margin.ts'

type Spot = Axes & { carrier: Carrier; bandWon: number; months: number }
/** Where both are, the amount `grossWon - limitWon` is the nearest within the limits. */
type Amounts = { ownWon: number; grossWon: number; limitWon: number; place: Spot }

/**
 * A margin outside HQ's limits: once for each own cell that leaves one, and else for each cell of HQ at which
 * something else does. `place` is where it is farthest outside.
 */
export type LimitToDecide = { kind: Outside } & Amounts &
  (
    | { from: 'cell'; axes: Axes }
    | { from: 'rule' | 'default' | 'passed_on'; cell: Axes | undefined }
  )
/** A shop whose own amount or rule leaves such a margin; an override of `fitsWon` leaves none. */
export type ShopLimitToDecide = {
  kind: 'shop_limits'
  retailId: string
  side: Outside
} & Amounts & {
    from: 'override' | 'rule'
    fitsWon: number | null
    combinations: number
  }

export function limitsToDecide(
  margin: MarginLimits,
  limits: Conflicts['limits'],
  causeOf: (place: Spot) => Axes | undefined,
): LimitToDecide[] {
  const all = limits.map(
    ({ amountWon: ownWon, grossWon, side: kind, from, cell, ...place }): LimitToDecide => {
      const one = { kind, ownWon, grossWon, limitWon: limitOn(margin, kind), place }
      return from === 'cell'
        ? { ...one, from, axes: axesOf(cell ?? place) }
        : { ...one, from, cell: causeOf(place) }
    },
  )
  return [...Map.groupBy(all, causeName).values()].flatMap((same) =>
    same.toSorted((a, b) => outsideBy(b) - outsideBy(a)).slice(0, 1),
  )
}

const causeName = (one: LimitToDecide): string => {
  const axes = one.from === 'cell' ? one.axes : one.cell
  return `${one.kind} ${one.from} ${axes ? nameOf(axes) : ''}`
}

/** Higher the farther a margin is outside; comparable on one side of the limits. */
const outsideBy = ({ kind, ownWon, grossWon }: LimitToDecide): number =>
  kind === 'below_floor' ? ownWon - grossWon : grossWon - ownWon

export const shopLimitsToDecide = (
  margin: MarginLimits,
  limits: Conflicts['shopLimits'],
): ShopLimitToDecide[] =>
  limits.map(({ retailId, from, side, amountWon, grossWon, combinations, fitsWon, ...place }) => ({
    ...{ kind: 'shop_limits', retailId, from, side, combinations, fitsWon },
    ...{ ownWon: amountWon, grossWon, limitWon: limitOn(margin, side), place },
  }))
