import { recordEach } from '../audit/record.ts'
import type { TxCtx } from '../context.ts'
import { notify } from '../notifications/notify.ts'
import type { WrittenOrder } from './place-stages.ts'

/** Announces placed orders: the audit record, the headquarters' inbox, every screen of the line. */
export async function tellPlaced(shared: TxCtx, written: WrittenOrder[]): Promise<void> {
  await recordEach(
    shared,
    written.map(({ ctx, id, row }) => ({
      by: ctx,
      action: 'order.place',
      entityId: id,
      facts: { number: row.number, shopWon: row.shopWon },
    })),
  )
  await notify(
    shared,
    ...written.map(({ row }) => ({
      companyId: row.hqId,
      type: 'order_placed' as const,
      subjectId: row.id,
      params: { number: row.number, amountWon: row.grossWon + row.simWon },
    })),
  )
  for (const { id, row } of written)
    shared.changed({
      event: { type: 'order.placed', id },
      heardBy: [row.hqId, row.agencyId, row.retailId],
    })
  shared.afterCommit(async () =>
    shared.metrics.count('maru_orders_total', { status: 'pending' }, written.length),
  )
}
