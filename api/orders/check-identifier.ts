import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { fieldOf } from '../forms/fields.ts'
import { normalAnswer } from '../forms/normal.ts'
import type { CheckIdentifier, IdentifierCheck } from './contract.ts'
import { holderOf } from './identifiers.ts'
import { mayLearn } from './taken.ts'

/** Checks of one person in ten minutes: an order needs four, trying out numbers needs many. */
const CHECKS_MAX = 120
const CHECKS_SECONDS = 600

/**
 * Whether a live order of the tree has this number. It is a hint while somebody types: placing the order
 * decides. A shop learns the number of its own order, and of another's only that there is one.
 */
export async function checkIdentifier(ctx: Ctx, asked: CheckIdentifier): Promise<IdentifierCheck> {
  const key = `identifier:${ctx.actor.userId}`
  const { allowed, retryAfterSeconds } = await ctx.limiter.limit(key, CHECKS_MAX, CHECKS_SECONDS)
  if (!allowed)
    throw new AppError(
      'too_many_requests',
      `You may check ${CHECKS_MAX} numbers in ten minutes. Try again in ${retryAfterSeconds} seconds.`,
      { facts: { retryAfterSeconds, max: CHECKS_MAX } },
    )
  const field = fieldOf(asked.field)
  if (!field) throw new Error(`the catalogue has no ${asked.field}`)
  const value = normalAnswer(field, asked.value)
  const holder = await holderOf(ctx, asked.field, value)
  return {
    taken: holder !== undefined,
    order:
      holder && mayLearn(ctx.actor, holder) ? { id: holder.orderId, number: holder.number } : null,
  }
}
