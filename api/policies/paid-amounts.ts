import type { Carrier } from '#db/words.ts'
import type { Place } from './axes.ts'
import { leastFor, type MarginLimits, mostFor, refusalOf } from './margin.ts'

export type PaidPlace = Place & { carrier: Carrier }
/** HQ's amounts of one carrier, each with the places where it is paid. */
export type PaidAmounts = Map<Carrier, Map<number, PaidPlace[]>>

export function addPaid(paid: PaidAmounts, place: PaidPlace, grossWon: number): void {
  const amounts = paid.get(place.carrier) ?? new Map<number, PaidPlace[]>()
  if (!paid.has(place.carrier)) paid.set(place.carrier, amounts)
  const known = amounts.get(grossWon)
  if (known) known.push(place)
  else amounts.set(grossWon, [place])
}

/** Every amount with its carrier and places. */
export function* eachPaid(paid: PaidAmounts) {
  for (const [carrier, amounts] of paid)
    for (const [grossWon, places] of amounts) yield { carrier, grossWon, places }
}

/** The least and the most that HQ pays; undefined where it pays nothing. */
export function spanOf(paid: PaidAmounts): { leastWon: number; mostWon: number } | undefined {
  let span: { leastWon: number; mostWon: number } | undefined
  for (const { grossWon } of eachPaid(paid))
    span = {
      leastWon: Math.min(span?.leastWon ?? grossWon, grossWon),
      mostWon: Math.max(span?.mostWon ?? grossWon, grossWon),
    }
  return span
}

type Limits = MarginLimits & { readonly lowestWon: number }
export type Span = NonNullable<ReturnType<typeof spanOf>>

/** Whether an amount is allowed wherever HQ pays within a span. */
export const isAllowed = (limits: Limits, { leastWon, mostWon }: Span, shopWon: number): boolean =>
  refusalOf(limits, leastWon, shopWon) === undefined &&
  refusalOf(limits, mostWon, shopWon) === undefined

/** The allowed amount that is nearest to another one, wherever HQ pays within a span; null if there is none. */
export function nearestAllowed(
  limits: Limits,
  { leastWon, mostWon }: Span,
  shopWon: number,
): number | null {
  const highest = mostFor(limits, leastWon)
  const lowest = Math.max(limits.lowestWon, leastFor(limits, mostWon) ?? limits.lowestWon)
  return lowest > highest ? null : Math.min(highest, Math.max(lowest, shopWon))
}
