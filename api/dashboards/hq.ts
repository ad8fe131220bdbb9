import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { addDays, mondayOf, seoulDay, seoulMonth, startOfDay } from '../calendar.ts'
import { companyNames } from '../companies/names.ts'
import type { Ctx } from '../context.ts'
import { firstIdAt } from '../ids.ts'
import { listOrders } from '../orders/queries.ts'
import { listActivity } from './activity.ts'
import type { HqDashboard } from './contract.ts'
import { paidMonths, settlementDues } from './money.ts'

const QUEUE_ROWS = 7
const WEEKS = 12
const DAY_MS = 86_400_000

/** Everything that HQ's first screen shows, from kept sums and short index reads; nothing is cached. */
export async function hqDashboard(ctx: Ctx): Promise<HqDashboard> {
  const now = ctx.clock.now()
  const month = seoulMonth(now)
  const [figures, agencies, queue, activity, dues, settlements] = await Promise.all([
    hqFigures(ctx, now),
    agencyRows(ctx, now),
    listOrders(ctx, { limit: QUEUE_ROWS, status: 'pending', order: 'oldest' }),
    listActivity(ctx),
    settlementDues(ctx, 'payer'),
    paidMonths(ctx),
  ])
  const sum = (field: 'allocatedWon' | 'usedWon' | 'heldWon' | 'availableWon') =>
    agencies.reduce((total, agency) => total + agency[field], 0)
  return {
    tier: 'hq',
    asOf: now.toISOString(),
    pending: {
      orders: figures.pending,
      oldestAt: figures.oldestAt ? new Date(figures.oldestAt).toISOString() : null,
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
    settlements,
  }
}

type Figures = { pending: number; oldestAt: Date | string | null; today: number; yesterday: number }

async function hqFigures(ctx: Ctx, now: Date): Promise<Figures> {
  const { companyId } = ctx.actor
  const today = seoulDay(now)
  const yesterday = firstIdAt(startOfDay(addDays(today, -1)))
  const sameTime = firstIdAt(new Date(now.getTime() - DAY_MS))
  const [row] = await rowsOf<Figures>(
    ctx.replica,
    sql`select
      (select coalesce(sum(orders), 0)::int from order_totals where hq_id = ${companyId} and span = 'all' and starts_on = '2000-01-01' and status = 'pending') as pending,
      (select placed_at from orders where hq_id = ${companyId} and status = 'pending' and status in ('pending', 'approved', 'shipped') order by id limit 1) as "oldestAt",
      (select coalesce(sum(orders), 0)::int from order_totals where hq_id = ${companyId} and span = 'day' and starts_on = ${today}) as today,
      (select count(*)::int from orders where hq_id = ${companyId} and id >= ${yesterday} and id < ${sameTime}) as yesterday`,
  )
  if (!row) throw new Error('a select without a row')
  return row
}

type AgencyRow = {
  id: string
  orders: number
  usedWon: number
  heldWon: number
  allocatedWon: number
  availableWon: number
  weeks: Record<string, number> | null
  lastOrderAt: Date | string | null
}

/** Each agency's month: orders placed, budget by what became of it, twelve weeks, last order. */
async function agencyRows(ctx: Ctx, now: Date): Promise<HqDashboard['agencies']> {
  const { companyId } = ctx.actor
  const today = seoulDay(now)
  const month = seoulMonth(now)
  const firstWeek = addDays(mondayOf(today), -7 * (WEEKS - 1))
  const rows = await rowsOf<AgencyRow>(
    ctx.replica,
    sql`with month as (
        select agency_id, sum(orders)::int as orders, sum(shop_won) filter (where status = 'completed')::bigint as used,
          sum(shop_won) filter (where status in ('pending', 'approved', 'shipped'))::bigint as held
        from order_totals where hq_id = ${companyId} and span = 'month' and starts_on = ${`${month}-01`} group by 1),
      week as (
        select agency_id, json_object_agg(starts_on, orders) as weeks from (
          select agency_id, starts_on, sum(orders)::int as orders from order_totals
          where hq_id = ${companyId} and span = 'week' and starts_on >= ${firstWeek} group by 1, 2) w group by 1),
      granted as (
        select to_id, sum(amount_won)::bigint as won from rebate_grants
        where from_id = ${companyId} and period_start <= ${today} and period_end >= ${today} group by 1),
      usable as (
        select c.agency_id, sum(a.balance)::bigint as won from accounts a join companies c on c.id = a.company_id
        where a.hq_id = ${companyId} and c.hq_id = ${companyId} and a.book = 'budget' and a.kind = 'available' and a.unit = 'won'
          and a.period_start <= ${today} and a.period_end >= ${today} group by 1)
      select c.id, coalesce(month.orders, 0) as orders, coalesce(month.used, 0) as "usedWon", coalesce(month.held, 0) as "heldWon",
        coalesce(granted.won, 0) as "allocatedWon", coalesce(usable.won, 0) as "availableWon", week.weeks,
        (select placed_at from orders o where o.agency_id = c.id order by o.id desc limit 1) as "lastOrderAt"
      from companies c left join month on month.agency_id = c.id left join week on week.agency_id = c.id
      left join granted on granted.to_id = c.id left join usable on usable.agency_id = c.id
      where c.parent_id = ${companyId} order by coalesce(month.orders, 0) desc, c.id`,
  )
  const names = await companyNames(ctx)
  const weeks = Array.from({ length: WEEKS }, (_, i) => addDays(firstWeek, 7 * i))
  return rows.map(({ lastOrderAt, weeks: byWeek, ...row }) => ({
    ...row,
    name: names.get(row.id)?.name ?? '',
    weeks: weeks.map((week) => byWeek?.[week] ?? 0),
    lastOrderAt: lastOrderAt ? new Date(lastOrderAt).toISOString() : null,
  }))
}
