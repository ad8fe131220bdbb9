import type { LiveEventType } from '#db/event-words.ts'
import type { orders } from '#db/schema/orders.ts'
import type { NotificationType, OrderStatus } from '#db/words.ts'
import type { AuditAction } from '../audit/kinds.ts'
import { record } from '../audit/record.ts'
import type { TxCtx } from '../context.ts'
import { notify } from '../notifications/notify.ts'
import type { Action } from './status.ts'

type Order = typeof orders.$inferSelect

const RECORDED: Record<Action, AuditAction> = {
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

const HEARD: Record<Action, LiveEventType> = {
  approve: 'order.approved',
  reject: 'order.rejected',
  ship: 'order.shipped',
  complete: 'order.completed',
  cancel: 'order.cancelled',
}

/** Records the move, notifies the other companies of the order's line, and publishes to the screens of all. */
export async function tellMoved(ctx: TxCtx, order: Order, action: Action, to: OrderStatus) {
  const { id, number, shopWon } = order
  await record(ctx, {
    action: RECORDED[action],
    entityId: id,
    facts: { number, from: order.status, to },
  })
  const line = [order.hqId, order.agencyId, order.retailId] as const
  await notify(
    ctx,
    ...line
      .filter((companyId) => companyId !== ctx.actor.companyId)
      .map((companyId) => ({ companyId, type: TOLD[action], subjectId: id, params: { number } })),
  )
  ctx.changed({ event: { type: HEARD[action], id }, heardBy: line })
  ctx.afterCommit(async () => {
    ctx.metrics.count('maru_orders_total', { status: to })
    if (action === 'complete') ctx.metrics.count('maru_rebate_used_won_total', {}, shopWon)
  })
}
