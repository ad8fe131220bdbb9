import { eq, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { agencyRates, policyVersions } from '#db/schema/policies.ts'
import type { Carrier, ContractMonths, JoinType, SimType } from '#db/words.ts'
import type { Actor } from '../access/actor.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { findHeads, type Head } from './heads.ts'
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
  plan: Plan
}

type Plan = { id: string; hqId: string; name: string; carrier: Carrier; monthlyFeeWon: number }

/**
 * Prices wishes of shops with what is in force at this moment: which version and rates that is comes
 * from `heads.ts`; they themselves never change under their ids and are therefore remembered.
 * Each result is a price or the error that its shop gets.
 */
export async function priceWishes(
  ctx: Ctx,
  wishes: { actor: Actor; wish: Wish }[],
): Promise<(Priced | AppError)[]> {
  const heads = await findHeads(ctx, wishes)
  const plans = await findPlans(ctx, wishes)
  const priced: (Priced | AppError)[] = []
  // One after the other: they share a connection, and all but the first find what they need in memory.
  for (const [i, { actor, wish }] of wishes.entries()) {
    const head = heads[i]
    const plan = plans.find(({ id, hqId }) => id === wish.planId && hqId === actor.hqId)
    priced.push(
      head
        ? await priceHead(ctx, head, plan, actor, wish)
        : new AppError('not_found', 'There is no such policy for this shop now.'),
    )
  }
  return priced
}

async function priceHead(ctx: Ctx, head: Head, plan: Plan | undefined, actor: Actor, wish: Wish) {
  if (!plan) return new AppError('not_found', 'There is no such plan, or it is not sold any more.')
  if (head.carrier !== 'all' && head.carrier !== plan.carrier)
    return notPriced('carrier', plan.carrier, wish)
  if (head.joinType !== 'all' && head.joinType !== wish.joinType)
    return notPriced('join_type', plan.carrier, wish)
  const version = await versionOf(ctx, head.versionId)
  const rates = head.rateId ? await ratesOf(ctx, head.rateId) : null
  const price = priceOf(version, rates, {
    agencyId: actor.agencyId ?? '',
    retailId: actor.companyId,
    carrier: plan.carrier,
    planFeeWon: plan.monthlyFeeWon,
    months: wish.contractMonths,
    simType: wish.simType,
  })
  if ('refused' in price) return notPriced(price.refused, plan.carrier, wish, price.bandWon)
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

/** The plans that are wished for and sold, of whichever tree asks. */
function findPlans(ctx: Ctx, wishes: { wish: Wish }[]): Promise<Plan[]> {
  const ids = [...new Set(wishes.map(({ wish }) => wish.planId))]
  return rowsOf<Plan>(
    ctx.db,
    sql`select id, hq_id as "hqId", name, carrier, monthly_fee_won as "monthlyFeeWon" from plans where id in ${ids} and active`,
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
