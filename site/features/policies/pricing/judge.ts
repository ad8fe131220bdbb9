import { agencyConflicts, type Conflicts, noConflicts } from '#api/policies/agency-conflicts.ts'
import { type Axes, nameOf } from '#api/policies/axes.ts'
import type { PolicyDetail } from '#api/policies/contract.ts'
import type { GrossIndex } from '#api/policies/rebate.ts'
import { type Matrix, valuesOf } from '../matrix/dimensions.ts'
import { type Entry, entryName } from '../matrix/entry.ts'
import { viewOf } from '../matrix/view.ts'
import { eachOf, isRefused, type Sides, shownAt } from './desk.ts'
import { type Problem, problemsOf } from './problems.ts'
import type { Draft } from './rates.ts'

type AgencyView = NonNullable<PolicyDetail['agency']>
/** What stands at HQ's cells: how many the rule gives, how many are set by hand, how many take no orders. */
export type Summary = {
  byRule: number
  byHand: number
  refused: number
  /** The average over the cells that take orders. */
  marginWon: number
  /** Of what HQ pays, 0 to 1. */
  marginShare: number
}
export type Judged = {
  problems: readonly Problem[]
  conflicts: Conflicts
  summary: Summary
}

type Given = {
  agency: AgencyView
  gross: GrossIndex
  sides: Sides
  hq: readonly Entry[]
  matrix: Matrix
  draft: Draft
  /** What is wrong with cells of single shops; nothing without such cells. */
  ofShops: Partial<Conflicts>
}

/** Everything about a draft that takes a look at each of its places. */
export function judge({ agency, gross, sides, hq, matrix, draft, ofShops }: Given): Judged {
  const conflicts = { ...agencyConflicts(gross, sides.shares, null), ...ofShops }
  const problems = problemsOf({
    ...{ draft, conflicts, repriced: agency.repriced, lowestWon: agency.lowestWon },
    shares: sides.shares,
    ...{ view: viewOf(matrix), gross },
  })
  return { problems, conflicts, summary: summaryOf(sides, placesOf(hq, matrix), draft) }
}

/** HQ's cells with an amount; the shown bands and contracts where it has one amount for all. */
export const placesOf = (hq: readonly Entry[], matrix: Matrix) =>
  hq.length > 0
    ? hq.filter(({ content }) => typeof content === 'number')
    : valuesOf(matrix, 'plan').flatMap(({ fixes: plan }) =>
        valuesOf(matrix, 'months').map(({ fixes }) => ({
          carrier: 'all' as const,
          ...plan,
          ...fixes,
        })),
      )

function summaryOf(sides: Sides, places: ReturnType<typeof placesOf>, { entries }: Draft): Summary {
  const own = new Set(entries.map(entryName))
  const found = { byRule: 0, byHand: 0, refused: 0 }
  let [grossWon, shopWon, paid] = [0, 0, 0]
  for (const place of places) {
    const shown = shownAt(sides, place, null)
    if (isRefused(shown)) found.refused++
    else if (own.has(nameOf(place))) found.byHand++
    else found.byRule++
    if (isRefused(shown)) continue
    for (const one of eachOf(shown)) {
      if (one.kind !== 'priced') continue
      paid++
      grossWon += one.grossWon
      shopWon += one.shopWon
    }
  }
  const keptWon = grossWon - shopWon
  return {
    ...found,
    marginWon: paid > 0 ? Math.round(keptWon / paid) : 0,
    marginShare: grossWon > 0 ? keptWon / grossWon : 0,
  }
}

/** A place, for every shop or for one. */
export type MovedPlace = { axes: Axes; retailId: string | null }

/** How the amounts at these places change between two sides. */
export function movesBetween(before: Sides, after: Sides, places: readonly MovedPlace[]) {
  const found = { changed: 0, up: 0, down: 0 }
  const once = new Map(places.map((one) => [`${one.retailId} ${nameOf(one.axes)}`, one]))
  for (const place of once.values()) {
    const [was, now] = [shopWonAt(before, place), shopWonAt(after, place)]
    if (was === now) continue
    found.changed++
    if (now > was) found.up++
    else if (now < was) found.down++
  }
  return found
}

/** The sum over the bands of a place, which moves as its amounts do; refused places count as nothing. */
const shopWonAt = (sides: Sides, { axes, retailId }: MovedPlace): number =>
  eachOf(shownAt(sides, axes, retailId)).reduce(
    (sum, one) => (one.kind === 'priced' && !one.refused ? sum + one.shopWon : sum),
    0,
  )

export const NOTHING_JUDGED: Judged = {
  problems: [],
  conflicts: noConflicts(),
  summary: { byRule: 0, byHand: 0, refused: 0, marginWon: 0, marginShare: 0 },
}
