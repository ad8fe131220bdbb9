import { sql } from 'drizzle-orm'
import { ask } from '#db/ask.ts'
import { instant, integer, nullable, text } from '#db/values.ts'
import { addDays, seoulDay, seoulMonth, startOfDay } from '../calendar.ts'
import { namesFor } from '../companies/names.ts'
import type { Ctx } from '../context.ts'
import { firstIdAt } from '../ids.ts'
import { listOrders } from '../orders/queries.ts'
import { listActivity } from './activity.ts'
import { spent } from './budget.ts'
import type { HqDashboard } from './contract.ts'
import { duesIn, monthsIn, settlementSums } from './money.ts'
import { boardNews } from './news.ts'
import { weeklyOrders } from './weeks.ts'

const QUEUE_ROWS = 7
const DAY_MS = 86_400_000

/**
 * The first screen of HQ, from stored totals and short index reads. Only finished weeks and company names are
 * cached.
 */
export async function hqDashboard(ctx: Ctx): Promise<HqDashboard> {
  const now = ctx.clock.now()
  const month = seoulMonth(now)
  const [figures, agencies, queue, activity, sums, news] = await Promise.all([
    hqFigures(ctx, now),
    agencyRows(ctx, now),
    listOrders(ctx, { limit: QUEUE_ROWS, status: 'pending', order: 'oldest' }),
    listActivity(ctx),
    settlementSums(ctx, 'payer'),
    boardNews(ctx),
  ])
  const dues = duesIn(ctx, sums)
  const sum = (field: 'allocatedWon' | 'usedWon' | 'heldWon' | 'availableWon') =>
    agencies.reduce((total, agency) => total + agency[field], 0)
  return {
    tier: 'hq',
    asOf: now.toISOString(),
    news,
    pending: {
      orders: figures.pending,
      oldestAt: figures.oldestAt?.toISOString() ?? null,
    },
    today: { orders: figures.today, yesterdaySameTime: figures.yesterday },
    month: {
      month,
      allocatedWon: sum('allocatedWon'),
      usedWon: sum('usedWon'),
      heldWon: sum('heldWon'),
      availableWon: sum('availableWon'),
    },
    nextDue: dues.next,
    overdue: dues.overdue,
    queue: queue.items,
    agencies,
    activity,
    settlements: monthsIn(ctx, sums),
  }
}

const FIGURES = {
  pending: integer,
  oldestAt: nullable(instant),
  today: integer,
  yesterday: integer,
}

async function hqFigures(ctx: Ctx, now: Date) {
  const today = seoulDay(now)
  const [row] = await ask(ctx.replica, 'dashboard_figures', FIGURES, figuresStatement, {
    hq: ctx.actor.companyId,
    today,
    yesterday: firstIdAt(startOfDay(addDays(today, -1))),
    sameTime: firstIdAt(new Date(now.getTime() - DAY_MS)),
  })
  if (!row) throw new Error('a select without a row')
  return row
}

const HQ = sql.placeholder('hq')
const TODAY = sql.placeholder('today')

/**
 * The status condition is repeated in the form of the partial index of open orders, so that the index
 * applies.
 */
const figuresStatement = () => sql`select
  (select coalesce(sum(orders), 0)::int from order_totals where hq_id = ${HQ} and span = 'all' and starts_on = '2000-01-01' and status = 'pending') as pending,
  (select placed_at from orders where hq_id = ${HQ} and status = 'pending' and status in ('pending', 'approved', 'shipped') order by id limit 1) as "oldestAt",
  (select coalesce(sum(orders), 0)::int from order_totals where hq_id = ${HQ} and span = 'day' and starts_on = ${TODAY}) as today,
  (select count(*)::int from orders where hq_id = ${HQ} and id >= ${sql.placeholder('yesterday')} and id < ${sql.placeholder('sameTime')}) as yesterday`

const AGENCY = {
  id: text,
  orders: integer,
  usedWon: integer,
  heldWon: integer,
  allocatedWon: integer,
  availableWon: integer,
  lastOrderAt: nullable(instant),
}

/** Each agency's month: orders, budget, twelve weeks and the last order. */
async function agencyRows(ctx: Ctx, now: Date): Promise<HqDashboard['agencies']> {
  const [rows, weeksOf] = await Promise.all([
    ask(ctx.replica, 'dashboard_agencies', AGENCY, agenciesStatement, {
      hq: ctx.actor.companyId,
      today: seoulDay(now),
      month: `${seoulMonth(now)}-01`,
    }),
    weeklyOrders(ctx),
  ])
  const nameOf = await namesFor(
    ctx,
    rows.map(({ id }) => id),
  )
  return rows.map(({ lastOrderAt, ...row }) => ({
    ...row,
    name: nameOf(row.id),
    weeks: weeksOf(row.id),
    lastOrderAt: lastOrderAt?.toISOString() ?? null,
  }))
}

/** The tree is materialized, so that its accounts are joined in one pass instead of company by company. */
const agenciesStatement = () => sql`with month as (
    select agency_id, sum(orders)::int as orders, ${spent} from order_totals
    where hq_id = ${HQ} and span = 'month' and starts_on = ${sql.placeholder('month')} group by 1),
  granted as (
    select to_id, sum(amount_won) as won from rebate_grants
    where from_id = ${HQ} and period_start <= ${TODAY} and period_end >= ${TODAY} group by 1),
  tree as materialized (select id, agency_id from companies where hq_id = ${HQ}),
  usable as (
    select tree.agency_id, sum(a.balance) as won from accounts a join tree on tree.id = a.company_id
    where a.hq_id = ${HQ} and a.book = 'budget' and a.kind = 'available' and a.unit = 'won'
      and a.period_start <= ${TODAY} and a.period_end >= ${TODAY} group by 1)
  select c.id, coalesce(month.orders, 0) as orders, coalesce(month.used, 0)::bigint as "usedWon", coalesce(month.held, 0)::bigint as "heldWon",
    coalesce(granted.won, 0)::bigint as "allocatedWon", coalesce(usable.won, 0)::bigint as "availableWon",
    (select placed_at from orders o where o.agency_id = c.id order by o.id desc limit 1) as "lastOrderAt"
  from companies c left join month on month.agency_id = c.id
  left join granted on granted.to_id = c.id left join usable on usable.agency_id = c.id
  where c.parent_id = ${HQ} and c.approved_at is not null and c.removed_at is null order by coalesce(month.orders, 0) desc, c.id`
