import { inArray, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { agencyRates, policyVersions } from '#db/schema/policies.ts'
import { integer, oneOf, text } from '#db/values.ts'
import { CELL_CARRIERS, type CellCarrier } from '#db/words.ts'
import type { Ctx } from '../context.ts'
import { conflictsOf } from './conflicts.ts'
import { indexGross, indexShares } from './rebate.ts'
import { withoutShops } from './shop-cells.ts'
import { toDecide } from './to-decide.ts'
import { visiblePolicies } from './visible.ts'

/** Policies in force whose lists are counted, the newest first. */
const POLICIES_MAX = 100

const PAIR = { carrier: oneOf(CELL_CARRIERS), versionId: text, rateId: text }
type Pair = { carrier: CellCarrier; versionId: string; rateId: string }

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
  const counted = await countedFor(ctx, pairs, await removedShops(ctx), actor.agencyId)
  return counted.reduce((sum, one) => sum + one, await unpricedSuccessors(ctx))
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

/** Versions and rates never change under their ids, so the count of a pair is computed once until a shop goes. */
async function countedFor(
  ctx: Ctx,
  pairs: readonly Pair[],
  removed: readonly string[],
  agencyId: string,
) {
  const known = ctx.memo.map<number>('to-decide', 2_000)
  const gone = new Set(removed)
  const keyOf = ({ versionId, rateId }: Pair) => `${versionId} ${rateId} ${removed.length}`
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
      // What is set for a removed shop is without effect: also its rule, where that does not apply.
      const shares = indexShares(withoutShops(set, gone))
      const conflicts = conflictsOf(gross, shares, agencyId)
      const found = toDecide({ gross, shares, conflicts, agencyId, lowestWon: version.lowestWon })
      known.set(keyOf(pair), found.length)
    }
  }
  return pairs.flatMap((pair) => known.get(keyOf(pair)) ?? [])
}

/** Shops of the agency that are gone; nobody brings one back, so the list only grows. */
async function removedShops({ db, actor }: Ctx): Promise<string[]> {
  const gone = await rowsOf(
    db,
    sql`select id from companies where parent_id = ${actor.companyId} and removed_at is not null order by id`,
    { id: text },
  )
  return gone.map(({ id }) => id)
}
