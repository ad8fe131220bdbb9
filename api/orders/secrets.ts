import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { integer, type RowOf, text } from '#db/values.ts'
import type { Ctx, TxCtx } from '../context.ts'
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

/** A sealed text with its order and tree. */
const SEALED = { id: text, keyId: text, sealed: text }
export type SealedRow = RowOf<typeof SEALED>

/** Account numbers sealed with another key than this one, after an id. */
export const accountsNotUnder = (
  { db }: Pick<Ctx, 'db'>,
  keyId: string,
  afterId: string,
  max: number,
): Promise<SealedRow[]> =>
  rowsOf(
    db,
    sql`select order_id as id, key_id as "keyId", sealed from order_secrets
      where sealed is not null and key_id <> ${keyId} and order_id > ${afterId}
      order by order_id limit ${sql.raw(String(max))}`,
    SEALED,
  )

/** Replaces seals; a number that was erased or sealed again meanwhile stays as it is. */
export async function putAccounts(
  { db }: Pick<Ctx, 'db'>,
  rows: (SealedRow & { was: string })[],
): Promise<number> {
  const put = await rowsOf(
    db,
    sql`update order_secrets set key_id = n."keyId", sealed = n.sealed
      from json_to_recordset(${JSON.stringify(rows)}::json)
        as n(id uuid, was text, "keyId" text, sealed text)
      where order_secrets.order_id = n.id and order_secrets.sealed = n.was
      returning order_secrets.order_id as id`,
    {},
  )
  return put.length
}

/** Account numbers under each key. */
export const accountsByKey = ({
  db,
}: Pick<Ctx, 'db'>): Promise<{ keyId: string; count: number }[]> =>
  rowsOf(
    db,
    sql`select key_id as "keyId", count(*)::int as count from order_secrets
      where sealed is not null group by key_id order by key_id`,
    { keyId: text, count: integer },
  )
