import { and, desc, eq, sql } from 'drizzle-orm'
import { agencyRates, policies, policyVersions } from '#db/schema/policies.ts'
import type { Ctx } from '../context.ts'
import { shopTable, toldApart } from './price-table.ts'
import type { RateSheet, ShopRates } from './rate-contract.ts'
import { indexGross, indexShares } from './rebate.ts'
import { visiblePolicies } from './visible.ts'

const POLICIES_MAX = 50

/** What the calling shop can earn now, policy by policy, newest first; policies without its prices are left out. */
export async function rateSheet(ctx: Ctx): Promise<RateSheet> {
  const { actor } = ctx
  const { agencyId } = actor
  if (!agencyId) throw new Error('rates are a shop’s, which has an agency')
  const now = ctx.clock.now()
  // In raw conditions of the policies that an actor may see, `p` is `policies`.
  const visible = sql`${policies.id} in (select p.id from policies p where ${visiblePolicies(actor, now)})`
  const newest = sql`${agencyRates.number} = (select max(r.number) from agency_rates r
    where r.policy_id = ${policies.id} and r.agency_id = ${agencyId})`
  const rows = await ctx.db
    .select({ policy: policies, version: policyVersions, rates: agencyRates })
    .from(policies)
    .innerJoin(
      policyVersions,
      and(
        eq(policyVersions.policyId, policies.id),
        eq(policyVersions.number, policies.currentVersion),
      ),
    )
    .innerJoin(
      agencyRates,
      and(eq(agencyRates.policyId, policies.id), eq(agencyRates.agencyId, agencyId), newest),
    )
    .where(visible)
    .orderBy(desc(policies.id))
    .limit(POLICIES_MAX + 1)
  return {
    at: now.toISOString(),
    policies: rows.slice(0, POLICIES_MAX).map((row) => shopRates(row, agencyId, actor.companyId)),
    isCut: rows.length > POLICIES_MAX,
  }
}

type Row = {
  policy: typeof policies.$inferSelect
  version: typeof policyVersions.$inferSelect
  rates: typeof agencyRates.$inferSelect
}

function shopRates({ policy, version, rates }: Row, agencyId: string, retailId: string): ShopRates {
  const gross = indexGross({ ...version, carrier: policy.carrier })
  const shares = indexShares(rates)
  const { rounding, bandsWon, bandLabels, months } = version
  const { planGroups, deviceGroups, additions, terms } = version
  return {
    policyId: policy.id,
    title: policy.title,
    policyVersion: version.number,
    carrier: policy.carrier,
    joinType: policy.joinType,
    validTo: policy.validTo?.toISOString() ?? null,
    ...{ rounding, bandsWon, bandLabels, months, planGroups, deviceGroups, additions, terms },
    needsDevice: gross.needsDevice || shares.needsDevice,
    shop: {
      cells: shopTable(gross, shares, agencyId, retailId),
      told: toldApart([...gross.cells, ...gross.closed, ...shares.cells]),
    },
  }
}
