import { type SQL, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { text } from '#db/values.ts'
import { addMonths, monthRange } from '../calendar.ts'
import type { Ctx } from '../context.ts'
import { firstIdAt } from '../ids.ts'
import { type Check, FAULT, perRange } from '../ledger/faults.ts'

const OPEN = sql`('pending', 'approved', 'shipped')`
const REFUSED = sql`('rejected', 'cancelled')`

/** An open order holds its shop's amount, a completed one has used it, a refused one has returned it. */
const holds = perRange(
  sql`orders`,
  ({
    within,
  }) => sql`with held as (select o.id, o.status, o.shop_won, coalesce(h.holds, 0) as holds,
      coalesce(h.won, 0) as won, coalesce(h.ended, 'open') as ended
    from orders o left join lateral (select count(distinct t.id) as holds, sum(e.amount) as won,
        coalesce(min(x.kind::text), 'open') as ended from transfers t join entries e on e.transfer_id = t.id
        join accounts a on a.id = e.account_id and a.kind = 'held' and a.company_id = o.retail_id
        left join transfers x on x.ends_hold_id = t.id
        where t.subject_id = o.id and t.kind = 'hold') h on true where ${within(sql`o.id`)})
    select 'order hold' as "check", id::text as subject, greatest(shop_won, 0)::text as expected, won::text as found
      from held where won <> greatest(shop_won, 0) or holds > 1
    union all select 'order hold state', id::text, status::text, ended from held where shop_won > 0 and holds = 1
      and ended <> case when status in ${OPEN} then 'open' when status = 'completed' then 'post' else 'void' end`,
)

/** The lines of an order are those of `domain.md` C.2, in a state that the order's state allows. */
const lines = perRange(
  sql`orders`,
  ({
    within,
  }) => sql`with leg as (select o.id, o.status, v.source, v.payer, v.payee, v.won from orders o
      cross join lateral (values ('order', o.hq_id, o.agency_id, o.gross_won), ('order', o.agency_id, o.retail_id, o.shop_won),
        ('sim', o.hq_id, o.agency_id, o.sim_won), ('sim', o.agency_id, o.retail_id, o.sim_won)) v(source, payer, payee, won)
      where ${within(sql`o.id`)}),
    pair as (select g.*, l.amount_won, l.payee_id, l.status as line_status from leg g
      left join settlement_lines l on l.order_id = g.id and l.payer_id = g.payer and l.source = g.source::line_source)
    select 'order line' as "check", id::text as subject, payee || ' ' || won as expected,
        coalesce(payee_id || ' ' || amount_won, 'none') as found
      from pair where won is distinct from coalesce(amount_won, 0) or (won <> 0 and payee_id is distinct from payee)
    union all select 'order line state', id::text, status::text, line_status::text from pair where line_status is not null
      and not case when status in ${OPEN} then line_status = 'pending'
        when status in ${REFUSED} then line_status = 'cancelled'
        else line_status in ('eligible', 'held', 'approved', 'paid') end`,
)

/** Exactly the lines of completed orders are due between payer and payee, no line of another order. */
const accruals = perRange(
  sql`orders`,
  ({
    within,
  }) => sql`with due as (select o.id, case when o.status = 'completed' then o.gross_won + o.sim_won else 0 end as agency_due,
      case when o.status = 'completed' then o.shop_won + o.sim_won else 0 end as shop_due, x.agency_won, x.shop_won, x.won
    from orders o cross join lateral (select
        coalesce(sum(e.amount) filter (where a.company_id = o.agency_id and a.counterparty_id = o.hq_id), 0) as agency_won,
        coalesce(sum(e.amount) filter (where a.company_id = o.retail_id and a.counterparty_id = o.agency_id), 0) as shop_won,
        coalesce(sum(e.amount), 0) as won
      from transfers t join entries e on e.transfer_id = t.id join accounts a on a.id = e.account_id and a.kind = 'accrued'
      where t.subject_id = o.id and t.kind = 'accrue') x where ${within(sql`o.id`)})
    select 'order accrual' as "check", id::text as subject, agency_due || ' + ' || shop_due as expected,
        agency_won || ' + ' || shop_won || ' of ' || won as found
      from due where agency_won <> agency_due or shop_won <> shop_due or won <> agency_due + shop_due`,
)

/** An order's history leads to its state without a gap, and its id carries the instant of placing. */
const histories = perRange(
  sql`orders`,
  ({
    within,
  }) => sql`with told as (select o.id, o.version, o.status, o.placed_at, h.steps, h.last_seq, h.last_status
      from orders o cross join lateral (select count(*) as steps, max(seq) as last_seq,
        (array_agg(to_status order by seq desc))[1] as last_status from order_history where order_id = o.id) h
      where ${within(sql`o.id`)})
    select 'order history' as "check", id::text as subject, version || ' ' || status as expected,
        coalesce(last_seq, 0) || ' ' || coalesce(last_status::text, 'none') as found
      from told where steps <> version or last_seq is distinct from version or last_status is distinct from status
    union all select 'order instant', id::text, floor(extract(epoch from placed_at) * 1000)::bigint::text, millis::text
      from (select id, placed_at, ('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint as millis from told) minted
      where millis <> floor(extract(epoch from placed_at) * 1000)::bigint`,
)

/** A hold without an order would block budget forever. */
const strayHolds = perRange(
  sql`transfers`,
  ({
    within,
  }) => sql`select 'hold without an order' as "check", t.id::text as subject, 1 as expected, 0 as found
    from transfers t where ${within(sql`t.id`)} and t.kind = 'hold'
      and not exists (select 1 from orders o where o.id = t.subject_id)`,
)

const SUMS = sql`orders, gross_won, shop_won, sim_won`

/** The kept counts and sums of each agency: days against their orders, longer spans against the days. */
const totals: Check = async function* (ctx) {
  for (const { agencyId, first, last } of await agenciesOf(ctx)) {
    for (let month = first; month <= last; month = addMonths(month, 1))
      yield await rowsOf(ctx.db, dayTotals(agencyId, month), FAULT)
    yield await rowsOf(ctx.db, spanTotals(agencyId), FAULT)
  }
}

/** Every agency with orders or totals, with its first and last month. */
const agenciesOf = (ctx: Ctx) =>
  rowsOf(
    ctx.db,
    sql`select c.id as "agencyId", to_char(least(o.first, t.first), 'YYYY-MM') as first,
        to_char(greatest(o.last, t.last), 'YYYY-MM') as last
      from companies c
      cross join lateral (select (select (placed_at at time zone 'Asia/Seoul')::date from orders where agency_id = c.id
          order by id limit 1) as first, (select (placed_at at time zone 'Asia/Seoul')::date from orders
          where agency_id = c.id order by id desc limit 1) as last) o
      cross join lateral (select min(starts_on) as first, max(starts_on) as last from order_totals
        where agency_id = c.id and span = 'day') t
      where c.tier = 'agency' and (o.first is not null or t.first is not null)`,
    { agencyId: text, first: text, last: text },
  )

function dayTotals(agencyId: string, month: string): SQL {
  const { from, to } = monthRange(month)
  return sql`with row_sums as (select (placed_at at time zone 'Asia/Seoul')::date as starts_on, status,
      count(*) as orders, sum(gross_won) as gross_won, sum(shop_won) as shop_won, sum(sim_won) as sim_won
      from orders where agency_id = ${agencyId} and id >= ${firstIdAt(from)} and id < ${firstIdAt(to)} group by 1, 2),
    kept as (select starts_on, status, ${SUMS} from order_totals where agency_id = ${agencyId} and span = 'day'
      and starts_on >= ${`${month}-01`} and starts_on < ${`${addMonths(month, 1)}-01`})
    ${differing(agencyId, sql`'order totals'`, sql`'day'`)}`
}

const spanTotals = (
  agencyId: string,
): SQL => sql`with day as (select starts_on, status, ${SUMS} from order_totals
    where agency_id = ${agencyId} and span = 'day'),
  longer as (select 'week' as span, date_trunc('week', starts_on)::date as starts_on, status, ${SUMS} from day
    union all select 'month', date_trunc('month', starts_on)::date, status, ${SUMS} from day
    union all select 'all', date '2000-01-01', status, ${SUMS} from day),
  row_sums as (select span, starts_on, status, sum(orders) as orders, sum(gross_won) as gross_won,
    sum(shop_won) as shop_won, sum(sim_won) as sim_won from longer group by 1, 2, 3),
  kept as (select span::text, starts_on, status, ${SUMS} from order_totals where agency_id = ${agencyId} and span <> 'day')
  ${differing(agencyId, sql`'order totals'`, sql`span`, sql`span, `)}`

const differing = (agencyId: string, check: SQL, span: SQL, keys = sql``): SQL =>
  sql`select ${check} as "check", ${agencyId}::text || ' ' || ${span} || ' ' || starts_on || ' ' || status as subject,
      concat_ws(' ', coalesce(r.orders, 0), coalesce(r.gross_won, 0), coalesce(r.shop_won, 0), coalesce(r.sim_won, 0)) as expected,
      concat_ws(' ', coalesce(k.orders, 0), coalesce(k.gross_won, 0), coalesce(k.shop_won, 0), coalesce(k.sim_won, 0)) as found
    from row_sums r full join kept k using (${keys}starts_on, status)
    where (coalesce(r.orders, 0), coalesce(r.gross_won, 0), coalesce(r.shop_won, 0), coalesce(r.sim_won, 0))
      is distinct from (coalesce(k.orders, 0)::bigint, coalesce(k.gross_won, 0)::numeric, coalesce(k.shop_won, 0)::numeric, coalesce(k.sim_won, 0)::numeric)`

export const ORDER_CHECKS: readonly Check[] = [
  holds,
  lines,
  accruals,
  histories,
  strayHolds,
  totals,
]
