import { and, eq } from 'drizzle-orm'
import { orderSecrets, orders } from '#db/schema/orders.ts'
import { mayReveal } from '../access/disclosure.ts'
import { visibleTo } from '../access/scope.ts'
import { record } from '../audit/record.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import type { RevealedField, RevealOrder } from './contract.ts'
import { viewerOf } from './masking.ts'

/** Looks of one person in an hour: work on orders needs few, copying them needs many. */
const LOOKS_MAX = 30
const LOOKS_SECONDS = 3600
/** Seconds for which a screen shows a revealed value. */
const SHOWN_SECONDS = 60

const FIELD = { account_number: 'account', birth_date: 'birth' } as const

/**
 * Shows one field of an open order plainly, for a reason. The same transaction records who looked at which
 * field and why, so that nothing is shown without a record; the value is not recorded.
 */
export async function revealOrder(
  ctx: Ctx,
  id: string,
  asked: RevealOrder,
): Promise<RevealedField> {
  const { field, reason } = asked
  const value = await transact(ctx, async (ctx) => {
    const order = await orderWithSecret(ctx, id)
    if (!mayReveal(FIELD[field], viewerOf(ctx.actor.tier, order.status), ctx.actor.grants))
      throw new AppError('conflict', ENDED[field], { facts: { field, status: order.status } })
    const value = field === 'birth_date' ? order.birthDate : await accountIn(ctx, order)
    if (!value)
      throw new AppError('conflict', 'The form of this order has no such answer.', {
        facts: { field },
      })
    // Only looks that show something are counted: an unknown order costs none.
    await countLook(ctx)
    await record(ctx, {
      action: 'order.reveal',
      entityId: id,
      facts: { number: order.number, field, reason },
    })
    return value
  })
  return { field, value, seconds: SHOWN_SECONDS }
}

const ENDED = {
  account_number:
    'The order has ended and its account number has been erased: only the last four digits are left.',
  birth_date: 'The order has ended: nobody needs the whole date of birth any more.',
}

async function countLook({ limiter, actor }: Ctx): Promise<void> {
  const key = `reveal:${actor.userId}`
  const { allowed, retryAfterSeconds } = await limiter.limit(key, LOOKS_MAX, LOOKS_SECONDS)
  if (allowed) return
  throw new AppError(
    'too_many_requests',
    `You may look at ${LOOKS_MAX} fields an hour. Try again in ${retryAfterSeconds} seconds.`,
    { facts: { retryAfterSeconds, max: LOOKS_MAX } },
  )
}

async function orderWithSecret(ctx: TxCtx, id: string) {
  const [row] = await ctx.db
    .select({
      number: orders.number,
      status: orders.status,
      form: orders.form,
      keyId: orderSecrets.keyId,
      sealed: orderSecrets.sealed,
    })
    .from(orders)
    .leftJoin(orderSecrets, eq(orderSecrets.orderId, orders.id))
    .where(and(eq(orders.id, id), visibleTo(ctx.actor, orders)))
  if (!row) throw new AppError('not_found', 'There is no such order.')
  const { form, ...rest } = row
  return { ...rest, birthDate: form.birth_date }
}

const accountIn = (
  { vault }: TxCtx,
  { keyId, sealed }: { keyId: string | null; sealed: string | null },
) => (keyId === null || sealed === null ? undefined : vault.open({ keyId, sealed }))
