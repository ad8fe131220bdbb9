import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { text } from '#db/values.ts'
import type { TxCtx } from '../context.ts'

/** A file that an order of this company names in a field of its form; `place` counts from 1. */
export type Wish = { orderId: string; companyId: string; id: string; field: string; place: number }
export type LostWish = Wish & {
  /** Whether another order of the same call has it, which may still be refused. */
  isContended: boolean
}

/**
 * Attaches files to orders and returns the wishes that lost: the file is another company's or unknown, its
 * bytes have not arrived, it is due for erasure, or an order has it. The row's lock decides, so of two orders
 * that race exactly one wins. An order with a lost wish keeps none.
 */
export async function attach(ctx: TxCtx, wishes: Wish[]): Promise<LostWish[]> {
  if (wishes.length === 0) return []
  const won = await rowsOf(
    ctx.db,
    // Locked in one order, so that no two transactions wait for each other.
    sql`with wish as (select distinct on (id) * from json_to_recordset(${JSON.stringify(wishes)}::json)
          w(id uuid, "orderId" uuid, "companyId" uuid, field text, place int)),
        free as (select a.id from attachments a join wish w on w.id = a.id and w."companyId" = a.company_id
          where a.state = 'kept' and a.due_at > ${ctx.clock.now().toISOString()}
          order by a.id for update of a)
      update attachments set state = 'attached', order_id = wish."orderId", field = wish.field,
        place = wish.place, due_at = null
      from free join wish using (id) where attachments.id = free.id
      returning attachments.id, attachments.order_id as "orderId", attachments.field`,
    { id: text, orderId: text, field: text },
  )
  const winners = new Map(won.map((each) => [each.id, each]))
  const lost = wishes.flatMap((wish) => {
    const winner = winners.get(wish.id)
    if (winner?.orderId === wish.orderId && winner.field === wish.field) return []
    return [{ ...wish, isContended: winner !== undefined && winner.orderId !== wish.orderId }]
  })
  await detach(
    ctx,
    lost.map(({ orderId }) => orderId),
  )
  return lost
}

/** Gives back the files of orders that are not placed after all; the form may send them again. */
export async function detach(ctx: TxCtx, orderIds: string[]): Promise<void> {
  if (orderIds.length === 0) return
  await ctx.db.execute(
    sql`update attachments set state = 'kept', order_id = null, field = null, place = null,
        due_at = created_at + interval '24 hours'
      where order_id in ${orderIds} and state = 'attached'`,
  )
}

/** Marks the files of orders whose answers are erased; the sweep removes their bytes. */
export async function dismissAttachments(ctx: TxCtx, orderIds: string[]): Promise<void> {
  if (orderIds.length === 0) return
  await ctx.db.execute(
    sql`update attachments set due_at = ${ctx.clock.now().toISOString()}
      where order_id in ${orderIds} and state = 'attached' and due_at is null`,
  )
}
