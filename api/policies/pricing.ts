import { eq, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { agencyRates, policyVersions } from '#db/schema/policies.ts'
import type { Carrier, CellCarrier, ContractMonths, JoinType, SimType } from '#db/words.ts'
import type { Actor } from '../access/actor.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { type NotPriced, type Price, priceOf } from './rebate.ts'

/** A shop's wish, as far as prices go. */
export type Wish = {
  policyId: string
  planId: string
  joinType: JoinType
  contractMonths: ContractMonths
  simType: SimType
}
export type PolicyVersion = typeof policyVersions.$inferSelect
export type Priced = Price & {
  policyId: string
  version: PolicyVersion
  agencyRateId: string | null
  plan: { id: string; name: string; carrier: Carrier; monthlyFeeWon: number }
}

type Head = {
  i: number
  policyCarrier: CellCarrier
  policyJoinType: JoinType | 'all'
  versionId: string
  rateId: string | null
  planName: string | null
  planCarrier: Carrier | null
  planFeeWon: number | null
}

/**
 * Prices wishes of shops with what is in force at this moment: one query for all of them, then the
 * published versions and rates by id, which never change and are therefore remembered.
 * Each result is a price or the error that its shop gets.
 */
export async function priceWishes(
  ctx: Ctx,
  wishes: { actor: Actor; wish: Wish }[],
): Promise<(Priced | AppError)[]> {
  const heads = new Map((await findHeads(ctx, wishes)).map((head) => [head.i, head]))
  return Promise.all(
    wishes.map(async ({ actor, wish }, i) => {
      const head = heads.get(i)
      if (!head) return new AppError('not_found', 'There is no such policy for this shop now.')
      return priceHead(ctx, head, actor, wish)
    }),
  )
}

async function priceHead(ctx: Ctx, head: Head, actor: Actor, wish: Wish) {
  const { planName, planCarrier, planFeeWon } = head
  if (planName === null || planCarrier === null || planFeeWon === null)
    return new AppError('not_found', 'There is no such plan, or it is not sold any more.')
  if (head.policyCarrier !== 'all' && head.policyCarrier !== planCarrier)
    return notPriced('carrier', planCarrier, wish)
  if (head.policyJoinType !== 'all' && head.policyJoinType !== wish.joinType)
    return notPriced('join_type', planCarrier, wish)
  const version = await versionOf(ctx, head.versionId)
  const rates = head.rateId ? await ratesOf(ctx, head.rateId) : null
  const price = priceOf(version, rates, {
    agencyId: actor.agencyId ?? '',
    retailId: actor.companyId,
    carrier: planCarrier,
    planFeeWon,
    months: wish.contractMonths,
    simType: wish.simType,
  })
  if ('refused' in price) return notPriced(price.refused, planCarrier, wish, price.bandWon)
  const plan = { id: wish.planId, name: planName, carrier: planCarrier, monthlyFeeWon: planFeeWon }
  return { ...price, policyId: wish.policyId, version, agencyRateId: head.rateId, plan }
}

const notPriced = (
  reason: NotPriced['refused'] | 'carrier' | 'join_type',
  carrier: Carrier,
  wish: Wish,
  bandWon?: number,
) =>
  new AppError('not_priced', 'The policy has no price for this combination. Choose another one.', {
    facts: { reason, carrier, bandWon: bandWon ?? null, contractMonths: wish.contractMonths },
  })

/** Policies that this shop may sell under now, with the newest rates of its agency and the plan. */
function findHeads(ctx: Ctx, wishes: { actor: Actor; wish: Wish }[]) {
  const json = JSON.stringify(
    wishes.map(({ actor, wish }, i) => ({
      i,
      policy_id: wish.policyId,
      plan_id: wish.planId,
      hq_id: actor.hqId,
      agency_id: actor.agencyId,
      retail_id: actor.companyId,
    })),
  )
  const now = ctx.clock.now().toISOString()
  return rowsOf<Head>(
    ctx.db,
    sql`select k.i, p.carrier as "policyCarrier", p.join_type as "policyJoinType", v.id as "versionId", r.id as "rateId",
        pl.name as "planName", pl.carrier as "planCarrier", pl.monthly_fee_won as "planFeeWon"
      from json_to_recordset(${json}::json) k(i int, policy_id uuid, plan_id uuid, hq_id uuid, agency_id uuid, retail_id uuid)
      join policies p on p.id = k.policy_id and p.hq_id = k.hq_id and p.status = 'active'
        and p.valid_from <= ${now} and (p.valid_to is null or p.valid_to > ${now})
      join policy_targets t on t.policy_id = p.id and t.agency_id = k.agency_id and t.exposed
      join policy_versions v on v.policy_id = p.id and v.number = p.current_version
      left join lateral (select id from agency_rates r where r.policy_id = p.id and r.agency_id = k.agency_id
        order by number desc limit 1) r on true
      left join plans pl on pl.id = k.plan_id and pl.hq_id = k.hq_id and pl.active
      where not exists (select 1 from policy_exclusions x where x.policy_id = p.id and x.retail_id = k.retail_id)`,
  )
}

async function versionOf(ctx: Ctx, id: string): Promise<PolicyVersion> {
  const known = ctx.memo.map<PolicyVersion>('policy-versions', 500)
  const found =
    known.get(id) ??
    (await ctx.db.select().from(policyVersions).where(eq(policyVersions.id, id)))[0]
  if (!found) throw new Error(`policy version ${id} is gone`)
  known.set(id, found)
  return found
}

async function ratesOf(ctx: Ctx, id: string) {
  const known = ctx.memo.map<typeof agencyRates.$inferSelect>('agency-rates', 2_000)
  const found =
    known.get(id) ?? (await ctx.db.select().from(agencyRates).where(eq(agencyRates.id, id)))[0]
  if (!found) throw new Error(`agency rates ${id} are gone`)
  known.set(id, found)
  return found
}
