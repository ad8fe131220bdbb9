import type { TxCtx } from '../context.ts'
import type { Replayed } from '../drafts/replayed.ts'
import { AppError } from '../errors.ts'
import { checkTargets } from '../policies/check.ts'
import { findPolicy, policyDetail } from '../policies/queries.ts'
import type { StartImpact } from './contract.ts'

type Wanted = Extract<StartImpact, { policyId: string }>

/**
 * What a published policy would have paid for the orders of companies that it reaches only with these targets:
 * added agencies, and shops that are no longer left out. Throws `conflict` if there is none.
 */
export async function replayedOfTargets(
  ctx: TxCtx,
  { policyId, targets, exclusions }: Wanted,
): Promise<{ replayed: Replayed; version: number }> {
  const { policy, version } = await findPolicy(ctx, policyId)
  const { hq } = await policyDetail(ctx, policyId)
  if (!hq) throw new AppError('not_found', 'There is no such policy.')
  await checkTargets(ctx, { targets, exclusions, agencyOverrides: [] }, [
    ...hq.targets,
    ...hq.exclusions,
  ])
  const only = {
    agencies: targets.filter((id) => !hq.targets.includes(id)),
    shops: hq.exclusions.filter((id) => !exclusions.includes(id)),
  }
  if (only.agencies.length + only.shops.length === 0)
    throw new AppError('conflict', 'The policy would reach nobody whom it does not reach already.')
  const { rounding, bandsWon, months, bandLabels, simAdjustmentWon, planGroups } = version
  const { deviceGroups, cells, closed, lowestWon, additions, flatWon, agencyOverrides } = version
  return {
    version: policy.version,
    // A version is stored as it was read strictly.
    replayed: {
      ...{
        policyId: null,
        carrier: policy.carrier,
        joinType: policy.joinType,
        targets,
        exclusions,
      },
      ...{ rounding, bandsWon, bandLabels, simAdjustmentWon, planGroups, deviceGroups, lowestWon },
      ...{ cells, closed, flatWon, additions, agencyOverrides, only },
      months,
    } as Replayed,
  }
}
