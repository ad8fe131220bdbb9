import { inArray, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { agencyRates, policyVersions } from '#db/schema/policies.ts'
import { integer, oneOf, text } from '#db/values.ts'
import { CELL_CARRIERS, type CellCarrier } from '#db/words.ts'
import type { Ctx } from '../context.ts'
import { conflictsOf } from './conflicts.ts'
import { indexGross, indexShares } from './rebate.ts'
import { toDecide } from './to-decide.ts'
import { visiblePolicies } from './visible.ts'

/** Policies in force whose lists are counted, the newest first. */
const POLICIES_MAX = 100

const PAIR = { carrier: oneOf(CELL_CARRIERS), versionId: text, rateId: text }
type Pair = { carrier: CellCarrier; versionId: string; rateId: string }
/** How much a version and a set of rates leave to decide; the shops' own amounts by their shop. */
type Counted = { own: number; retailIds: readonly string[] }

/**
 * How much the calling agency has to decide in all policies in force that it has priced, and those that follow
 * another and that it has not priced: their shops lose their prices at the change.
 */
export async function countToDecide(ctx: Ctx): Promise<number> {
  const { actor } = ctx
  if (!actor.agencyId) return 0
  const now = ctx.clock.now()
  const pairs = await rowsOf(
    ctx.db,
    sql`select p.carrier, v.id as "versionId", r.id as "rateId" from policies p
      join policy_versions v on v.policy_id = p.id and v.number = p.current_version
      join lateral (select id from agency_rates where policy_id = p.id and agency_id = ${actor.agencyId}
        order by number desc limit 1) r on true
      where ${visiblePolicies(actor, now)} and p.status = 'active'
        and (p.valid_to is null or p.valid_to > ${now.toISOString()})
      order by p.id desc limit ${sql.raw(String(POLICIES_MAX))}`,
    PAIR,
  )
  const counted = await countedFor(ctx, pairs, actor.agencyId)
  const retailIds = counted.flatMap((one) => one.retailIds)
  const own = counted.reduce((sum, one) => sum + one.own, 0)
  const unpriced = await unpricedSuccessors(ctx)
  return own + unpriced + (await withoutRemoved(ctx, retailIds))
}

async function unpricedSuccessors(ctx: Ctx): Promise<number> {
  const { actor } = ctx
  const [row] = await rowsOf(
    ctx.db,
    sql`select count(*)::int as n from policies p where ${visiblePolicies(actor, ctx.clock.now())} and p.succeeds is not null
      and not exists (select 1 from agency_rates r where r.policy_id = p.id and r.agency_id = ${actor.agencyId})`,
    { n: integer },
  )
  return row?.n ?? 0
}

/** Versions and rates never change under their ids, so the count of a pair is computed once. */
async function countedFor(ctx: Ctx, pairs: readonly Pair[], agencyId: string) {
  const known = ctx.memo.map<Counted>('to-decide', 2_000)
  const keyOf = ({ versionId, rateId }: Pair) => `${versionId} ${rateId}`
  const missing = pairs.filter((pair) => known.get(keyOf(pair)) === undefined)
  if (missing.length > 0) {
    const versions = await ctx.db
      .select()
      .from(policyVersions)
      .where(
        inArray(
          policyVersions.id,
          missing.map(({ versionId }) => versionId),
        ),
      )
    const rates = await ctx.db
      .select()
      .from(agencyRates)
      .where(
        inArray(
          agencyRates.id,
          missing.map(({ rateId }) => rateId),
        ),
      )
    for (const pair of missing) {
      const version = versions.find(({ id }) => id === pair.versionId)
      const set = rates.find(({ id }) => id === pair.rateId)
      if (!version || !set) throw new Error(`policy version ${pair.versionId} is gone`)
      const gross = indexGross({ ...version, carrier: pair.carrier })
      const shares = indexShares(set)
      const conflicts = conflictsOf(gross, shares, agencyId)
      const found = toDecide({ gross, shares, conflicts, agencyId, lowestWon: version.lowestWon })
      const retailIds = found.flatMap((one) => ('retailId' in one ? [one.retailId] : []))
      known.set(keyOf(pair), { own: found.length - retailIds.length, retailIds })
    }
  }
  return pairs.flatMap((pair) => known.get(keyOf(pair)) ?? [])
}

/** How many of the shops' own amounts are of shops that are still there. */
async function withoutRemoved(ctx: Ctx, retailIds: readonly string[]): Promise<number> {
  if (retailIds.length === 0) return 0
  const there = await rowsOf(
    ctx.db,
    sql`select id from companies where id in ${retailIds} and parent_id = ${ctx.actor.companyId} and removed_at is null`,
    { id: text },
  )
  const ids = new Set(there.map(({ id }) => id))
  return retailIds.filter((id) => ids.has(id)).length
}
