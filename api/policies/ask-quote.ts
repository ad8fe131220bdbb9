import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { usableToday } from '../ledger/queries.ts'
import type { AskQuote, Quote } from './contract.ts'
import { priceWishes } from './price-wishes.ts'
import { heldFor } from './rebate.ts'

/** What an order would earn the calling shop, computed by the function that prices orders. */
export async function askQuote(ctx: Ctx, input: AskQuote): Promise<Quote> {
  const [asked] = await priceWishes(ctx, [{ actor: ctx.actor, wish: input }])
  if (!asked) throw new Error('a wish got no answer')
  if (asked.price instanceof AppError) throw asked.price
  const { shopWon, simWon, plan, version, trace } = asked.price
  const { companyId } = ctx.actor
  const availableWon = (await usableToday(ctx, [companyId]))(companyId)
  return {
    policyId: input.policyId,
    policyVersion: version.number,
    planName: plan.name,
    planFeeWon: plan.monthlyFeeWon,
    carrier: plan.carrier,
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
