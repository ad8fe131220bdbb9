import { ruleFor, type ShareRule } from '#api/policies/share-rules.ts'
import { written } from '../matrix/entry.ts'
import type { Mend } from './mends.ts'
import { type Problem, shopOf } from './problems.ts'
import { type Draft, withRule } from './rates.ts'
import { entriesFor, withEntries } from './shop-entries.ts'

/** The draft after a mend. */
export function mended(draft: Draft, problem: Problem, { says, won }: Mend): Draft {
  if (!('axes' in problem)) return mendedShop(draft, problem, won)
  if (says === 'keep' && won !== undefined) return keeping(draft, problem, won)
  const isDefault =
    problem.kind === 'default_above' || ('from' in problem && problem.from === 'default')
  if (isDefault && says !== 'set') return { ...draft, defaultWon: won }
  const content = says === 'rule' || says === 'clear' ? undefined : won
  const retailId = shopOf(problem)
  const entries = written(entriesFor(draft, retailId), [{ axes: problem.axes, content }])
  return withEntries(draft, retailId, entries)
}

/** Another amount for all places of a shop, or none; a rule is taken away. */
function mendedShop(
  draft: Draft,
  problem: Exclude<Problem, { axes: unknown }>,
  won: number | undefined,
): Draft {
  const { retailId } = problem
  const isOther = (one: { retailId: string | null }) => one.retailId !== retailId
  if (problem.kind === 'shop_limits' && problem.from === 'rule')
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
