import { and, eq, sql } from 'drizzle-orm'
import { orderHistory, orderSecrets, orders } from '#db/schema/orders.ts'
import { policyVersions } from '#db/schema/policies.ts'
import type { OrderStatus } from '#db/words.ts'
import { visibleTo } from '../access/scope.ts'
import { dismissAttachments } from '../attachments/attach.ts'
import { seoulDay } from '../calendar.ts'
import { nameNow } from '../companies/name-now.ts'
import { atOneInstant, type Ctx, type TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'
import { onceOnly } from '../idempotency/once.ts'
import { endHolds } from '../rebates/budget.ts'
import { cancelLines, makeLinesDue } from '../settlements/due.ts'
import type { CompleteOrder, ShipOrder } from './contract.ts'
import { requireActivated, requireOrdered } from './days.ts'
import { claim, lineClaim, parcelClaim, releaseIdentifiers } from './identifiers.ts'
import { refuseMove } from './refuse-move.ts'
import { keptAnswers, keptUntil } from './retention.ts'
import { type Action, isEnded, targetOf } from './status.ts'
import { takenError } from './taken.ts'
import { tellMoved } from './tell-moved.ts'
import { moveTotals } from './totals.ts'

type Order = typeof orders.$inferSelect
type Facts = Partial<
  Pick<Order, 'reason' | 'courier' | 'trackingNumber' | 'activatedNumber' | 'activatedOn'>
>
type Moved = { id: string; status: OrderStatus; version: number }

/** HQ accepts the order. Its price is fixed already and its budget stays held. */
export const approveOrder = (ctx: Ctx, id: string, { version }: { version: number }) =>
  move(ctx, id, 'approve', version, {})

export function shipOrder(ctx: Ctx, id: string, input: ShipOrder): Promise<Moved> {
  const facts =
    'courier' in input ? { courier: input.courier, trackingNumber: input.trackingNumber } : {}
  return move(ctx, id, 'ship', input.version, facts)
}

type WithReason = { version: number; reason: string }
/** HQ refuses the order: the hold is released and the forecast cancelled. */
export const rejectOrder = (ctx: Ctx, id: string, { version, reason }: WithReason) =>
  move(ctx, id, 'reject', version, { reason })

/** The order ends before completion: the hold is released and the forecast cancelled. */
export const cancelOrder = (ctx: Ctx, id: string, { version, reason }: WithReason) =>
  move(ctx, id, 'cancel', version, { reason })

/** The line is active: the hold becomes use, and the settlement lines of the chain become payable (C.4). */
export const completeOrder = (ctx: Ctx, id: string, { version, ...facts }: CompleteOrder) =>
  move(ctx, id, 'complete', version, facts)

/** One transition with its money under the order's lock. A repeated command gets its first answer. */
const move = (
  ctx: Ctx,
  id: string,
  action: Action,
  version: number,
  facts: Facts,
): Promise<Moved> =>
  onceOnly(ctx, 200, async (tx) => {
    const order = await lockOrder(tx, id)
    // Read once, behind the order's lock: the history stays in order of time, and day, month and due date
    // agree however long the command waits for the locks on the money.
    const ctx = atOneInstant(tx)
    if (facts.activatedOn) {
      requireActivated(facts.activatedOn, ctx.clock.now())
      requireOrdered(facts.activatedOn, order.placedAt)
    }
    await refuseMove(ctx, order, action, version)
    await claimOrRelease(ctx, order, action, facts)
    const status = targetOf(action)
    const next = order.version + 1
    await writeMove(ctx, order, { ...facts, status, version: next })
    await moveMoney(ctx, order, action)
    await tellMoved(ctx, order, action, status)
    await moveTotals(ctx, [
      { ...order, by: -1 },
      { ...order, status, by: 1 },
    ])
    return { id, status, version: next }
  })

async function lockOrder(ctx: TxCtx, id: string): Promise<Order> {
  const [order] = await ctx.db
    .select()
    .from(orders)
    .where(and(eq(orders.id, id), visibleTo(ctx.actor, orders)))
    .for('update')
  if (!order) throw new AppError('not_found', 'There is no such order.')
  return order
}

/** The parcel and the line belong to this order alone; a refused order gives its numbers back and keeps no files. */
async function claimOrRelease(ctx: TxCtx, { id, hqId }: Order, action: Action, facts: Facts) {
  if (action === 'reject' || action === 'cancel') {
    await dismissAttachments(ctx, [id])
    return releaseIdentifiers(ctx, id)
  }
  const { courier, trackingNumber, activatedNumber } = facts
  const claims = [
    ...(courier && trackingNumber ? [parcelClaim(id, courier, trackingNumber)] : []),
    ...(activatedNumber ? [lineClaim(id, activatedNumber)] : []),
  ]
  const taken = await claim(ctx, hqId, claims)
  if (taken.length > 0) throw takenError(ctx.actor, taken)
}

async function writeMove(
  ctx: TxCtx,
  order: Order,
  moved: Facts & { status: OrderStatus; version: number },
): Promise<void> {
  const { id, status: fromStatus } = order
  const at = ctx.clock.now()
  await ctx.db
    .update(orders)
    .set({ ...moved, ...(await retained(ctx, order, moved)), movedAt: at })
    .where(eq(orders.id, id))
  await ctx.db.insert(orderHistory).values({
    orderId: id,
    seq: moved.version,
    fromStatus,
    toStatus: moved.status,
    byUser: ctx.actor.userId,
    byCompany: ctx.actor.companyId,
    byCompanyName: nameNow(sql`${ctx.actor.companyId}::uuid`),
    reason: moved.reason ?? null,
    at,
  })
}

/** The customer data that an ended order keeps, and until when. A refused order keeps no answers. */
async function retained(
  ctx: TxCtx,
  order: Order,
  { status, activatedOn }: Facts & { status: OrderStatus },
) {
  if (!isEnded(status)) return {}
  const today = seoulDay(ctx.clock.now())
  const [version] = await ctx.db
    .select({ terms: policyVersions.terms, form: policyVersions.form })
    .from(policyVersions)
    .where(eq(policyVersions.id, order.policyVersionId))
  if (!version) throw new Error(`order ${order.id} has no policy version`)
  return activatedOn
    ? keptUntil(today, { activatedOn, maintenanceDays: version.terms.maintenanceDays })
    : { form: keptAnswers(order.form, version.form), ...keptUntil(today, undefined) }
}

async function moveMoney(ctx: TxCtx, { id }: Order, action: Action): Promise<void> {
  if (action === 'approve' || action === 'ship') return
  await endHolds(ctx, action === 'complete' ? 'post' : 'void', [id])
  if (action === 'complete') await makeLinesDue(ctx, id)
  else await cancelLines(ctx, id)
  // An ended order needs no account number; the last four digits stay, to recognise it.
  await ctx.db
    .update(orderSecrets)
    .set({ keyId: null, sealed: null, endedAt: ctx.clock.now() })
    .where(eq(orderSecrets.orderId, id))
}
