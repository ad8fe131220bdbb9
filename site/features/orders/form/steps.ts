import { setQuery, useQuery } from '../../../lib/query.ts'
import type { Draft } from './draft.ts'
import { askOf } from './draft.ts'

export const STEPS = ['policy', 'plan', 'customer', 'review'] as const
export type StepName = (typeof STEPS)[number]

/** The furthest step that can be opened: all questions before it are answered. */
function furthest(draft: Draft, isFilled: boolean): number {
  if (!draft.policyId) return 0
  if (!askOf(draft)) return 1
  return isFilled ? 3 : 2
}

/** The step in the address, but no further than the answers allow: a reload of the review opens the customer step. */
export function useStep(draft: Draft, isFilled: boolean) {
  const { step } = useQuery()
  const named = STEPS.find((name) => name === step)
  const reach = furthest(draft, isFilled)
  const at = Math.min(named ? STEPS.indexOf(named) : draft.policyId ? 1 : 0, reach)
  return {
    at,
    reach,
    name: STEPS[at] ?? 'policy',
    go: (name: StepName) => setQuery({ step: name }, true),
  }
}
