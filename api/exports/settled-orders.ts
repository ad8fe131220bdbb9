import { type SQL, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import type { Actor } from '../access/actor.ts'
import { addMonths } from '../calendar.ts'
import type { Ctx } from '../context.ts'
import type { DATE_COLUMNS } from './contract.ts'
import { instantsOf, type Period } from './period.ts'
import type { SettledOrder } from './settlement-sheet.ts'

type Filters = Period & {
  dateColumn: (typeof DATE_COLUMNS)[number]
  companyId: string | undefined
}
/** What an export asks for. Nothing that became payable after `asOf` is in it, however long it takes. */
export type Asked = { filters: Filters; asOf: Date }

/**
 * How this tier's lines are walked: along one index, by its columns alone, so that no statistics can
 * turn a batch into a scan or a sort of everything. What else is asked is asked of the lines found.
 */
type Walk = { along: SQL; order: SQL; after(last: Last): SQL; lines: number }
type Last = { month: string; id: string }
const FIRST: Last = { month: '', id: '00000000-0000-0000-0000-000000000000' }

/** An order has up to four lines in HQ's tree and up to two of one payee: a batch is some 2,000 orders. */
const TREE_LINES = 8000
const PAYEE_LINES = 4000

function walkOf({ tier, companyId }: Actor, { filters }: Asked): Walk {
  const own = tier === 'hq' ? sql`l.hq_id = ${companyId}` : sql`l.payee_id = ${companyId}`
  return {
    along: sql`${own} and ${MONTHS[filters.dateColumn](filters)}`,
    order: sql`l.month, l.id`,
    after: ({ month, id }) => sql`(l.month, l.id) > (${month}, ${id})`,
    lines: tier === 'hq' ? TREE_LINES : PAYEE_LINES,
  }
}

/** The months that can hold what is asked. People enter the day of activation; a slip must not lose it. */
const MONTHS: Record<Filters['dateColumn'], (filters: Filters) => SQL> = {
  eligible: ({ from, to }) => sql`l.month between ${monthOf(from)} and ${monthOf(to)}`,
  placed: ({ from }) => sql`l.month >= ${monthOf(from)}`,
  activated: ({ from }) => sql`l.month >= ${addMonths(monthOf(from), -1)}`,
  paid: () => sql`l.month is not null`,
}
const monthOf = (day: string) => day.slice(0, 7)

/** A line on hold is owed all the same. */
const OWED = sql.raw(`status in ('eligible', 'approved', 'paid', 'held')`)
/** Amounts are of these lines. */
const FOR_ORDER = sql.raw(`source in ('order', 'sim')`)

/** Of lines: the viewer's own side, owed by `asOf`, in the period as far as a line knows it. */
function fitsLine({ tier, hqId }: Actor, { filters, asOf }: Asked): SQL {
  const own = tier === 'retail' ? sql`true` : sql`l.payer_id = ${hqId}`
  const inPeriod = filters.dateColumn === 'eligible' ? within(sql`l.eligible_at`, filters) : TRUE
  return sql`${own} and l.${FOR_ORDER} and l.${OWED} and l.eligible_at <= ${asOf.toISOString()}
    and ${inPeriod} and ${filters.dateColumn === 'paid' ? paidWithin(filters, asOf) : TRUE}`
}
const TRUE = sql`true`

/** Of orders: one line each, and what only the order knows. */
function fitsOrder({ tier }: Actor, { filters }: Asked): SQL {
  const { companyId, dateColumn, from, to } = filters
  // 0 won make no line; then the SIM line stands for the order.
  const promised = tier === 'retail' ? sql`o.shop_won` : sql`o.gross_won`
  const stands = sql`(l.source = 'order' or ${promised} = 0)`
  const inPeriod = {
    placed: within(sql`o.placed_at`, filters),
    activated: sql`o.activated_on between ${from} and ${to}`,
    eligible: TRUE,
    paid: TRUE,
  }[dateColumn]
  const ofCompany = companyId
    ? sql`(o.agency_id = ${companyId} or o.retail_id = ${companyId})`
    : TRUE
  return sql`${stands} and ${inPeriod} and ${ofCompany}`
}

function within(column: SQL, filters: Filters): SQL {
  const { from, to } = instantsOf(filters)
  return sql`${column} >= ${from.toISOString()} and ${column} < ${to.toISOString()}`
}

const paidWithin = ({ from, to }: Filters, asOf: Date): SQL =>
  sql`exists (select from settlement_runs r where r.id = l.payment_run_id
    and r.paid_on between ${from} and ${to} and r.at <= ${asOf.toISOString()})`

/** How many rows there will be. Orders are looked at only where a line alone cannot tell. */
export async function countSettledOrders({ db, actor }: Ctx, asked: Asked): Promise<number> {
  const { dateColumn, companyId } = asked.filters
  const byLine = (dateColumn === 'eligible' || dateColumn === 'paid') && !companyId
  const [row] = await rowsOf<{ count: number }>(
    db,
    byLine
      ? sql`select count(distinct l.order_id)::int as count from settlement_lines l
          where ${walkOf(actor, asked).along} and ${fitsLine(actor, asked)}`
      : sql`select count(*)::int as count from settlement_lines l join orders o on o.id = l.order_id
          where ${walkOf(actor, asked).along} and ${fitsLine(actor, asked)} and ${fitsOrder(actor, asked)}`,
  )
  return row?.count ?? 0
}

/**
 * The actor's settled orders, batch by batch; the next is fetched while the last is being written.
 * A batch may be empty: then a stretch of lines was walked in which none fits, and work went on.
 */
export async function* settledOrders(ctx: Ctx, asked: Asked): AsyncGenerator<SettledOrder[]> {
  const walk = walkOf(ctx.actor, asked)
  let coming = fetchBatch(ctx, asked, walk, FIRST)
  for (;;) {
    const { orders, next } = await coming
    if (next) {
      coming = fetchBatch(ctx, asked, walk, next)
      // Whoever stops here never awaits it; whoever goes on is told of its failure then.
      coming.catch(() => {})
    }
    yield orders
    if (!next) return
  }
}

async function fetchBatch(ctx: Ctx, asked: Asked, walk: Walk, last: Last) {
  const step = await nextLines(ctx, asked, walk, last)
  const found = standing(step.found)
  return {
    orders: found.length > 0 ? await ordersOf(ctx, asked, found) : [],
    next: step.walked < walk.lines ? undefined : { month: step.month, id: step.id },
  }
}

type Found = { id: string; source: string }

/** Spares the orders' look-up of most SIM lines: those that the order's own line stands beside. */
function standing(found: Found[]): Found[] {
  const byOrder = new Set(found.flatMap(({ id, source }) => (source === 'order' ? [id] : [])))
  return found.filter(({ id, source }) => source === 'order' || !byOrder.has(id))
}

type Step = Last & { walked: number; found: Found[] }

/** One row: how far the walk came, and which of its lines fit. */
async function nextLines(ctx: Ctx, asked: Asked, walk: Walk, last: Last): Promise<Step> {
  const [step] = await rowsOf<Step>(
    ctx.db,
    sql`select count(*)::int as walked,
        (array_agg(l.id::text))[count(*)] as id, (array_agg(l.month))[count(*)] as month,
        coalesce(json_agg(json_build_object('id', l.order_id, 'source', l.source))
          filter (where ${fitsLine(ctx.actor, asked)}), '[]') as found
      from (select * from settlement_lines l where ${walk.along} and ${walk.after(last)}
        order by ${walk.order} limit ${sql.raw(String(walk.lines))}) l`,
  )
  if (!step) throw new Error('an aggregate returned no row')
  return step
}

/** By primary key, in the order of the lines. */
function ordersOf({ db, actor }: Ctx, asked: Asked, found: Found[]): Promise<SettledOrder[]> {
  return rowsOf(
    db,
    sql`select o.id, (extract(epoch from o.placed_at) * 1000)::float8 as "placedAtMs",
        c.name as "shopName", p.title as "policyTitle", o.customer_name as "customerName",
        o.form ->> 'birth_date' as "birthDate", o.activated_number as "activatedNumber",
        o.form ->> 'customer_address' as address, o.carrier, o.join_type as "joinType",
        o.plan_name as "planName", o.support_type as "supportType",
        o.contract_months as "contractMonths", o.form ->> 'device_model' as "deviceModel",
        o.form ->> 'imei' as imei, o.form ->> 'imei2' as imei2, o.form ->> 'eid' as eid,
        o.form ->> 'sim_model' as "simModel", o.form ->> 'sim_serial' as "simSerial",
        o.gross_won as "grossWon", o.shop_won as "shopWon",
        s.hq_won as "hqLinesWon", s.shop_won as "shopLinesWon"
      from rows from (json_to_recordset(${JSON.stringify(found)}::json) as (id uuid, source text))
        with ordinality as l(id, source, nth)
      join orders o on o.id = l.id
      join companies c on c.id = o.retail_id
      join policies p on p.id = o.policy_id
      cross join lateral (
        select coalesce(sum(amount_won) filter (where payer_id = o.hq_id), 0)::bigint as hq_won,
          coalesce(sum(amount_won) filter (where payee_id = o.retail_id), 0)::bigint as shop_won
        from settlement_lines
        where order_id = o.id and ${FOR_ORDER} and ${OWED}) s
      where ${fitsOrder(actor, asked)}
      order by l.nth`,
  )
}
