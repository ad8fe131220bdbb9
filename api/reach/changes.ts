import { sql } from 'drizzle-orm'
import { agencyRates, policyVersions } from '#db/schema/policies.ts'
import type { CellCarrier } from '#db/words.ts'
import type { Ctx } from '../context.ts'
import type { PolicyVersion } from '../policies/content-hash.ts'
import { grossTable, shopTable } from '../policies/price-table.ts'
import { findPolicy, readingOf } from '../policies/queries.ts'
import { indexGross, indexShares } from '../policies/rebate.ts'
import type { Changes } from './contract.ts'
import { amountsBetween, formBetween, termsBetween } from './diff.ts'

/**
 * What the current version changes for the caller's company against the last one that it has read. Amounts of
 * both are what the agency decides today, so that the difference is HQ's.
 */
export async function changesFor(ctx: Ctx, id: string): Promise<Changes> {
  const { policy, version } = await findPolicy(ctx, id)
  const { lastVersion } = await readingOf(ctx, id, version)
  const since = lastVersion === null ? undefined : await versionOf(ctx, id, lastVersion)
  if (!since) return { since: null, version: version.number, amounts: [], terms: [], form: [] }
  const amounts = await amountsOf(ctx, id, policy.carrier)
  return {
    since: since.number,
    version: version.number,
    amounts: amountsBetween(amounts(since), amounts(version)),
    terms: termsBetween(since.terms, version.terms),
    form: formBetween(since.form, version.form),
  }
}

async function versionOf(ctx: Ctx, policyId: string, number: number) {
  const [version] = await ctx.db
    .select()
    .from(policyVersions)
    .where(sql`policy_id = ${policyId} and number = ${number}`)
  return version
}

/** The amounts of a version as this company is paid: an agency by HQ, a shop by its agency. */
async function amountsOf(ctx: Ctx, policyId: string, carrier: CellCarrier) {
  const { tier, agencyId, companyId } = ctx.actor
  if (!agencyId) throw new Error('below HQ everybody has an agency')
  const [rates] = await ctx.db
    .select()
    .from(agencyRates)
    .where(sql`policy_id = ${policyId} and agency_id = ${agencyId}`)
    .orderBy(sql`number desc`)
    .limit(1)
  const shares = rates ? indexShares(rates) : null
  return (version: PolicyVersion) => {
    const gross = indexGross({ ...version, carrier })
    return tier === 'agency'
      ? grossTable(gross, agencyId)
      : shopTable(gross, shares, agencyId, companyId)
  }
}
