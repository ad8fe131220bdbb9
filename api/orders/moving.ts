import { and, eq } from 'drizzle-orm'
import { orderHistory, orderSecrets, orders } from '#db/schema/orders.ts'
import type { NotificationType, OrderStatus } from '#db/words.ts'
import type { Permission } from '../access/permissions.ts'
import { visibleTo } from '../access/scope.ts'
import { record } from '../audit/record.ts'
import { seoulDay } from '../calendar.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { onceOnly } from '../idempotency/once.ts'
import { notify } from '../notifications/notify.ts'
import { endHolds } from '../rebates/budget.ts'
import { cancelLines, makeLinesDue } from '../settlements/due.ts'
import type { CompleteOrder, ShipOrder } from './contract.ts'
import { type Action, canMove, targetOf } from './status.ts'
import { moveTotals } from './totals.ts'

type Order = typeof orders.$inferSelect
type Facts = Partial<
  Pick<Order, 'reason' | 'courier' | 'trackingNumber' | 'activatedNumber' | 'activatedOn'>
>

/** HQ takes the order on; the price is fixed already and the budget stays held. */
export const approveOrder = (ctx: Ctx, id: string, input: { version?: number | undefined }) =>
  transact(ctx, (ctx) => move(ctx, id, 'approve', input.version, {}))

export function shipOrder(ctx: Ctx, id: string, input: ShipOrder) {
  const facts =
    'courier' in input ? { courier: input.courier, trackingNumber: input.trackingNumber } : {}
  return transact(ctx, (ctx) => move(ctx, id, 'ship', input.version, facts))
}

type WithReason = { version?: number | undefined; reason: string }
/** HQ refuses the order: the hold is given back and the forecast cancelled. */
export const rejectOrder = (ctx: Ctx, id: string, { version, reason }: WithReason) =>
  onceOnly(ctx, 200, (ctx) => move(ctx, id, 'reject', version, { reason }))

/** The order ends before completion: the hold is given back and the forecast cancelled. */
export const cancelOrder = (ctx: Ctx, id: string, { version, reason }: WithReason) =>
  onceOnly(ctx, 200, (ctx) => move(ctx, id, 'cancel', version, { reason }))

/** The line is active: the hold is used up and the lines of the chain become payable (C.4). */
export function completeOrder(ctx: Ctx, id: string, input: CompleteOrder) {
  const { version, activatedOn, activatedNumber } = input
  if (activatedOn > seoulDay(ctx.clock.now()))
    throw new AppError('invalid_input', 'A line cannot be activated in the future.', {
      errors: [{ path: 'activatedOn', code: 'future', message: 'Choose today or an earlier day.' }],
    })
  return onceOnly(ctx, 200, (ctx) =>
    move(ctx, id, 'complete', version, { activatedOn, activatedNumber }),
  )
}

const PERMISSION: Record<Action, Permission> = {
  approve: 'order.approve',
  reject: 'order.reject',
  ship: 'order.ship',
  complete: 'order.complete',
  cancel: 'order.cancel',
}
const TOLD: Record<Action, NotificationType> = {
  approve: 'order_approved',
  reject: 'order_rejected',
  ship: 'order_shipped',
  complete: 'order_completed',
  cancel: 'order_cancelled',
}

/**
 * One transition with its money, under the order's lock. An order that already stands where the
 * action leads is left as it is, so that a repeat is harmless.
 */
async function move(
  ctx: TxCtx,
  id: string,
  action: Action,
  version: number | undefined,
  facts: Facts,
): Promise<{ id: string; status: OrderStatus; version: number }> {
  const [order] = await ctx.db
    .select()
    .from(orders)
    .where(and(eq(orders.id, id), visibleTo(ctx.actor, orders)))
    .for('update')
  if (!order) throw new AppError('not_found', 'There is no such order.')
  const to = targetOf(action)
  if (order.status === to) return { id, status: to, version: order.version }
  refuse(ctx, order, action, version)
  const now = ctx.clock.now()
  const next = order.version + 1
  await ctx.db
    .update(orders)
    .set({ ...facts, status: to, version: next, movedAt: now })
    .where(eq(orders.id, id))
  await ctx.db.insert(orderHistory).values({
    orderId: id,
    seq: next,
    fromStatus: order.status,
    toStatus: to,
    byUser: ctx.actor.userId,
    byCompany: ctx.actor.companyId,
    reason: facts.reason ?? null,
    at: now,
  })
  await moveMoney(ctx, order, action)
  await record(ctx, {
    action: PERMISSION[action],
    entityId: id,
    facts: { number: order.number, from: order.status, to },
  })
  await tell(ctx, order, action, to)
  await moveTotals(ctx, [
    { ...order, by: -1 },
    { ...order, status: to, by: 1 },
  ])
  return { id, status: to, version: next }
}

function refuse(ctx: TxCtx, order: Order, action: Action, version: number | undefined) {
  if (version !== undefined && version !== order.version)
    throw new AppError('version_conflict', 'Someone changed the order first. Load it again.', {
      facts: { version: order.version, status: order.status },
    })
  if (!canMove(action, ctx.actor, order))
    throw new AppError(
      'invalid_transition',
      `You cannot ${action} an order that is ${order.status}.`,
      {
        facts: { status: order.status, action },
      },
    )
}

async function moveMoney(ctx: TxCtx, order: Order, action: Action): Promise<void> {
  if (action === 'approve' || action === 'ship') return
  await endHolds(ctx, action === 'complete' ? 'post' : 'void', [order.id])
  if (action === 'complete') await makeLinesDue(ctx, order.id)
  else await cancelLines(ctx, order.id)
  // The account number has served its purpose; its last four digits stay for recognition.
  await ctx.db
    .update(orderSecrets)
    .set({ keyId: null, sealed: null, endedAt: ctx.clock.now() })
    .where(eq(orderSecrets.orderId, order.id))
  if (action === 'complete')
    ctx.afterCommit(async () => ctx.metrics.count('maru_rebate_used_won_total', {}, order.shopWon))
}

/** Everyone on the order's line but the one who acted; live events go to all, so that every screen follows. */
async function tell(ctx: TxCtx, order: Order, action: Action, to: OrderStatus) {
  const line = [order.hqId, order.agencyId, order.retailId]
  const params = { number: order.number }
  await notify(
    ctx,
    ...line
      .filter((companyId) => companyId !== ctx.actor.companyId)
      .map((companyId) => ({ companyId, type: TOLD[action], subjectId: order.id, params })),
  )
  ctx.afterCommit(async () => {
    for (const companyId of line)
      await ctx.realtime.publish(companyId, { type: `order.${to}`, id: order.id })
    ctx.metrics.count('maru_orders_total', { status: to })
  })
}
