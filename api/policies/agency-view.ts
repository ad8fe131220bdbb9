import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { agencyRates, policyVersions } from '#db/schema/policies.ts'
import { text } from '#db/values.ts'
import type { Ctx } from '../context.ts'
import { conflictsOf } from './conflicts.ts'
import type { PolicyVersion } from './content-hash.ts'
import type { PolicyItem } from './list.ts'
import { grossSeenBy } from './price-table.ts'
import { type GrossIndex, indexGross, indexShares } from './rebate.ts'
import { hasPlaces, repricedSince } from './repriced.ts'
import { withoutShops } from './shop-cells.ts'

// What an agency reads of a policy: what HQ pays it, what it has set for its shops, and what that leaves to decide.

type Rates = typeof agencyRates.$inferSelect

/** The prices of an agency that are in force. */
export async function latestRates(ctx: Ctx, policyId: string, agencyId: string) {
  const [rates] = await ctx.db
    .select()
    .from(agencyRates)
    .where(sql`policy_id = ${policyId} and agency_id = ${agencyId}`)
    .orderBy(sql`number desc`)
    .limit(1)
  return rates ?? null
}

/** The models that the agency's cells name, for every shop or one. */
export const devicesIn = (rates: Pick<Rates, 'cells' | 'shopCells'> | null): string[] =>
  rates
    ? [rates.cells, ...rates.shopCells.map(({ cells }) => cells)]
        .flat()
        .flatMap(({ deviceId }) => deviceId ?? [])
    : []

export async function agencyView(
  ctx: Ctx,
  { gross, version }: { gross: GrossIndex; version: PolicyVersion },
  saved: Rates | null,
  agencyId: string,
) {
  const rates = saved && (await ratesSeen(ctx, saved))
  const conflicts = conflictsOf(gross, rates && indexShares(rates), agencyId)
  const before = saved && hasPlaces(conflicts) ? await versionAt(ctx, version, saved.savedAt) : null
  const was = before && indexGross({ ...before, carrier: gross.carrier })
  return {
    ...grossSeenBy(gross, agencyId),
    rates,
    conflicts,
    repriced: was ? repricedSince(was, conflicts, agencyId) : [],
  }
}

/** Nothing lists a removed shop, so what is set for it would stand there without a name. */
async function ratesSeen(ctx: Ctx, saved: Rates) {
  const { number, cells, defaultWon, savedAt } = saved
  const { rules, overrides, shopCells } = withoutShops(saved, await removedAmong(ctx, saved))
  return {
    ...{ number, cells, defaultWon, rules, overrides, shopCells },
    savedAt: savedAt.toISOString(),
  }
}

/** What the agency has set for the policy that this one follows, also when that one is over. */
export async function ratesBefore(
  ctx: Ctx,
  { succeeds }: Pick<PolicyItem, 'succeeds'>,
  agencyId: string,
) {
  const saved = succeeds && (await latestRates(ctx, succeeds.id, agencyId))
  return saved ? ratesSeen(ctx, saved) : null
}

/** The version that was in force at a moment, if it is another than the current one. */
async function versionAt(ctx: Ctx, current: PolicyVersion, at: Date) {
  if (current.publishedAt <= at) return null
  const [before] = await ctx.db
    .select()
    .from(policyVersions)
    .where(sql`policy_id = ${current.policyId} and published_at <= ${at.toISOString()}`)
    .orderBy(sql`number desc`)
    .limit(1)
  return before ?? null
}

async function removedAmong(
  ctx: Ctx,
  { rules, overrides, shopCells }: Rates,
): Promise<ReadonlySet<string>> {
  const ids = [...rules, ...overrides, ...shopCells].flatMap(({ retailId }) => retailId ?? [])
  if (ids.length === 0) return new Set()
  const removed = await rowsOf(
    ctx.db,
    sql`select id from companies where removed_at is not null
      and id in (select w.id::uuid from json_array_elements_text(${JSON.stringify(ids)}::json) w(id))`,
    { id: text },
  )
  return new Set(removed.map(({ id }) => id))
}
