import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { recordOf, text } from '#db/values.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { claimFree, claimsOf, IDENTIFYING_FIELDS, releaseOne } from './identifiers.ts'

/** Orders of one transaction. */
const CHUNK_ORDERS = 200
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

type Shared = { orderId: string; heldBy: string; kind: string }

/**
 * Gives live orders from before `order_identifiers` the numbers of their devices and SIMs. It goes from the
 * oldest order on and skips those that have numbers, so it may break off and begin again. Where two live
 * orders have one number, the older one holds it, and the log names both by their ids. Orders whose answers
 * have been erased have no numbers any more and stay without.
 */
export async function identifyPlaced(
  ctx: Ctx,
  lease: { progress(ctx: Ctx): Promise<void> },
): Promise<void> {
  for (let after: string | undefined = FIRST_ID; after; ) {
    await lease.progress(ctx)
    const from: string = after
    const chunk = await transact(ctx, (ctx) => identifyChunk(ctx, from))
    for (const each of chunk.shared) ctx.log.info('orders.number_shared', each)
    after = chunk.last
  }
}

async function identifyChunk(
  ctx: TxCtx,
  after: string,
): Promise<{ last: string | undefined; shared: Shared[] }> {
  const rows = await rowsOf(
    ctx.db,
    sql`select id, hq_id as "hqId", form from orders o
      where id > ${after} and status not in ('rejected', 'cancelled')
        and form ?| ${sql.raw(`array[${IDENTIFYING_FIELDS.map((field) => `'${field}'`).join(', ')}]`)}
        and not exists (select 1 from order_identifiers i
          where i.order_id = o.id and i.kind in ('imei', 'eid', 'sim'))
      order by id limit ${CHUNK_ORDERS}`,
    { id: text, hqId: text, form: recordOf(text) },
  )
  const shared: Shared[] = []
  for (const [hqId, own] of Map.groupBy(rows, (row) => row.hqId))
    shared.push(...(await identify(ctx, hqId, own)))
  return { last: rows.length === CHUNK_ORDERS ? rows.at(-1)?.id : undefined, shared }
}

async function identify(
  ctx: TxCtx,
  hqId: string,
  orders: { id: string; form: Record<string, string> }[],
): Promise<Shared[]> {
  const lost = await claimFree(
    ctx,
    hqId,
    orders.flatMap(({ id, form }) => claimsOf(id, form)),
  )
  const shared: Shared[] = []
  for (const { holder, ...claim } of lost) {
    // An order that names one IMEI twice holds it already.
    if (!holder || holder.orderId === claim.orderId) continue
    const [older, newer] = [claim.orderId, holder.orderId].toSorted()
    if (!older || !newer) continue
    // Ids sort by the time of placing.
    if (older === claim.orderId) {
      await releaseOne(ctx, hqId, claim)
      await claimFree(ctx, hqId, [claim])
    }
    shared.push({ orderId: newer, heldBy: older, kind: claim.kind })
  }
  return shared
}
