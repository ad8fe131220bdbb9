import type { Carrier } from '#db/words.ts'
import { axesAt, type Place } from './axes.ts'
import type { PolicyDetail } from './contract.ts'
import { isLimited, leastFor, mostFor, refusalOf } from './margin.ts'
import { type GrossIndex, ownShareAt, type SharesIndex } from './rebate.ts'
import { ruleAmong } from './share-rules.ts'

type Found = NonNullable<PolicyDetail['agency']>['conflicts']['shopLimits']
/** HQ's amounts of one carrier, each with one place where it is paid and the number of such places. */
export type PaidAmounts = Map<Carrier, Amounts>
type Amounts = Map<number, { place: At; places: number }>
type At = Place & { carrier: Carrier }

export function addPaid(paid: PaidAmounts, place: At, grossWon: number): void {
  const amounts: Amounts = paid.get(place.carrier) ?? new Map()
  if (!paid.has(place.carrier)) paid.set(place.carrier, amounts)
  const known = amounts.get(grossWon)
  if (known) known.places++
  else amounts.set(grossWon, { place, places: 1 })
}

/** For each carrier one shop with a rule of its own that counts: where one does not apply, none does. */
export const ruledShops = (
  { rulesOf, byShop }: SharesIndex,
  carriers: readonly Carrier[],
): ReadonlyMap<Carrier, string> =>
  new Map(
    carriers.flatMap((carrier) => {
      const shop = [...rulesOf].find(
        ([id, rules]) => id !== null && !byShop.has(id) && ruleAmong(rules, carrier),
      )?.[0]
      return shop ? [[carrier, shop] as const] : []
    }),
  )

/**
 * Shops whose own amount or rule leaves a margin outside HQ's limits, each with the place where it does most. What
 * is set for a shop alone depends on HQ's amount and the carrier, so one place for each of these pairs is enough.
 */
export function shopLimitsIn(gross: GrossIndex, shares: SharesIndex, paid: PaidAmounts): Found {
  if (!isLimited(gross)) return []
  const fits = fittingAll(gross, paid)
  const ruled = [...shares.rulesOf.keys()].filter((id) => id !== null)
  return [...new Set([...shares.byShop.keys(), ...ruled])].flatMap((retailId) => {
    const { worst, combinations } = brokenFor(gross, shares, paid, retailId)
    if (!worst) return []
    const { place, grossWon, amountWon, side, from } = worst
    const fitsWon = from === 'override' ? fits : null
    return [{ ...axesAt(place), retailId, from, side, amountWon, grossWon, combinations, fitsWon }]
  })
}

type Broken = Pick<Found[number], 'from' | 'side' | 'amountWon' | 'grossWon'> & {
  place: At
  excessWon: number
}

function brokenFor(gross: GrossIndex, shares: SharesIndex, paid: PaidAmounts, retailId: string) {
  let worst: Broken | undefined
  let combinations = 0
  // Hundreds of shops times thousands of amounts: only what is broken is kept.
  for (const [carrier, amounts] of paid)
    for (const [grossWon, { place, places }] of amounts) {
      const own = ownShareAt(shares, { retailId, carrier, months: place.months }, grossWon, gross)
      if (!own || own === 'undecided') continue
      const { shopWon: amountWon, shop } = own
      const side = refusalOf(gross, grossWon, amountWon)
      if (side !== 'below_floor' && side !== 'above_ceiling') continue
      combinations += places
      const excessWon = excessOf(gross, grossWon - amountWon)
      if (worst && worst.excessWon >= excessWon) continue
      const from = shop.from === 'override' ? ('override' as const) : ('rule' as const)
      worst = { place, grossWon, amountWon, side, from, excessWon }
    }
  return { worst, combinations }
}

/** How far a margin is outside the limits, in won. */
const excessOf = ({ marginFloorWon, marginCeilingWon }: GrossIndex, marginWon: number): number =>
  Math.max((marginFloorWon ?? marginWon) - marginWon, marginWon - (marginCeilingWon ?? marginWon))

/**
 * The highest amount from 0 up that is within the limits wherever HQ pays, and nowhere above HQ's if that is
 * possible: nobody is advised to pay more than they get. Null if there is none.
 */
function fittingAll(gross: GrossIndex, paid: PaidAmounts): number | null {
  const all = [...paid.values()].flatMap((amounts) => [...amounts.keys()])
  const [lowest, highest] = [Math.min(...all), Math.max(...all)]
  const mostWon = mostFor(gross, lowest)
  const leastWon = Math.max(0, leastFor(gross, highest) ?? 0)
  const fitsWon = Math.max(leastWon, Math.min(lowest, mostWon))
  return fitsWon <= mostWon ? fitsWon : null
}
