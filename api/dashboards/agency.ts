import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { integer, text } from '#db/values.ts'
import { addMonths, monthRange, seoulDay, seoulMonth } from '../calendar.ts'
import { namesFor } from '../companies/names.ts'
import type { Ctx } from '../context.ts'
import { firstIdAt } from '../ids.ts'
import { listOrders } from '../orders/queries.ts'
import { visiblePolicies } from '../policies/visible.ts'
import { ownBudget, spent } from './budget.ts'
import type { AgencyDashboard } from './contract.ts'
import { duesIn, monthFlow, monthsIn, settlementSums } from './money.ts'
import { boardNews } from './news.ts'

const RECENT_ROWS = 7
const UNPRICED_ROWS = 20

/** The first screen of an agency: its shops, its money and its margin. */
export async function agencyDashboard(ctx: Ctx): Promise<AgencyDashboard> {
  const [budget, flow, shops, unpriced, recent, paying, receiving, news] = await Promise.all([
    ownBudget(ctx),
    monthFlow(ctx),
    shopRows(ctx),
    unpricedPolicies(ctx),
    listOrders(ctx, { limit: RECENT_ROWS, order: 'newest' }),
    settlementSums(ctx, 'payer'),
    settlementSums(ctx, 'payee'),
    boardNews(ctx),
  ])
  return {
    tier: 'agency',
    asOf: ctx.clock.now().toISOString(),
    news,
    budget,
    ...flow,
    netWon: flow.receivableWon - flow.payableWon,
    shops,
    unpriced,
    recent: recent.items,
    dues: duesIn(ctx, paying).all,
    settlements: monthsIn(ctx, receiving),
  }
}

const SHOP = {
  id: text,
  orders: integer,
  ordersLastMonth: integer,
  allocatedWon: integer,
  usedWon: integer,
  heldWon: integer,
  availableWon: integer,
}

/** The agency's shops with orders of this and the last month, and this month's budget. */
async function shopRows(ctx: Ctx): Promise<AgencyDashboard['shops']> {
  const { companyId } = ctx.actor
  const now = ctx.clock.now()
  const today = seoulDay(now)
  const month = seoulMonth(now)
  const thisMonth = firstIdAt(monthRange(month).from)
  const lastMonth = firstIdAt(monthRange(addMonths(month, -1)).from)
  const rows = await rowsOf(
    ctx.replica,
    sql`with counted as (
        select retail_id, count(*) filter (where id >= ${thisMonth})::int as this, count(*) filter (where id < ${thisMonth})::int as last
        from orders where agency_id = ${companyId} and id >= ${lastMonth} group by 1),
      month as (
        select retail_id, ${spent} from orders where agency_id = ${companyId} and id >= ${thisMonth} group by 1),
      usable as (
        select a.company_id, sum(a.balance) as won from accounts a join companies c on c.id = a.company_id and c.parent_id = ${companyId}
        where a.book = 'budget' and a.kind = 'available' and a.unit = 'won' and a.period_start <= ${today} and a.period_end >= ${today} group by 1),
      granted as (
        select to_id, sum(amount_won) as won from rebate_grants where from_id = ${companyId} and period_start <= ${today} and period_end >= ${today} group by 1)
      select c.id, coalesce(counted.this, 0) as orders, coalesce(counted.last, 0) as "ordersLastMonth", coalesce(granted.won, 0)::bigint as "allocatedWon",
        coalesce(month.used, 0)::bigint as "usedWon", coalesce(month.held, 0)::bigint as "heldWon", coalesce(usable.won, 0)::bigint as "availableWon"
      from companies c left join counted on counted.retail_id = c.id left join month on month.retail_id = c.id
        left join usable on usable.company_id = c.id left join granted on granted.to_id = c.id
      where c.parent_id = ${companyId} and c.approved_at is not null and c.removed_at is null order by coalesce(counted.this, 0) desc, c.id`,
    SHOP,
  )
  const nameOf = await namesFor(
    ctx,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({ ...row, name: nameOf(row.id) }))
}

const unpricedPolicies = (ctx: Ctx) =>
  rowsOf(
    ctx.replica,
    sql`select p.id, p.title from policies p where ${visiblePolicies(ctx.actor, ctx.clock.now())}
      and not exists (select 1 from agency_rates r where r.policy_id = p.id and r.agency_id = ${ctx.actor.companyId})
      order by p.id desc limit ${sql.raw(String(UNPRICED_ROWS))}`,
    { id: text, title: text },
  )
