import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { sealsOf } from '#db/seals.ts'
import { integer, text } from '#db/values.ts'
import type { TxCtx } from '../context.ts'
import { ENDED } from './status.ts'

/** Sealed account numbers of orders that have ended; there should be none. */
const overdue = sql`order_secrets s join orders o on o.id = s.order_id
  where s.sealed is not null and o.status in (${sql.raw(ENDED.map((status) => `'${status}'`).join(', '))})`

/**
 * Erases account numbers of ended orders except for the last four digits, tree by tree, and returns how many
 * are left. The end of an order erases its own; this finds what was missed.
 */
export async function eraseEndedAccounts(
  ctx: TxCtx,
): Promise<{ erased: number; remaining: number; trees: { hqId: string; erased: number }[] }> {
  const trees = await rowsOf(
    ctx.db,
    sql`with gone as (
        update order_secrets set key_id = null, sealed = null,
          ended_at = coalesce(order_secrets.ended_at, ${ctx.clock.now().toISOString()}::timestamptz)
        from (select s.order_id, o.hq_id from ${overdue}) late
        where late.order_id = order_secrets.order_id
        returning late.hq_id)
      select hq_id as "hqId", count(*)::int as erased from gone group by hq_id`,
    { hqId: text, erased: integer },
  )
  const [left] = await rowsOf(ctx.db, sql`select count(*)::int as count from ${overdue}`, {
    count: integer,
  })
  const erased = trees.reduce((sum, tree) => sum + tree.erased, 0)
  return { erased, remaining: left?.count ?? 0, trees }
}

/** The sealed account numbers. */
export const accountSeals = sealsOf('order_secrets', 'order_id')

/** The sealed keys of digests; a row's id is that of its tree. */
export const identifierKeySeals = sealsOf('identifier_keys', 'hq_id')
