import { eq, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { agencyRates, policyVersions } from '#db/schema/policies.ts'
import { integer, oneOf, type RowOf, text } from '#db/values.ts'
import {
  CARRIERS,
  type Carrier,
  type CellCarrier,
  type ContractMonths,
  type JoinType,
  type SimType,
} from '#db/words.ts'
import type { Actor } from '../access/actor.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { findHeads, type Head } from './heads.ts'
import {
  type GrossIndex,
  indexGross,
  indexShares,
  type NotPriced,
  type Price,
  priceOf,
  type SharesIndex,
} from './rebate.ts'

/** The parts of a shop's order that determine its price. */
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

const PLAN = {
  id: text,
  hqId: text,
  name: text,
  carrier: oneOf(CARRIERS),
  monthlyFeeWon: integer,
}
type Plan = RowOf<typeof PLAN>

/**
 * Prices the wishes of shops by the version and rates in force now, which `heads.ts` finds. Versions and
 * rates never change under their ids, so they are cached. Each wish is returned with its price, or with the
 * error for its shop.
 */
export async function priceWishes<Asked extends { actor: Actor; wish: Wish }>(
  ctx: Ctx,
  wishes: Asked[],
): Promise<(Asked & { price: Priced | AppError })[]> {
  const heads = await findHeads(ctx, wishes)
  if (heads.length !== wishes.length) throw new Error('a wish got no head')
  const plans = await findPlans(ctx, wishes)
  const priced: (Asked & { price: Priced | AppError })[] = []
  // Sequential, because the wishes share one connection; all but the first usually find their data in memory.
  for (const [i, asked] of wishes.entries()) {
    const { actor, wish } = asked
    const head = heads[i]
    const plan = plans.find(({ id, hqId }) => id === wish.planId && hqId === actor.hqId)
    const price = head
      ? await priceHead(ctx, head, plan, actor, wish)
      : new AppError('not_found', 'There is no such policy for this shop now.')
    priced.push({ ...asked, price })
  }
  return priced
}

async function priceHead(ctx: Ctx, head: Head, plan: Plan | undefined, actor: Actor, wish: Wish) {
  if (!actor.agencyId) throw new Error('prices are a shop’s, which has an agency')
  if (head.readBy && !head.readBy.includes(actor.companyId)) return unread(head, wish)
  if (!plan) return new AppError('not_found', 'There is no such plan, or it is not sold any more.')
  if (head.joinType !== 'all' && head.joinType !== wish.joinType)
    return notPriced('join_type', plan.carrier, wish)
  const { version, gross } = await versionOf(ctx, head)
  const price = priceOf(gross, head.rateId ? await sharesOf(ctx, head.rateId) : null, {
    agencyId: actor.agencyId,
    retailId: actor.companyId,
    carrier: plan.carrier,
    planFeeWon: plan.monthlyFeeWon,
    months: wish.contractMonths,
    simType: wish.simType,
  })
  if ('refused' in price) return notPriced(reasonFor(price), plan.carrier, wish, price.bandWon)
  return { ...price, policyId: wish.policyId, version, agencyRateId: head.rateId, plan }
}

/** HQ requires that a company has read the version before it orders. */
const unread = ({ versionNumber }: Head, { policyId }: Wish) =>
  new AppError(
    'policy_unread',
    'The headquarters takes orders only after an admin of your shop has read this version. Read it and acknowledge it by POST …/acknowledgements.',
    { facts: { policyId, version: versionNumber } },
  )

type Reason = Exclude<NotPriced['refused'], 'shop_above_gross'> | 'join_type'

/** A shop must not learn that its agency promises more than HQ pays: to the shop the cell has no price. */
const reasonFor = ({ refused }: NotPriced): Reason =>
  refused === 'shop_above_gross' ? 'cell' : refused

const notPriced = (reason: Reason, carrier: Carrier, wish: Wish, bandWon?: number) =>
  new AppError('not_priced', 'The policy has no price for this combination. Choose another one.', {
    facts: { reason, carrier, bandWon: bandWon ?? null, contractMonths: wish.contractMonths },
  })

/** The active plans that the wishes name, of any tree. */
function findPlans(ctx: Ctx, wishes: { wish: Wish }[]): Promise<Plan[]> {
  const ids = [...new Set(wishes.map(({ wish }) => wish.planId))]
  return rowsOf(
    ctx.db,
    sql`select id, hq_id as "hqId", name, carrier, monthly_fee_won as "monthlyFeeWon" from plans where id in ${ids} and active`,
    PLAN,
  )
}

/** A version, with HQ's side of its prices indexed for the price rule. */
type Published = { version: PolicyVersion; gross: GrossIndex }

async function versionOf(ctx: Ctx, { versionId, carrier }: Head): Promise<Published> {
  const known = ctx.memo.map<Published>('policy-versions', 500)
  const found = known.get(versionId) ?? (await loadVersion(ctx, versionId, carrier))
  known.set(versionId, found)
  return found
}

async function loadVersion(ctx: Ctx, id: string, carrier: CellCarrier): Promise<Published> {
  const [version] = await ctx.db.select().from(policyVersions).where(eq(policyVersions.id, id))
  if (!version) throw new Error(`policy version ${id} is gone`)
  // The carrier of a policy never changes, so it can be cached with the version.
  return { version, gross: indexGross({ ...version, carrier }) }
}

async function sharesOf(ctx: Ctx, id: string): Promise<SharesIndex> {
  const known = ctx.memo.map<SharesIndex>('agency-rates', 2_000)
  const found = known.get(id) ?? (await loadShares(ctx, id))
  known.set(id, found)
  return found
}

async function loadShares(ctx: Ctx, id: string): Promise<SharesIndex> {
  const [rates] = await ctx.db.select().from(agencyRates).where(eq(agencyRates.id, id))
  if (!rates) throw new Error(`agency rates ${id} are gone`)
  return indexShares(rates)
}
