import { type Axes, nameOf } from '#api/policies/axes.ts'
import { fittingCells } from '#api/policies/cells.ts'
import { mostFor, refusalOf } from '#api/policies/margin.ts'
import { ruleFor, type ShareRule, shareBy } from '#api/policies/share-rules.ts'
import { written } from '../matrix/entry.ts'
import type { Sides } from './desk.ts'
import type { Problem } from './problems.ts'
import { type Draft, withRule } from './rates.ts'

/** One press that settles a problem. */
export type Mend = {
  says: 'rule' | 'clear' | 'lower' | 'raise' | 'set' | 'remove' | 'keep'
  /** The amount that the shop then gets, where it is one; for `keep` what the rule leaves at least. */
  won?: number
}

/** The ways to settle a problem, the likeliest first. */
export function mendsOf(problem: Problem, { gross, shares }: Sides): Mend[] {
  switch (problem.kind) {
    case 'unread':
    case 'unpriced':
      return [{ says: 'clear' }]
    case 'low':
      return [{ says: 'set', won: problem.lowestWon }]
    case 'tie':
      return problem.amountsWon.map((won) => ({ says: 'set', won }))
    case 'undecided':
      // Nobody is advised to pay more than they get.
      return [{ says: 'set', won: Math.min(problem.grossWon, mostFor(gross, problem.grossWon)) }]
    case 'default_above': {
      const won = mostFor(gross, problem.grossWon)
      return [{ says: problem.cell ? 'set' : 'lower', won }]
    }
    case 'below_floor':
    case 'above_ceiling':
      return limitMends(problem, { gross, shares })
    case 'shop_limits': {
      const { from, ownWon, fitsWon } = problem
      const fits = fitsWon === null ? [] : [{ says: toward(ownWon, fitsWon), won: fitsWon }]
      return from === 'rule' ? [{ says: 'remove' }] : [...fits, { says: 'remove' }]
    }
    case 'override':
      return [
        ...(problem.fitsWon >= 0 ? [{ says: 'lower' as const, won: problem.fitsWon }] : []),
        { says: 'remove' },
      ]
    case 'above': {
      const { axes, grossWon, place } = problem
      const rule = ruleFor(shares.rules, place.carrier, null)
      const leastWon = grossWon < 0 ? 0 : (rule?.leastMarginWon ?? 0)
      const fitsWon = Math.min(mostFor(gross, grossWon), grossWon - leastWon)
      const ruledWon = withoutCell(shares, axes) ? undefined : rule && shareBy(rule, grossWon)
      return [
        ruledWon === undefined ? { says: 'clear' } : { says: 'rule', won: ruledWon },
        { says: 'lower', won: fitsWon },
      ]
    }
  }
}

/** An amount at the limit; before it the rule, where that is within the limits or can keep more. */
function limitMends(
  problem: Extract<Problem, { limitWon: number; axes: Axes }>,
  sides: Sides,
): Mend[] {
  const { kind, from, ownWon, grossWon, limitWon, place } = problem
  const won = grossWon - limitWon
  const atLimit: Mend = {
    says: from === 'cell' || from === 'default' ? toward(ownWon, won) : 'set',
    won,
  }
  const rule = ruleFor(sides.shares.rules, place.carrier, null)
  if (from === 'cell') {
    const ruledWon = withoutCell(sides.shares, problem.axes)
      ? undefined
      : rule && shareBy(rule, grossWon)
    const isWithin = ruledWon !== undefined && !refusalOf(sides.gross, grossWon, ruledWon)
    // One amount may not fit all places of a cell: emptied, each place is asked about alone.
    return isWithin ? [{ says: 'rule', won: ruledWon }, atLimit] : [atLimit, { says: 'clear' }]
  }
  const keeps = kind === 'below_floor' && (from === 'rule' || (from === 'passed_on' && !rule))
  return keeps ? [{ says: 'keep', won: limitWon }, atLimit] : [atLimit]
}

const toward = (ownWon: number, won: number): 'lower' | 'raise' =>
  won < ownWon ? 'lower' : 'raise'

/** Whether another own cell counts here once this one is gone. */
const withoutCell = ({ amounts }: Sides['shares'], axes: Axes): boolean =>
  [...fittingCells(amounts, axes)].some(({ cell }) => nameOf(cell.axes) !== nameOf(axes))

/** The draft after a mend. */
export function mended(draft: Draft, problem: Problem, { says, won }: Mend): Draft {
  if ('retailId' in problem) return mendedShop(draft, problem, won)
  if (says === 'keep' && won !== undefined) return keeping(draft, problem, won)
  const isDefault =
    problem.kind === 'default_above' || ('from' in problem && problem.from === 'default')
  if (isDefault && says !== 'set') return { ...draft, defaultWon: won }
  const content = says === 'rule' || says === 'clear' ? undefined : won
  return { ...draft, entries: written(draft.entries, [{ axes: problem.axes, content }]) }
}

function mendedShop(
  draft: Draft,
  { kind, retailId, ...problem }: Extract<Problem, { retailId: string }>,
  won: number | undefined,
): Draft {
  const isOther = (one: { retailId: string | null }) => one.retailId !== retailId
  if (kind === 'shop_limits' && 'from' in problem && problem.from === 'rule')
    return { ...draft, rules: draft.rules.filter(isOther) }
  const others = draft.overrides.filter(isOther)
  return {
    ...draft,
    overrides: won === undefined ? others : [...others, { retailId, amountWon: won }],
  }
}

/** The rule that counts at a problem keeps at least this; without one, a rule that keeps exactly this. */
function keeping(draft: Draft, problem: Problem, leastMarginWon: number): Draft {
  const carrier = 'place' in problem ? problem.place.carrier : 'all'
  const rule = ruleFor(draft.rules, carrier, null)
  const kept: ShareRule = rule
    ? { ...rule, leastMarginWon }
    : { ...KEEPING, value: leastMarginWon, leastMarginWon }
  return { ...draft, rules: withRule(draft.rules, kept, kept) }
}
const KEEPING = { carrier: 'all', retailId: null, kind: 'minus', roundToWon: 1 } as const
