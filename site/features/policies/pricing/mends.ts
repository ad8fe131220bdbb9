import { type Axes, nameOf } from '#api/policies/axes.ts'
import { fittingCells } from '#api/policies/cells.ts'
import { mostFor, refusalOf } from '#api/policies/margin.ts'
import { nearestAllowed } from '#api/policies/paid-amounts.ts'
import { ruleFor, shareBy } from '#api/policies/share-rules.ts'
import type { Sides } from './desk.ts'
import type { Problem } from './problems.ts'
import { spanOfCell, spanOfDefault } from './spans.ts'

/** One press that settles a problem. */
export type Mend = {
  says: 'rule' | 'clear' | 'lower' | 'raise' | 'set' | 'remove' | 'keep'
  /** The amount that the shop then gets, where it is one; for `keep` what the rule leaves at least. */
  won?: number
}
type Of<Kind> = Extract<Problem, { kind: Kind }>

/**
 * The ways to settle a problem, the likeliest first. An amount is offered only if it is allowed wherever it would
 * count: not above HQ's, not below its lowest, within its limits.
 */
export function mendsOf(problem: Problem, sides: Sides): Mend[] {
  switch (problem.kind) {
    case 'unread':
    case 'unpriced':
      return [CLEAR]
    case 'low':
      return cellMends(sides, problem)
    case 'tie':
      return tieMends(sides, problem, null)
    case 'undecided':
    case 'default_above':
      return placeMends(sides, problem)
    case 'below_floor':
    case 'above_ceiling':
      return limitMends(problem, sides)
    case 'shop_limits':
    case 'override': {
      const { ownWon, fitsWon } = problem
      const isRule = problem.kind === 'shop_limits' && problem.from === 'rule'
      return isRule || fitsWon === null ? [REMOVE] : [toward(ownWon, fitsWon), REMOVE]
    }
    case 'shop_cell':
      return shopCellMends(sides, problem)
    case 'above':
      return aboveMends(problem, sides)
  }
}

const CLEAR: Mend = { says: 'clear' }
const REMOVE: Mend = { says: 'remove' }

const toward = (ownWon: number, won: number): Mend => ({
  says: won < ownWon ? 'lower' : 'raise',
  won,
})

/** The nearest amount that a cell may have; undefined where none fits all of its places. */
function fitting(sides: Sides, axes: Axes, ownWon: number, retailId: string | null = null) {
  const span = spanOfCell(sides, axes, retailId)
  return (span && nearestAllowed(sides.gross, span, ownWon)) ?? undefined
}

/** A cell's own amount moved, and the cell emptied: each of its places is then asked about alone. */
function cellMends(sides: Sides, { axes, ownWon }: { axes: Axes; ownWon: number }): Mend[] {
  const won = fitting(sides, axes, ownWon)
  return won === undefined ? [CLEAR] : [{ says: 'set', won }]
}

function tieMends(
  sides: Sides,
  { axes, amountsWon }: { axes: Axes; amountsWon: readonly number[] },
  retailId: string | null,
): Mend[] {
  const all = amountsWon.flatMap((won) => fitting(sides, axes, won, retailId) ?? [])
  return [...new Set(all)].map((won) => ({ says: 'set', won }))
}

/** An own cell at the place, or where the default alone is too high, a lower default. */
function placeMends(sides: Sides, problem: Of<'undecided' | 'default_above'>): Mend[] {
  const { grossWon, axes, kind } = problem
  if (kind === 'default_above' && !problem.cell) {
    const won = fittingDefault(sides, problem.ownWon)
    if (won !== undefined) return [{ says: 'lower', won }]
  }
  const mostWon = mostFor(sides.gross, grossWon)
  // Nobody who has set nothing is advised to pay more than they get.
  const won = fitting(sides, axes, kind === 'undecided' ? Math.min(grossWon, mostWon) : mostWon)
  return won === undefined ? [] : [{ says: 'set', won }]
}

/** A default is never below zero. */
function fittingDefault(sides: Sides, ownWon: number): number | undefined {
  const span = spanOfDefault(sides)
  const limits = { ...sides.gross, lowestWon: Math.max(0, sides.gross.lowestWon) }
  return (span && nearestAllowed(limits, span, ownWon)) ?? undefined
}

function aboveMends({ axes, ownWon, grossWon, place }: Of<'above'>, sides: Sides): Mend[] {
  const { gross, shares } = sides
  const rule = ruleFor(shares.rules, place.carrier, null)
  const ruledWon = ruledAt(sides, axes, place.carrier, grossWon)
  const fitsWon = fitting(sides, axes, ownWon)
  const first: Mend = ruledWon === undefined ? CLEAR : { says: 'rule', won: ruledWon }
  if (fitsWon === undefined) return [first]
  // What the rule would leave is left here too, if HQ allows that.
  const keptWon = grossWon - (grossWon < 0 ? 0 : (rule?.leastMarginWon ?? 0))
  const span = spanOfCell(sides, axes, null)
  const isKept = keptWon < fitsWon && span && nearestAllowed(gross, span, keptWon) === keptWon
  return [first, { says: 'lower', won: isKept ? keptWon : fitsWon }]
}

/** What the rule gives once this cell is gone; undefined where another cell counts, or HQ does not allow it. */
function ruledAt({ gross, shares }: Sides, axes: Axes, carrier: Axes['carrier'], grossWon: number) {
  const rule = ruleFor(shares.rules, carrier, null)
  const won = withoutCell(shares, axes) ? undefined : rule && shareBy(rule, grossWon)
  return won === undefined || refusalOf(gross, grossWon, won) ? undefined : won
}

/** An amount at the limit; before it the rule, where that is within the limits or can keep more. */
function limitMends(problem: Of<'below_floor' | 'above_ceiling'>, sides: Sides): Mend[] {
  const { kind, from, axes, ownWon, grossWon, limitWon, place } = problem
  const won = from === 'default' ? fittingDefault(sides, ownWon) : fitting(sides, axes, ownWon)
  if (from === 'cell') {
    const ruledWon = ruledAt(sides, axes, place.carrier, grossWon)
    const moved = won === undefined ? [] : [toward(ownWon, won)]
    // One amount may not fit all places of a cell: emptied, each place is asked about alone.
    return ruledWon === undefined ? [...moved, CLEAR] : [{ says: 'rule', won: ruledWon }, ...moved]
  }
  if (from === 'default' && won !== undefined) return [toward(ownWon, won)]
  const setWon = fitting(sides, axes, ownWon)
  const set: Mend[] = setWon === undefined ? [] : [{ says: 'set', won: setWon }]
  const rule = ruleFor(sides.shares.rules, place.carrier, null)
  const keeps = kind === 'below_floor' && (from === 'rule' || (from === 'passed_on' && !rule))
  return keeps ? [{ says: 'keep', won: limitWon }, ...set] : set
}

function shopCellMends(sides: Sides, problem: Of<'shop_cell'>): Mend[] {
  const { axes, retailId } = problem
  if (problem.fault === 'unpriced') return [CLEAR]
  if (problem.fault === 'tie') return tieMends(sides, problem, retailId)
  const won = fitting(sides, axes, problem.ownWon, retailId)
  return won === undefined ? [CLEAR] : [toward(problem.ownWon, won), CLEAR]
}

/** Whether another own cell counts here once this one is gone. */
const withoutCell = ({ amounts }: Sides['shares'], axes: Axes): boolean =>
  [...fittingCells(amounts, axes)].some(({ cell }) => nameOf(cell.axes) !== nameOf(axes))
