import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { integer, text } from '#db/values.ts'
import { maskName } from '../access/masking.ts'
import { dismissAttachments } from '../attachments/attach.ts'
import { seoulDay } from '../calendar.ts'
import type { TxCtx } from '../context.ts'
import { releaseUnbound } from './identifiers.ts'
import { KEPT_ANSWERS } from './retention.ts'

/** Orders that one transaction erases; a backlog takes several. */
const CHUNK_ORDERS = 2_000

type Erased = {
  erased: number
  remaining: number
  more: boolean
  trees: { hqId: string; erased: number }[]
}

/** Erases identifying answers, files and tracking numbers of orders whose retention has ended. */
export async function eraseOldAnswers(ctx: TxCtx): Promise<Erased> {
  const gone = await rowsOf(
    ctx.db,
    sql`update orders set tracking_number = null, answers_until = null,
        form = (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(orders.form)
          where key in ${[...KEPT_ANSWERS]} or exists (select 1 from policy_versions v
            cross join lateral jsonb_array_elements(v.form) entry where v.id = orders.policy_version_id
              and entry ->> 'key' = key and entry ->> 'sensitivity' = 'plain'))
      where id in (select id from orders where ${due(ctx, 'answers_until')} limit ${CHUNK_ORDERS} for update)
      returning id, hq_id as "hqId"`,
    { id: text, hqId: text },
  )
  await dismissAttachments(
    ctx,
    gone.map(({ id }) => id),
  )
  return counted(ctx, 'answers_until', gone)
}

/** Cuts names to `홍*동` and phone numbers to four digits once no money can be claimed back. */
export async function shrinkOldCustomers(ctx: TxCtx): Promise<Erased> {
  const found = await rowsOf(
    ctx.db,
    sql`select id, customer_name as name from orders where ${due(ctx, 'person_until')}
      limit ${CHUNK_ORDERS} for update`,
    { id: text, name: text },
  )
  const masked = found.map(({ id, name }) => ({ id, name: maskName(name) }))
  const gone = await rowsOf(
    ctx.db,
    sql`update orders set customer_name = m.name, customer_phone = right(customer_phone, 4),
        activated_number = right(activated_number, 4), person_until = null
      from json_to_recordset(${JSON.stringify(masked)}::json) m(id uuid, name text) where orders.id = m.id
      returning hq_id as "hqId"`,
    { hqId: text },
  )
  await releaseUnbound(
    ctx,
    found.map(({ id }) => id),
  )
  return counted(ctx, 'person_until', gone)
}

const due = (ctx: TxCtx, until: 'answers_until' | 'person_until') =>
  sql`${sql.raw(until)} < ${seoulDay(ctx.clock.now())}`

async function counted(
  ctx: TxCtx,
  until: 'answers_until' | 'person_until',
  gone: { hqId: string }[],
): Promise<Erased> {
  const [left] = await rowsOf(
    ctx.db,
    sql`select count(*)::int as count from orders where ${due(ctx, until)}`,
    { count: integer },
  )
  const remaining = left?.count ?? 0
  const trees = [...Map.groupBy(gone, ({ hqId }) => hqId)].map(([hqId, own]) => ({
    hqId,
    erased: own.length,
  }))
  return { erased: gone.length, remaining, more: gone.length > 0 && remaining > 0, trees }
}
