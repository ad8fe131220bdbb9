import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { monthRange, seoulDay, seoulMonth } from '../calendar.ts'
import type { Ctx } from '../context.ts'
import { firstIdAt } from '../ids.ts'
import { listOrders } from '../orders/queries.ts'
import { listPolicies } from '../policies/queries.ts'
import { ownBudget } from './budget.ts'
import type { RetailDashboard } from './contract.ts'
import { paidMonths, settlementDues } from './money.ts'

const TODAY_ROWS = 50
const POLICY_ROWS = 10

/** Start an order, know what is left and what will be paid: a shop's first screen. */
export async function retailDashboard(ctx: Ctx): Promise<RetailDashboard> {
  const now = ctx.clock.now()
  const month = seoulMonth(now)
  const today = seoulDay(now)
  const [budget, dues, settlements, counts, orders, policies, paidThisMonthWon] = await Promise.all(
    [
      ownBudget(ctx),
      settlementDues(ctx, 'payee'),
      paidMonths(ctx),
      countMonth(ctx, month),
      listOrders(ctx, { limit: TODAY_ROWS, order: 'newest', from: today }),
      listPolicies(ctx, { limit: POLICY_ROWS }),
      paidIn(ctx, month),
    ],
  )
  return {
    tier: 'retail',
    asOf: now.toISOString(),
    budget,
    receivableWon: dues.all.reduce((total, { won }) => total + won, 0),
    paidThisMonthWon,
    dues: dues.all,
    month: { month, ...counts },
    today: orders.items,
    policies: policies.items.map(({ id, title, carrier, validTo }) => ({
      id,
      title,
      carrier,
      validTo,
    })),
    settlements,
  }
}

async function countMonth(ctx: Ctx, month: string): Promise<{ orders: number; completed: number }> {
  const [row] = await rowsOf<{ orders: number; completed: number }>(
    ctx.replica,
    sql`select count(*)::int as orders, (count(*) filter (where status = 'completed'))::int as completed
      from orders where retail_id = ${ctx.actor.companyId} and id >= ${firstIdAt(monthRange(month).from)}`,
  )
  return row ?? { orders: 0, completed: 0 }
}

/** What was recorded as paid to this shop in a Seoul month, by the day of the payment. */
async function paidIn(ctx: Ctx, month: string): Promise<number> {
  const [row] = await rowsOf<{ won: number }>(
    ctx.replica,
    sql`select coalesce(sum(l.amount_won), 0)::bigint as won from settlement_lines l join settlement_runs r on r.id = l.payment_run_id
      where l.payee_id = ${ctx.actor.companyId} and r.paid_on >= ${`${month}-01`} and r.payer_id = ${ctx.actor.agencyId}
        and r.paid_on < (${`${month}-01`}::date + interval '1 month')`,
  )
  return row?.won ?? 0
}
