import type { PolicyDetail } from '#api/policies/contract.ts'
import { type MarginLimits, NO_LIMITS } from '#api/policies/margin.ts'
import { type GrossIndex, indexGross } from '#api/policies/rebate.ts'

/** Headquarters' side as far as the viewer knows it; for an agency with its override applied. */
export const grossSeen = (policy: PolicyDetail): GrossIndex =>
  indexGross({
    ...policy,
    cells: policy.hq?.cells ?? policy.agency?.gross ?? [],
    closed: policy.hq?.closed ?? policy.agency?.closed ?? [],
    lowestWon: policy.hq?.lowestWon ?? policy.agency?.lowestWon ?? 0,
    flatWon: policy.hq?.flatWon ?? policy.agency?.flatWon ?? null,
    agencyOverrides: [],
    ...limitsSeen(policy),
  })

/** What an agency may keep, as far as the viewer knows it; a shop's own amounts are within it. */
export function limitsSeen({ hq, agency }: PolicyDetail): MarginLimits {
  const { marginFloorWon, marginCeilingWon } = hq ?? agency ?? NO_LIMITS
  return { marginFloorWon, marginCeilingWon }
}
