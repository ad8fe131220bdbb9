import { type SQL, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { integer, listOf, nullable, type RowOf, text } from '#db/values.ts'
import type { Actor } from '../access/actor.ts'
import { addMonths, instantsOf, type Period } from '../calendar.ts'
import type { Ctx } from '../context.ts'
import type { Asked } from '../xlsx/workbook.ts'
import type { DateColumn } from './contract.ts'
import { SETTLED_COLUMNS, SETTLED_ORDER, type SettledOrder } from './sheet-columns.ts'

type Filters = Period & {
  dateColumn: DateColumn
  companyId: string | undefined
}
/** Excludes orders that became payable after `asOf`, however long the walk takes. */
type Wanted = Asked<Filters>

/**
 * How this tier's lines are walked: along one index and by its columns alone, so that no statistics can turn
 * a batch into a scan or a sort. All other conditions filter the lines found.
 */
type Walk = { along: SQL; order: SQL; after(last: Last): SQL; lines: number }
type Last = { month: string; id: string }
const FIRST: Last = { month: '', id: '00000000-0000-0000-0000-000000000000' }

/** An order has up to four lines in HQ's tree and up to two per payee, so a batch is some 2,000 orders. */
const TREE_LINES = 8000
const PAYEE_LINES = 4000

function walkOf({ tier, companyId }: Actor, { filters }: Wanted): Walk {
  const own = tier === 'hq' ? sql`l.hq_id = ${companyId}` : sql`l.payee_id = ${companyId}`
  return {
    along: sql`${own} and ${MONTHS[filters.dateColumn](filters)}`,
    order: sql`l.month, l.id`,
    after: ({ month, id }) => sql`(l.month, l.id) > (${month}, ${id})`,
    lines: tier === 'hq' ? TREE_LINES : PAYEE_LINES,
  }
}

/**
 * The months that can contain matching lines. People type the activation day, so one more month covers a
 * typing error.
 */
const MONTHS: Record<Filters['dateColumn'], (filters: Filters) => SQL> = {
  eligible: ({ from, to }) => sql`l.month between ${monthOf(from)} and ${monthOf(to)}`,
  placed: ({ from }) => sql`l.month >= ${monthOf(from)}`,
  activated: ({ from }) => sql`l.month >= ${addMonths(monthOf(from), -1)}`,
  paid: () => sql`l.month is not null`,
}
const monthOf = (day: string) => day.slice(0, 7)

/** A line on hold is also owed. */
const OWED = sql.raw(`status in ('eligible', 'approved', 'paid', 'held')`)
/** The amounts sum these lines. */
const FOR_ORDER = sql.raw(`source in ('order', 'sim')`)

/**
 * A condition for lines: the viewer's own side, owed by `asOf`, and in the period as far as the line alone
 * can tell.
 */
function fitsLine({ tier, hqId }: Actor, { filters, asOf }: Wanted): SQL {
  const own = tier === 'retail' ? sql`true` : sql`l.payer_id = ${hqId}`
  const inPeriod = filters.dateColumn === 'eligible' ? within(sql`l.eligible_at`, filters) : TRUE
  return sql`${own} and l.${FOR_ORDER} and l.${OWED} and l.eligible_at <= ${asOf.toISOString()}
    and ${inPeriod} and ${filters.dateColumn === 'paid' ? paidWithin(filters, asOf) : TRUE}`
}
const TRUE = sql`true`

/** A condition for orders: one line per order, and what only the order knows. */
function fitsOrder({ tier }: Actor, { filters }: Wanted): SQL {
  const { companyId, dateColumn, from, to } = filters
  // An amount of 0 has no line; then the SIM line represents the order.
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

/** The number of rows. Orders are joined only where the line alone is not enough. */
export async function countSettledOrders({ db, actor }: Ctx, asked: Wanted): Promise<number> {
  const { dateColumn, companyId } = asked.filters
  const byLine = (dateColumn === 'eligible' || dateColumn === 'paid') && !companyId
  const [row] = await rowsOf(
    db,
    byLine
      ? sql`select count(distinct l.order_id)::int as count from settlement_lines l
          where ${walkOf(actor, asked).along} and ${fitsLine(actor, asked)}`
      : sql`select count(*)::int as count from settlement_lines l join orders o on o.id = l.order_id
          where ${walkOf(actor, asked).along} and ${fitsLine(actor, asked)} and ${fitsOrder(actor, asked)}`,
    { count: integer },
  )
  return row?.count ?? 0
}

/**
 * The actor's settled orders in batches; the next batch is fetched while the caller writes the current one. A
 * batch may be empty when no line of its stretch matches.
 */
export async function* settledOrders(ctx: Ctx, asked: Wanted): AsyncGenerator<SettledOrder[]> {
  const walk = walkOf(ctx.actor, asked)
  let coming = fetchBatch(ctx, asked, walk, FIRST)
  for (;;) {
    const { orders, next } = await coming
    if (next) {
      coming = fetchBatch(ctx, asked, walk, next)
      // The consumer may stop here and never await this promise. A consumer that goes on gets the failure
      // from `await`.
      coming.catch(() => {})
    }
    yield orders
    if (!next) return
  }
}

async function fetchBatch(ctx: Ctx, asked: Wanted, walk: Walk, last: Last) {
  const step = await nextLines(ctx, asked, walk, last)
  const found = standing(step.found)
  return {
    orders: found.length > 0 ? await ordersOf(ctx, asked, found) : [],
    next: step.walked < walk.lines ? undefined : lastOf(step),
  }
}

type Found = { id: string; source: string }

function lastOf({ month, id }: Pick<RowOf<typeof STEP>, 'month' | 'id'>): Last {
  if (month === null || id === null) throw new Error('a full stretch has a last line')
  return { month, id }
}

/** Drops SIM lines of orders whose own line is in the batch, which saves looking up those orders twice. */
function standing(words: readonly string[]): Found[] {
  const found = words.map((word) => {
    const [id = '', source = ''] = word.split(' ')
    return { id, source }
  })
  const byOrder = new Set(found.flatMap(({ id, source }) => (source === 'order' ? [id] : [])))
  return found.filter(({ id, source }) => source === 'order' || !byOrder.has(id))
}

/** Null when the stretch has no line. */
const STEP = {
  walked: integer,
  id: nullable(text),
  month: nullable(text),
  /** The order id and source of each matching line, as one word each, because there are thousands. */
  found: listOf(text),
}

/** One row: where the walk ended, and which of its lines match. */
async function nextLines(ctx: Ctx, asked: Wanted, walk: Walk, last: Last) {
  const [step] = await rowsOf(
    ctx.db,
    sql`select count(*)::int as walked,
        (array_agg(l.id::text))[count(*)] as id, (array_agg(l.month))[count(*)] as month,
        coalesce(json_agg(l.order_id || ' ' || l.source)
          filter (where ${fitsLine(ctx.actor, asked)}), '[]') as found
      from (select * from settlement_lines l where ${walk.along} and ${walk.after(last)}
        order by ${walk.order} limit ${sql.raw(String(walk.lines))}) l`,
    STEP,
  )
  if (!step) throw new Error('an aggregate returned no row')
  return step
}

/** Reads orders by primary key and returns them in the order of the lines. */
function ordersOf({ db, actor }: Ctx, asked: Wanted, found: Found[]): Promise<SettledOrder[]> {
  return rowsOf(
    db,
    sql`select ${SETTLED_COLUMNS}
      from rows from (json_to_recordset(${JSON.stringify(found)}::json) as (id uuid, source text))
        with ordinality as l(id, source, nth)
      join orders o on o.id = l.id
      join policies p on p.id = o.policy_id
      cross join lateral (
        select coalesce(sum(amount_won) filter (where payer_id = o.hq_id), 0)::bigint as hq_won,
          coalesce(sum(amount_won) filter (where payee_id = o.retail_id), 0)::bigint as shop_won
        from settlement_lines
        where order_id = o.id and ${FOR_ORDER} and ${OWED}) s
      where ${fitsOrder(actor, asked)}
      order by l.nth`,
    SETTLED_ORDER,
  )
}
