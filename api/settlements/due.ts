import { sql } from 'drizzle-orm'
import { insertMany } from '#db/insert-many.ts'
import { rowsOf } from '#db/rows.ts'
import { settlementLines } from '#db/schema/settlements.ts'
import { integer, oneOf, text } from '#db/values.ts'
import { LINE_SOURCES } from '#db/words.ts'
import { dueDay, seoulMonth } from '../calendar.ts'
import type { TxCtx } from '../context.ts'
import { newId } from '../ids.ts'
import { accrue } from './debt.ts'
import { linesOf, type OrderMoney } from './lines.ts'
import { moveLineTotals } from './totals.ts'

/** Writes the lines of new orders as a forecast: nothing is owed before completion (C.4). */
export async function forecastLines(ctx: TxCtx, orders: (OrderMoney & { id: string })[]) {
  const now = ctx.clock.now()
  const rows = orders.flatMap((order) =>
    linesOf(order).map((leg) => ({
      id: newId(now),
      hqId: order.hqId,
      agencyId: order.agencyId,
      orderId: order.id,
      status: 'pending' as const,
      version: 1,
      ...leg,
    })),
  )
  if (rows.length > 0) await ctx.db.execute(insertMany(settlementLines, rows))
}

/** Makes the lines of a completed order payable in the current month and posts the debts to the ledger. */
export async function makeLinesDue(ctx: TxCtx, orderId: string): Promise<void> {
  const now = ctx.clock.now()
  const month = seoulMonth(now)
  const lines = await rowsOf(
    ctx.db,
    sql`update settlement_lines set status = 'eligible', eligible_at = ${now.toISOString()}, month = ${month},
        due_on = ${dueDay(now)}, version = version + 1 where order_id = ${orderId} and status = 'pending'
      returning payer_id as "payerId", payee_id as "payeeId", order_id as "subjectId", amount_won as "amountWon", source`,
    {
      payerId: text,
      payeeId: text,
      subjectId: text,
      amountWon: integer,
      source: oneOf(LINE_SOURCES),
    },
  )
  await accrue(ctx, lines)
  await moveLineTotals(
    ctx,
    lines.map(({ payerId, payeeId, source, amountWon }) => ({
      payerId,
      payeeId,
      month,
      source,
      status: 'eligible',
      lines: 1,
      won: amountWon,
    })),
  )
}

/** Cancels the forecast of an order that ended without completion; the lines are kept (C.4). */
export async function cancelLines(ctx: TxCtx, orderId: string): Promise<void> {
  await ctx.db.execute(
    sql`update settlement_lines set status = 'cancelled', version = version + 1 where order_id = ${orderId} and status = 'pending'`,
  )
}
