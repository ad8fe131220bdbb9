import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { integer } from '#db/values.ts'
import { addMonths, monthRange, seoulDay, seoulMonth } from '../calendar.ts'
import type { Ctx } from '../context.ts'
import { firstIdAt } from '../ids.ts'
import { listOrders } from '../orders/queries.ts'
import { listPolicies } from '../policies/queries.ts'
import { ownBudget } from './budget.ts'
import type { RetailDashboard } from './contract.ts'
import { duesIn, monthsIn, settlementSums } from './money.ts'
import { boardNews } from './news.ts'

const TODAY_ROWS = 50
const POLICY_ROWS = 10

/** The first screen of a shop: its orders, its remaining budget and its coming payments. */
export async function retailDashboard(ctx: Ctx): Promise<RetailDashboard> {
  const now = ctx.clock.now()
  const month = seoulMonth(now)
  const today = seoulDay(now)
  const [budget, sums, counts, orders, policies, paidThisMonthWon, news] = await Promise.all([
    ownBudget(ctx),
    settlementSums(ctx, 'payee'),
    countMonth(ctx, month),
    listOrders(ctx, { limit: TODAY_ROWS, order: 'newest', from: today }),
    listPolicies(ctx, { limit: POLICY_ROWS }),
    paidIn(ctx, month),
    boardNews(ctx),
  ])
  const dues = duesIn(ctx, sums).all
  return {
    tier: 'retail',
    asOf: now.toISOString(),
    news,
    budget,
    receivableWon: dues.reduce((total, { won }) => total + won, 0),
    paidThisMonthWon,
    dues,
    month: { month, ...counts },
    today: orders.items,
    policies: policies.items.map(({ id, title, carrier, validTo, isRead }) => ({
      id,
      title,
      carrier,
      validTo,
      isRead: isRead ?? false,
    })),
    settlements: monthsIn(ctx, sums),
  }
}

async function countMonth(ctx: Ctx, month: string): Promise<{ orders: number; completed: number }> {
  const [row] = await rowsOf(
    ctx.replica,
    sql`select count(*)::int as orders, (count(*) filter (where status = 'completed'))::int as completed
      from orders where retail_id = ${ctx.actor.companyId} and id >= ${firstIdAt(monthRange(month).from)}`,
    { orders: integer, completed: integer },
  )
  return row ?? { orders: 0, completed: 0 }
}

/**
 * Payments to this shop in a Seoul month, by payment day. The account has one entry per payment, which is far
 * fewer than lines.
 */
async function paidIn(ctx: Ctx, month: string): Promise<number> {
  const [row] = await rowsOf(
    ctx.replica,
    sql`select coalesce(sum(e.amount), 0)::bigint as won from accounts a join entries e on e.account_id = a.id
      join transfers t on t.id = e.transfer_id join settlement_runs r on r.id = t.subject_id
      where a.company_id = ${ctx.actor.companyId} and a.book = 'payable' and a.kind = 'paid' and a.unit = 'won'
        and r.payer_id = ${ctx.actor.agencyId} and r.paid_on >= ${`${month}-01`} and r.paid_on < ${`${addMonths(month, 1)}-01`}`,
    { won: integer },
  )
  return row?.won ?? 0
}
