import { sql } from 'drizzle-orm'
import { ask } from '#db/ask.ts'
import { instant, integer, nullable, objectOf, type RowOf } from '#db/values.ts'
import type { Actor } from '../access/actor.ts'
import { balancesOf, catalogOf, policiesOf } from '../access/namespaces.ts'
import { addDays, startOfDay } from '../calendar.ts'
import { askedMoment, devicesAsked, plansAsked } from '../catalog/terms.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { isUsable } from '../ledger/queries.ts'
import { remember } from '../platform/remember.ts'
import type { AskQuote, Quote } from './contract.ts'
import { findHeads } from './heads.ts'
import { heldFor } from './order-facts.ts'
import { DEVICE, PLAN, priceWish } from './price-wishes.ts'

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
  changesAt: nullable(instant),
}
type Facts = RowOf<typeof FACTS> & { untilMs: number }

const QUOTED = { name: 'quote-facts', max: 10_000, until: ({ untilMs }: Facts) => untilMs }

/** What changes the facts of a quote, and what changes a quote. */
const factsUnder = ({ hqId, companyId }: Actor) => [catalogOf(hqId), balancesOf(companyId)]
export const quotedUnder = (actor: Actor): string[] => [
  policiesOf(actor.hqId),
  ...factsUnder(actor),
]

/** All that a quote reads, remembered: shops ask at every press while they fill in an order. */
function factsOf(ctx: Ctx, asked: AskQuote): Promise<Facts> {
  const key = `${ctx.actor.companyId}:${asked.planId}:${asked.deviceId}`
  const namespaces = factsUnder(ctx.actor)
  return remember(ctx, QUOTED, { key, namespaces }, () => readFacts(ctx, asked))
}

/** In one statement. */
async function readFacts(ctx: Ctx, { planId, deviceId }: AskQuote): Promise<Facts> {
  const { companyId, hqId } = ctx.actor
  const moment = askedMoment(ctx.clock.now())
  const [facts] = await ask(ctx.db, 'quote', FACTS, statement, {
    ...moment,
    ...{ plan: planId, device: deviceId ?? null, company: companyId, hq: hqId },
  })
  if (!facts) throw new Error('facts are one row')
  // Budgets and validity are of days.
  const nextDay = startOfDay(addDays(moment.day, 1)).getTime()
  const untilMs = Math.min(nextDay, facts.changesAt?.getTime() ?? nextDay)
  return { ...facts, untilMs }
}

const given = (name: string) => sql`${sql.placeholder(name)}::uuid`

const statement = () => sql`select
  (select row_to_json(one) from (select p.id, p.hq_id as "hqId", p.name, p.carrier, p.monthly_fee_won as "monthlyFeeWon", p.sims
    from ${plansAsked()} p where p.id = ${given('plan')} and p.hq_id = ${given('hq')} and p.state = 'sold') one) as plan,
  (select row_to_json(one) from (select p.id, p.hq_id as "hqId", p.manufacturer || ' ' || p.name as name
    from ${devicesAsked()} p where p.id = ${given('device')} and p.hq_id = ${given('hq')} and p.state = 'sold') one) as device,
  (select coalesce(sum(balance), 0)::bigint from accounts where company_id = ${given('company')}
    and ${isUsable(sql`${sql.placeholder('day')}::date`)}) as "availableWon",
  (select min(effective_from) from (
    select effective_from from plan_changes where plan_id = ${given('plan')}
    union all select effective_from from device_changes where device_id = ${given('device')}) change
    where effective_from > ${sql.placeholder('at')}::timestamptz) as "changesAt"`
