import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { usableToday } from '../ledger/queries.ts'
import type { AskQuote, Quote } from './contract.ts'
import { priceWishes } from './pricing.ts'

/** What an order would earn the asking shop, by the same function that prices the order itself. */
export async function askQuote(ctx: Ctx, input: AskQuote): Promise<Quote> {
  const [priced] = await priceWishes(ctx, [{ actor: ctx.actor, wish: input }])
  if (!priced) throw new Error('a wish got no answer')
  if (priced instanceof AppError) throw priced
  const { shopWon, simWon, plan, version, trace } = priced
  const { availableWon } = await usableToday(ctx, ctx.actor.companyId)
  return {
    policyId: input.policyId,
    policyVersion: version.number,
    planName: plan.name,
    planFeeWon: plan.monthlyFeeWon,
    carrier: plan.carrier,
    bandWon: trace.bandWon,
    contractMonths: input.contractMonths,
    shopWon,
    simWon,
    totalWon: shopWon + simWon,
    holdWon: shopWon,
    availableWon,
    availableAfterWon: availableWon - shopWon,
    affordable: availableWon >= shopWon,
  }
}
