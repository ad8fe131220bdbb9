import { type SQL, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { boolean, integer } from '#db/values.ts'
import type { Tier } from '#db/words.ts'
import { devicesAt, plansAt } from '../catalog/terms.ts'
import type { Ctx } from '../context.ts'
import { visiblePolicies } from '../policies/visible.ts'
import { balanceOf } from '../rebates/queries.ts'
import type { FirstSteps } from './contract.ts'

type Step = FirstSteps['steps'][number]

const BY_TIER: Record<Tier, (ctx: Ctx) => Promise<Step[]>> = {
  hq: ofHeadquarters,
  agency: ofAgency,
  retail: ofShop,
}

/** How far the caller's company is on its way to its first order, from its data alone. */
export async function firstSteps(ctx: Ctx): Promise<FirstSteps> {
  const steps = await BY_TIER[ctx.actor.tier](ctx)
  // After the first order the way is known, whatever is stopped or removed later.
  const next = steps.at(-1)?.isDone ? null : (steps.find(({ isDone }) => !isDone)?.name ?? null)
  return { steps, next }
}

async function ofHeadquarters(ctx: Ctx): Promise<Step[]> {
  const { hqId } = ctx.actor
  const now = ctx.clock.now()
  const below = (tier: 'agency' | 'retail') =>
    sql`(select count(*)::int from companies where hq_id = ${hqId} and tier = ${tier} and active)`
  const { hasOrders, ...counts } = await oneRow(
    ctx,
    sql`select
      (select count(*)::int from ${plansAt(now)} p where p.hq_id = ${hqId} and p.state = 'sold') as plans,
      (select count(*)::int from ${devicesAt(now)} p where p.hq_id = ${hqId} and p.state = 'sold') as devices,
      (select count(*)::int from policies where hq_id = ${hqId} and status = 'active') as policies,
      ${below('agency')} as agencies, ${below('retail')} as shops,
      exists (select 1 from orders where hq_id = ${hqId}) as "hasOrders"`,
    {
      ...{ plans: integer, devices: integer, policies: integer },
      ...{ agencies: integer, shops: integer, hasOrders: boolean },
    },
  )
  const { plans, devices, policies, agencies } = counts
  return [
    { name: 'catalog', isDone: plans > 0 && devices > 0, counts },
    // A policy is published to agencies, so one comes first.
    { name: 'agency', isDone: agencies > 0, counts },
    { name: 'policy', isDone: policies > 0, counts },
    { name: 'order', isDone: hasOrders, counts },
  ]
}

async function ofAgency(ctx: Ctx): Promise<Step[]> {
  const { companyId } = ctx.actor
  const { hasOrders, hasGiven, ...counts } = await oneRow(
    ctx,
    sql`select
      (select count(*)::int from companies where parent_id = ${companyId} and active) as shops,
      (select count(*)::int from policies p where ${visiblePolicies(ctx.actor, ctx.clock.now())}) as policies,
      ${priced(ctx)} as priced,
      exists (select 1 from rebate_grants where from_id = ${companyId}) as "hasGiven",
      exists (select 1 from orders where agency_id = ${companyId}) as "hasOrders"`,
    {
      ...{ shops: integer, policies: integer, priced: integer },
      ...{ hasGiven: boolean, hasOrders: boolean },
    },
  )
  return [
    { name: 'shop', isDone: counts.shops > 0, counts },
    { name: 'prices', isDone: counts.priced > 0, counts },
    { name: 'supply', isDone: hasGiven, counts },
    { name: 'shops_order', isDone: hasOrders, counts },
  ]
}

async function ofShop(ctx: Ctx): Promise<Step[]> {
  const [{ hasOrders, ...counts }, { availableWon }] = await Promise.all([
    oneRow(
      ctx,
      sql`select ${priced(ctx)} as priced,
        exists (select 1 from orders where retail_id = ${ctx.actor.companyId}) as "hasOrders"`,
      { priced: integer, hasOrders: boolean },
    ),
    balanceOf(ctx),
  ])
  return [
    { name: 'shop_prices', isDone: counts.priced > 0, counts },
    { name: 'shop_supply', isDone: availableWon > 0, counts: { availableWon } },
    { name: 'shop_order', isDone: hasOrders, counts },
  ]
}

/** The policies that the caller may see and for which their agency has decided its prices. */
const priced = ({ actor, clock }: Ctx) =>
  sql`(select count(*)::int from policies p where ${visiblePolicies(actor, clock.now())}
    and exists (select 1 from agency_rates r where r.policy_id = p.id and r.agency_id = ${actor.agencyId}))`

async function oneRow<C extends Parameters<typeof rowsOf>[2]>(ctx: Ctx, query: SQL, columns: C) {
  const [row] = await rowsOf(ctx.db, query, columns)
  if (!row) throw new Error('counts are one row')
  return row
}
