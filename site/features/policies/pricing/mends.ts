import { type Axes, nameOf } from '#api/policies/axes.ts'
import { fittingCells } from '#api/policies/cells.ts'
import { ruleFor, shareBy } from '#api/policies/share-rules.ts'
import { written } from '../matrix/entry.ts'
import type { Sides } from './desk.ts'
import type { Problem } from './problems.ts'
import type { Draft } from './rates.ts'

/** One press that settles a problem. */
export type Mend = {
  says: 'rule' | 'clear' | 'lower' | 'set' | 'remove'
  /** The amount that the shop then gets, where it is one. */
  won?: number
}

/** The ways to settle a problem, the likeliest first. */
export function mendsOf(problem: Problem, { shares }: Sides): Mend[] {
  switch (problem.kind) {
    case 'unread':
    case 'unpriced':
      return [{ says: 'clear' }]
    case 'low':
      return [{ says: 'set', won: problem.lowestWon }]
    case 'tie':
      return problem.amountsWon.map((won) => ({ says: 'set', won }))
    case 'undecided':
    case 'default_above':
      return problem.cell || problem.kind === 'undecided'
        ? [{ says: 'set', won: problem.grossWon }]
        : [{ says: 'lower', won: problem.grossWon }]
    case 'override':
      return [
        ...(problem.fitsWon >= 0 ? [{ says: 'lower' as const, won: problem.fitsWon }] : []),
        { says: 'remove' },
      ]
    case 'above': {
      const { axes, grossWon, carrier } = problem
      const rule = ruleFor(shares.rules, carrier, null)
      const fitsWon = grossWon - (grossWon < 0 ? 0 : (rule?.leastMarginWon ?? 0))
      const ruledWon = withoutCell(shares, axes) ? undefined : rule && shareBy(rule, grossWon)
      return [
        ruledWon === undefined ? { says: 'clear' } : { says: 'rule', won: ruledWon },
        { says: 'lower', won: fitsWon },
      ]
    }
  }
}

/** Whether another own cell counts here once this one is gone. */
const withoutCell = ({ amounts }: Sides['shares'], axes: Axes): boolean =>
  [...fittingCells(amounts, axes)].some(({ cell }) => nameOf(cell.axes) !== nameOf(axes))

/** The draft after a mend. */
export function mended(draft: Draft, problem: Problem, { says, won }: Mend): Draft {
  if (problem.kind === 'override') {
    const others = draft.overrides.filter(({ retailId }) => retailId !== problem.retailId)
    const { retailId } = problem
    return {
      ...draft,
      overrides: won === undefined ? others : [...others, { retailId, amountWon: won }],
    }
  }
  if (problem.kind === 'default_above' && says === 'lower') return { ...draft, defaultWon: won }
  const content = says === 'rule' || says === 'clear' ? undefined : won
  return { ...draft, entries: written(draft.entries, [{ axes: problem.axes, content }]) }
}
