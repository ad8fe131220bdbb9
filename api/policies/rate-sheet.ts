import { and, desc, eq, getTableColumns, sql } from 'drizzle-orm'
import { agencyRates, policies, policyVersions } from '#db/schema/policies.ts'
import type { Ctx } from '../context.ts'
import { shopTable } from './price-table.ts'
import type { RateSheet, ShopRates } from './rate-contract.ts'
import { indexGross, indexShares } from './rebate.ts'
import { toldFor } from './shop-cells.ts'
import { tellsDevices, toldByAny } from './told.ts'
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
    .select({
      policy: policies,
      version: policyVersions,
      // Of the cells of single shops only its own: those of hundreds of others would be read in vain.
      rates: { ...getTableColumns(agencyRates), shopCells: cellsOf(actor.companyId) },
    })
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

const cellsOf = (retailId: string) =>
  sql`jsonb_path_query_array(${agencyRates.shopCells}, '$[*] ? (@.retailId == $shop)', ${JSON.stringify({ shop: retailId })}::jsonb)`.mapWith(
    agencyRates.shopCells,
  )

type Row = {
  policy: typeof policies.$inferSelect
  version: typeof policyVersions.$inferSelect
  rates: typeof agencyRates.$inferSelect
}

function shopRates({ policy, version, rates }: Row, agencyId: string, retailId: string): ShopRates {
  const gross = indexGross({ ...version, carrier: policy.carrier })
  const shares = indexShares(rates)
  const told = toldByAny(gross.told, toldFor(shares, retailId))
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
    needsDevice: tellsDevices(told),
    shop: { cells: shopTable(gross, shares, agencyId, retailId), told },
  }
}
