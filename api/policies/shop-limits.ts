import type { Carrier } from '#db/words.ts'
import { axesAt, type Place } from './axes.ts'
import type { PolicyDetail } from './contract.ts'
import { isLimited, leastFor, mostFor, refusalOf } from './margin.ts'
import { type GrossIndex, ownShareAt, type SharesIndex } from './rebate.ts'

type Found = NonNullable<PolicyDetail['agency']>['conflicts']['shopLimits']
/** HQ's amounts of one carrier, each with one place where it is paid and the number of such places. */
export type PaidAmounts = Map<
  Carrier,
  Map<number, { place: Place & { carrier: Carrier }; places: number }>
>

export function addPaid(paid: PaidAmounts, place: Place & { carrier: Carrier }, grossWon: number) {
  const amounts = paid.get(place.carrier) ?? new Map()
  if (!paid.has(place.carrier)) paid.set(place.carrier, amounts)
  const known = amounts.get(grossWon)
  if (known) known.places++
  else amounts.set(grossWon, { place, places: 1 })
}

/**
 * Shops whose own amount or rule leaves a margin outside HQ's limits, each with the place where it does most. What
 * is set for a shop alone depends on HQ's amount and the carrier, so one place for each of these pairs is enough.
 */
export function shopLimitsIn(gross: GrossIndex, shares: SharesIndex, paid: PaidAmounts): Found {
  if (!isLimited(gross)) return []
  const ruled = [...shares.rulesOf.keys()].filter((id) => id !== null)
  return [...new Set([...shares.byShop.keys(), ...ruled])].flatMap((retailId) => {
    const broken = brokenFor(gross, shares, paid, retailId)
    const [worst] = broken.toSorted((a, b) => b.excessWon - a.excessWon)
    if (!worst) return []
    const { place, grossWon, amountWon, side, from } = worst
    const combinations = broken.reduce((sum, { places }) => sum + places, 0)
    const fitsWon = from === 'override' ? fittingAll(gross, paid) : null
    return [{ ...axesAt(place), retailId, from, side, amountWon, grossWon, combinations, fitsWon }]
  })
}

function brokenFor(gross: GrossIndex, shares: SharesIndex, paid: PaidAmounts, retailId: string) {
  return [...paid].flatMap(([carrier, amounts]) =>
    [...amounts].flatMap(([grossWon, { place, places }]) => {
      const own = ownShareAt(shares, { retailId, carrier, months: place.months }, grossWon, gross)
      if (!own || own === 'undecided') return []
      const side = refusalOf(gross, grossWon, own.shopWon)
      if (side !== 'below_floor' && side !== 'above_ceiling') return []
      const from = own.shop.from === 'override' ? ('override' as const) : ('rule' as const)
      return [
        {
          place,
          places,
          grossWon,
          amountWon: own.shopWon,
          side,
          from,
          excessWon: excessOf(gross, grossWon - own.shopWon),
        },
      ]
    }),
  )
}

/** How far a margin is outside the limits, in won. */
const excessOf = ({ marginFloorWon, marginCeilingWon }: GrossIndex, marginWon: number): number =>
  Math.max((marginFloorWon ?? marginWon) - marginWon, marginWon - (marginCeilingWon ?? marginWon))

/** The highest amount that is within the limits wherever HQ pays; null if there is none from 0 up. */
function fittingAll(gross: GrossIndex, paid: PaidAmounts): number | null {
  const all = [...paid.values()].flatMap((amounts) => [...amounts.keys()])
  const [lowest, highest] = [Math.min(...all), Math.max(...all)]
  const fitsWon = mostFor(gross, lowest)
  return fitsWon >= Math.max(0, leastFor(gross, highest) ?? 0) ? fitsWon : null
}
