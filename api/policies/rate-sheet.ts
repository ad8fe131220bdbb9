import { and, desc, eq, getTableColumns, lt, sql } from 'drizzle-orm'
import { agencyRates, policies, policyVersions } from '#db/schema/policies.ts'
import type { Ctx } from '../context.ts'
import { shopTable } from './price-table.ts'
import type { RateSheet, ShopRates } from './rate-contract.ts'
import { indexGross, indexShares } from './rebate.ts'
import { toldFor } from './shop-cells.ts'
import { tellsDevices, toldByAny } from './told.ts'
import { visiblePolicies } from './visible.ts'

const POLICIES_MAX = 50
/** Amounts in one answer, about 20 MB: more than the largest policy has. */
const AMOUNTS_MAX = 100_000
/** Policies that are read together. */
const PART = 10

/**
 * What the calling shop can earn now, policy by policy, newest first, as far as one answer holds them; policies
 * without its prices are left out.
 */
export async function rateSheet(ctx: Ctx): Promise<RateSheet> {
  const { agencyId, companyId } = ctx.actor
  if (!agencyId) throw new Error('rates are a shop’s, which has an agency')
  const now = ctx.clock.now()
  const kept: ShopRates[] = []
  let amounts = 0
  for (;;) {
    const rows = await decidedPolicies(ctx, { agencyId, now, before: kept.at(-1)?.policyId })
    for (const row of rows) {
      const rates = shopRates(row, agencyId, companyId)
      amounts += rates.shop.cells.length
      if (kept.length === POLICIES_MAX || amounts > AMOUNTS_MAX)
        return { at: now.toISOString(), policies: kept, isCut: true }
      kept.push(rates)
    }
    if (rows.length < PART) return { at: now.toISOString(), policies: kept, isCut: false }
  }
}

type Asked = { agencyId: string; now: Date; before: string | undefined }

/** The next policies in force for the shop, for which its agency has decided its prices. */
function decidedPolicies(ctx: Ctx, { agencyId, now, before }: Asked): Promise<Row[]> {
  // In raw conditions of the policies that an actor may see, `p` is `policies`.
  const visible = sql`${policies.id} in (select p.id from policies p where ${visiblePolicies(ctx.actor, now)})`
  const newest = sql`${agencyRates.number} = (select max(r.number) from agency_rates r
    where r.policy_id = ${policies.id} and r.agency_id = ${agencyId})`
  return ctx.db
    .select({
      policy: policies,
      version: policyVersions,
      // Of the cells of single shops only its own: those of hundreds of others would be read in vain.
      rates: { ...getTableColumns(agencyRates), shopCells: cellsOf(ctx.actor.companyId) },
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
    .where(and(visible, before === undefined ? undefined : lt(policies.id, before)))
    .orderBy(desc(policies.id))
    .limit(PART)
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
