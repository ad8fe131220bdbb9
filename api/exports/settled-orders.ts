import { type SQL, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import type { Actor } from '../access/actor.ts'
import { addMonths } from '../calendar.ts'
import type { Ctx } from '../context.ts'
import type { Export } from './contract.ts'
import { instantsOf } from './period.ts'
import type { SettledOrder } from './settlement-sheet.ts'

/** Rows per read: the memory of a batch stays small and the next begins where the last one ended. */
const BATCH_ROWS = 2000
const LIMIT = sql.raw(String(BATCH_ROWS))

/** What an export asks for. Nothing that became payable after `asOf` is in it, however long it takes. */
export type Asked = { filters: Export['filters']; asOf: Date }

/** The viewer's side of an order: what HQ pays for it, or for a shop what it is paid. */
type Leg = {
  own: SQL
  /** What its order line pays; 0 won make no line, and then the SIM line stands for the order. */
  promised: SQL
  /** Along the index that finds `own`; each batch begins after the last row of the one before. */
  order(line: SQL): SQL
  after(last: Last): SQL
}
type Last = { month: string; lineId: string }
const FIRST: Last = { month: '', lineId: '00000000-0000-0000-0000-000000000000' }

function legOf({ tier, companyId, hqId }: Actor): Leg {
  const byLine = {
    order: (line: SQL) => line,
    after: (last: Last) => sql`l.id > ${last.lineId}`,
  }
  if (tier === 'retail')
    return { own: sql`l.payee_id = ${companyId}`, promised: sql`o.shop_won`, ...byLine }
  const promised = sql`o.gross_won`
  if (tier === 'agency')
    return { own: sql`l.agency_id = ${companyId} and l.payer_id = ${hqId}`, promised, ...byLine }
  return {
    own: sql`l.hq_id = ${companyId} and l.payer_id = ${companyId}`,
    promised,
    order: (line) => sql`month, ${line}`,
    after: (last) => sql`(l.month, l.id) > (${last.month}, ${last.lineId})`,
  }
}

/** Amounts are of order and SIM lines; a line on hold is owed all the same. */
const OWED = sql.raw(`status in ('eligible', 'approved', 'paid', 'held')`)
const FOR_ORDER = sql.raw(`source in ('order', 'sim')`)

function wanted({ own, promised }: Leg, { filters, asOf }: Asked): SQL {
  const { companyId, dateColumn } = filters
  const conditions = [
    own,
    // Not `not exists`: that is planned as a scan of every line there is, for every batch.
    sql`(l.source = 'order' or (l.source = 'sim' and ${promised} = 0))`,
    sql`l.month is not null and l.${OWED} and l.eligible_at <= ${asOf.toISOString()}`,
    IN_PERIOD[dateColumn](filters, asOf),
  ]
  if (companyId) conditions.push(sql`(o.agency_id = ${companyId} or o.retail_id = ${companyId})`)
  return sql.join(conditions, sql` and `)
}

type Within = (filters: Export['filters'], asOf: Date) => SQL

/** `month` is what the index knows, so each bounds it as far as the business allows. */
const IN_PERIOD: Record<Export['filters']['dateColumn'], Within> = {
  eligible: (filters) =>
    sql`l.month between ${monthOf(filters.from)} and ${monthOf(filters.to)} and ${between(sql`l.eligible_at`, filters)}`,
  placed: (filters) =>
    sql`l.month >= ${monthOf(filters.from)} and ${between(sql`o.placed_at`, filters)}`,
  // People enter this day; a slip across the end of a month must not lose the order.
  activated: ({ from, to }) =>
    sql`l.month >= ${addMonths(monthOf(from), -1)} and o.activated_on between ${from} and ${to}`,
  paid: ({ from, to }, asOf) =>
    sql`exists (select 1 from settlement_runs r where r.id = l.payment_run_id
      and r.paid_on between ${from} and ${to} and r.at <= ${asOf.toISOString()})`,
}

const monthOf = (day: string) => day.slice(0, 7)
function between(column: SQL, period: { from: string; to: string }): SQL {
  const { from, to } = instantsOf(period)
  return sql`${column} >= ${from.toISOString()} and ${column} < ${to.toISOString()}`
}

const FROM = sql`settlement_lines l join orders o on o.id = l.order_id`

export async function countSettledOrders(ctx: Ctx, asked: Asked): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(
    ctx.db,
    sql`select count(*)::int as count from ${FROM} where ${wanted(legOf(ctx.actor), asked)}`,
  )
  return row?.count ?? 0
}

/** The actor's settled orders, batch by batch, each read when the one before has been taken. */
export async function* settledOrders(ctx: Ctx, asked: Asked): AsyncGenerator<SettledOrder[]> {
  let last = FIRST
  for (;;) {
    const batch = await readBatch(ctx, asked, last)
    const end = batch.at(-1)
    if (!end) return
    yield batch
    if (batch.length < BATCH_ROWS) return
    last = end
  }
}

function readBatch(ctx: Ctx, asked: Asked, last: Last): Promise<(SettledOrder & Last)[]> {
  const leg = legOf(ctx.actor)
  return rowsOf(
    ctx.db,
    sql`select o.line_id as "lineId", o.month, o.id,
        (extract(epoch from o.placed_at) * 1000)::float8 as "placedAtMs",
        c.name as "shopName", p.title as "policyTitle", o.customer_name as "customerName",
        o.form ->> 'birth_date' as "birthDate", o.activated_number as "activatedNumber",
        o.form ->> 'customer_address' as address, o.carrier, o.join_type as "joinType",
        o.plan_name as "planName", o.support_type as "supportType",
        o.contract_months as "contractMonths", o.form ->> 'device_model' as "deviceModel",
        o.form ->> 'imei' as imei, o.form ->> 'imei2' as imei2, o.form ->> 'eid' as eid,
        o.form ->> 'sim_model' as "simModel", o.form ->> 'sim_serial' as "simSerial",
        o.gross_won as "grossWon", o.shop_won as "shopWon",
        s.hq_won as "hqLinesWon", s.shop_won as "shopLinesWon"
      from (select l.id as line_id, l.month, o.* from ${FROM}
        where ${wanted(leg, asked)} and ${leg.after(last)} order by ${leg.order(sql`l.id`)} limit ${LIMIT}) o
      join companies c on c.id = o.retail_id
      join policies p on p.id = o.policy_id
      cross join lateral (
        select coalesce(sum(amount_won) filter (where payer_id = o.hq_id), 0)::bigint as hq_won,
          coalesce(sum(amount_won) filter (where payee_id = o.retail_id), 0)::bigint as shop_won
        from settlement_lines
        where order_id = o.id and ${FOR_ORDER} and ${OWED}) s
      order by ${leg.order(sql`line_id`)}`,
  )
}
