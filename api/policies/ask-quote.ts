import { sql } from 'drizzle-orm'
import { ask } from '#db/ask.ts'
import { integer, nullable, objectOf } from '#db/values.ts'
import { askedMoment, devicesAsked, plansAsked } from '../catalog/terms.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { isUsable } from '../ledger/queries.ts'
import type { AskQuote, Quote } from './contract.ts'
import { findHeads } from './heads.ts'
import { DEVICE, PLAN, priceWish } from './price-wishes.ts'
import { heldFor } from './rebate.ts'

/** What an order would earn the calling shop, computed by the function that prices orders. */
export async function askQuote(ctx: Ctx, input: AskQuote): Promise<Quote> {
  const asked = { actor: ctx.actor, wish: input }
  const [[head], { plan, device, availableWon }] = await Promise.all([
    findHeads(ctx, [asked]),
    factsOf(ctx, input),
  ])
  const price = await priceWish(ctx, asked, head, {
    plan: plan ?? undefined,
    device: device ?? undefined,
  })
  if (price instanceof AppError) throw price
  const { shopWon, simWon, version, trace } = price
  return {
    policyId: input.policyId,
    policyVersion: version.number,
    planName: price.plan.name,
    planFeeWon: price.plan.monthlyFeeWon,
    carrier: price.plan.carrier,
    bandWon: trace.bandWon,
    contractMonths: input.contractMonths,
    additions: [...(trace.additions ?? [])],
    shopWon,
    simWon,
    totalWon: shopWon + simWon,
    holdWon: heldFor(shopWon),
    availableWon,
    availableAfterWon: availableWon - heldFor(shopWon),
    affordable: availableWon >= heldFor(shopWon),
  }
}

const FACTS = {
  plan: nullable(objectOf(PLAN)),
  device: nullable(objectOf(DEVICE)),
  availableWon: integer,
}

/** All that a quote reads anew, in one statement: shops ask at every press while they fill in an order. */
async function factsOf(ctx: Ctx, { planId, deviceId }: AskQuote) {
  const { companyId, hqId } = ctx.actor
  const moment = askedMoment(ctx.clock.now())
  const [facts] = await ask(ctx.db, 'quote', FACTS, statement, {
    ...moment,
    ...{ plan: planId, device: deviceId ?? null, company: companyId, hq: hqId },
  })
  if (!facts) throw new Error('facts are one row')
  return facts
}

const given = (name: string) => sql`${sql.placeholder(name)}::uuid`

const statement = () => sql`select
  (select row_to_json(one) from (select p.id, p.hq_id as "hqId", p.name, p.carrier, p.monthly_fee_won as "monthlyFeeWon", p.sims
    from ${plansAsked()} p where p.id = ${given('plan')} and p.hq_id = ${given('hq')} and p.state = 'sold') one) as plan,
  (select row_to_json(one) from (select p.id, p.hq_id as "hqId", p.manufacturer || ' ' || p.name as name
    from ${devicesAsked()} p where p.id = ${given('device')} and p.hq_id = ${given('hq')} and p.state = 'sold') one) as device,
  (select coalesce(sum(balance), 0)::bigint from accounts where company_id = ${given('company')}
    and ${isUsable(sql`${sql.placeholder('day')}::date`)}) as "availableWon"`
