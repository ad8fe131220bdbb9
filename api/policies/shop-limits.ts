import type { Carrier } from '#db/words.ts'
import { axesAt } from './axes.ts'
import type { PolicyDetail } from './contract.ts'
import { isAbove, isLimited, leastFor, mostFor, refusalOf } from './margin.ts'
import { eachPaid, type PaidAmounts, type PaidPlace } from './paid-amounts.ts'
import { type GrossIndex, ownShareAt, type SharesIndex } from './rebate.ts'
import { ruleAmong } from './share-rules.ts'
import { leavesOpen } from './shop-cells.ts'

type Conflicts = NonNullable<PolicyDetail['agency']>['conflicts']
type Found = Conflicts['shopLimits']

/**
 * For each carrier shops with a rule of their own that counts. Where one rule does not apply, none does, so one
 * shop without cells stands for all.
 */
export const ruledShops = (
  { rulesOf, byShop, shops }: SharesIndex,
  carriers: readonly Carrier[],
): ReadonlyMap<Carrier, readonly string[]> =>
  new Map(
    carriers.map((carrier) => {
      const ruled = [...rulesOf].flatMap(([id, rules]) =>
        id !== null && !byShop.has(id) && ruleAmong(rules, carrier) ? [id] : [],
      )
      const plain = ruled.find((id) => !shops.of(id))
      return [carrier, plain === undefined ? ruled : [plain]] as const
    }),
  )

/** Those of the places at which what is set for the whole shop counts: its cells leave them. */
function openTo({ shops }: SharesIndex, retailId: string, places: readonly PaidPlace[]) {
  const own = shops.of(retailId)
  return own ? places.filter((place) => leavesOpen(own, place)) : places
}

/** Shops whose one amount is above HQ's at some places: how many, and the least that HQ pays there. */
export function overridesAbove(
  gross: GrossIndex,
  shares: SharesIndex,
  paid: PaidAmounts,
): Conflicts['overrides'] {
  const everywhere = fittingAll(gross, [...eachPaid(paid)])
  return shares.overrides.flatMap(({ retailId, amountWon }) => {
    let combinations = 0
    let lowestGrossWon = amountWon
    for (const { grossWon, places } of eachPaid(paid)) {
      if (!isAbove(gross, amountWon, grossWon)) continue
      const open = openTo(shares, retailId, places).length
      combinations += open
      if (open > 0) lowestGrossWon = Math.min(lowestGrossWon, grossWon)
    }
    if (combinations === 0) return []
    const hasCells = shares.shops.of(retailId) !== undefined
    const fitsWon = hasCells ? fittingFor(gross, shares, paid, retailId) : everywhere
    return [{ retailId, amountWon, combinations, lowestGrossWon, fitsWon }]
  })
}

/**
 * Shops whose own amount or rule leaves a margin outside HQ's limits, each with the place where it does most. What
 * is set for a whole shop depends on HQ's amount and the carrier, so one place for each of these pairs is enough.
 */
export function shopLimitsIn(gross: GrossIndex, shares: SharesIndex, paid: PaidAmounts): Found {
  if (!isLimited(gross)) return []
  const everywhere = fittingAll(gross, [...eachPaid(paid)])
  const ruled = [...shares.rulesOf.keys()].filter((id) => id !== null)
  return [...new Set([...shares.byShop.keys(), ...ruled])].flatMap((retailId) => {
    const { worst, combinations } = brokenFor(gross, shares, paid, retailId)
    if (!worst) return []
    const { place, grossWon, amountWon, side, from } = worst
    const hasCells = shares.shops.of(retailId) !== undefined
    const fits = () => (hasCells ? fittingFor(gross, shares, paid, retailId) : everywhere)
    const fitsWon = from === 'override' ? fits() : null
    return [{ ...axesAt(place), retailId, from, side, amountWon, grossWon, combinations, fitsWon }]
  })
}

type Broken = Pick<Found[number], 'from' | 'side' | 'amountWon' | 'grossWon'> & {
  place: PaidPlace
  excessWon: number
}

function brokenFor(gross: GrossIndex, shares: SharesIndex, paid: PaidAmounts, retailId: string) {
  let worst: Broken | undefined
  let combinations = 0
  // Hundreds of shops times thousands of amounts: only what is broken is kept.
  for (const { carrier, grossWon, places } of eachPaid(paid)) {
    const [{ months } = { months: 0 }] = places
    const own = ownShareAt(shares, { retailId, carrier, months }, grossWon, gross)
    if (!own || own === 'undecided') continue
    const { shopWon: amountWon, shop } = own
    const side = refusalOf(gross, grossWon, amountWon)
    if (side !== 'below_floor' && side !== 'above_ceiling') continue
    const open = openTo(shares, retailId, places)
    const [place] = open
    if (!place) continue
    combinations += open.length
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

/** The same for a shop with cells, at the places that they leave. */
const fittingFor = (
  gross: GrossIndex,
  shares: SharesIndex,
  paid: PaidAmounts,
  retailId: string,
): number | null =>
  fittingAll(
    gross,
    [...eachPaid(paid)].filter(({ places }) => openTo(shares, retailId, places).length > 0),
  )

/**
 * The highest amount from 0 up that is within the limits wherever HQ pays, and nowhere above HQ's if that is
 * possible: nobody is advised to pay more than they get. Null if there is none.
 */
function fittingAll(gross: GrossIndex, paid: readonly { grossWon: number }[]): number | null {
  const all = paid.map(({ grossWon }) => grossWon)
  const [lowest, highest] = [Math.min(...all), Math.max(...all)]
  const mostWon = mostFor(gross, lowest)
  const leastWon = Math.max(0, leastFor(gross, highest) ?? 0)
  const fitsWon = Math.max(leastWon, Math.min(lowest, mostWon))
  return fitsWon <= mostWon ? fitsWon : null
}
