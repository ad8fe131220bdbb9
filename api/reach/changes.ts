import { sql } from 'drizzle-orm'
import { agencyRates, policyVersions } from '#db/schema/policies.ts'
import type { Ctx } from '../context.ts'
import type { Place } from '../policies/axes.ts'
import type { PolicyVersion } from '../policies/content-hash.ts'
import type { ToldApart } from '../policies/matrix-contract.ts'
import { spotsOf } from '../policies/price-table.ts'
import { findPolicy, readingOf } from '../policies/queries.ts'
import {
  type GrossIndex,
  grossAt,
  indexGross,
  indexShares,
  priceAt,
  type SharesIndex,
} from '../policies/rebate.ts'
import { toldFor } from '../policies/shop-cells.ts'
import { toldByAny } from '../policies/told.ts'
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
  const shares = await sharesOf(ctx, id)
  const [was, is] = [since, version].map((one) => indexGross({ ...one, carrier: policy.carrier }))
  if (!was || !is) throw new Error('two versions are two matrices')
  return {
    since: since.number,
    version: version.number,
    amounts: amountsBetween(
      placesOf(was, is, toldTo(ctx, shares)),
      ...ownAmounts(ctx, was, is, shares),
    ),
    terms: termsBetween(termsSeen(ctx, since), termsSeen(ctx, version)),
    form: formBetween(since.form, version.form),
  }
}

/** A shop must not learn what its agency may keep. */
const termsSeen = ({ actor }: Ctx, version: PolicyVersion) => {
  const { terms, marginFloorWon, marginCeilingWon } = version
  return actor.tier === 'agency' ? { ...terms, marginFloorWon, marginCeilingWon } : terms
}

async function versionOf(ctx: Ctx, policyId: string, number: number) {
  const [version] = await ctx.db
    .select()
    .from(policyVersions)
    .where(sql`policy_id = ${policyId} and number = ${number}`)
  return version
}

/** What the caller's agency pays its shops now; null before it has decided. */
async function sharesOf(ctx: Ctx, policyId: string): Promise<SharesIndex | null> {
  const [rates] = await ctx.db
    .select()
    .from(agencyRates)
    .where(sql`policy_id = ${policyId} and agency_id = ${ctx.actor.agencyId}`)
    .orderBy(sql`number desc`)
    .limit(1)
  return rates ? indexShares(rates) : null
}

/** What its agency's amounts for this company tell apart. */
const toldTo = ({ actor }: Ctx, shares: SharesIndex | null) =>
  shares && { told: toldFor(shares, actor.tier === 'retail' ? actor.companyId : null) }

/** Every place that either version tells apart. */
const placesOf = (was: GrossIndex, is: GrossIndex, own: { told: ToldApart } | null) =>
  spotsOf(
    {
      ...is,
      bandsWon: [...new Set([...was.bandsWon, ...is.bandsWon])].toSorted((a, b) => a - b),
      months: [...new Set([...was.months, ...is.months])].toSorted((a, b) => a - b),
      told: toldByAny(was.told, is.told),
    },
    own,
    is.sold,
  )

/** The amounts of both versions as this company is paid: an agency by HQ, a shop by its agency. */
function ownAmounts({ actor }: Ctx, was: GrossIndex, is: GrossIndex, shares: SharesIndex | null) {
  const { tier, agencyId, companyId } = actor
  if (!agencyId) throw new Error('below HQ everybody has an agency')
  const amountsOf = (gross: GrossIndex) => (place: Place) => {
    if (tier === 'agency') {
      const fromHq = grossAt(gross, { ...place, agencyId })
      return 'refused' in fromHq ? null : fromHq.grossWon
    }
    const price = priceAt(gross, shares, { ...place, agencyId, retailId: companyId })
    return 'refused' in price ? null : price.shopWon
  }
  return [amountsOf(was), amountsOf(is)] as const
}
