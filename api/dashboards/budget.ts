import { type SQL, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { integer } from '#db/values.ts'
import { monthRange, seoulDay, seoulMonth } from '../calendar.ts'
import type { Ctx } from '../context.ts'
import { firstIdAt } from '../ids.ts'
import { balanceOf } from '../rebates/queries.ts'
import type { AgencyDashboard } from './contract.ts'

/**
 * Budget taken by orders placed this month, for a query whose rows have `status` and `shop_won`. The ledger's
 * used and held accounts have no period, so beside one month's grants they would show more than was ever
 * granted.
 */
export const spent = sql`sum(shop_won) filter (where status = 'completed') as used,
  sum(shop_won) filter (where status in ('pending', 'approved', 'shipped')) as held`

/**
 * A company's budget of today. What an agency was granted equals what its shops' orders used and hold, plus
 * what the agency and its shops have left.
 */
export async function ownBudget(ctx: Ctx): Promise<AgencyDashboard['budget']> {
  const { companyId } = ctx.actor
  const today = seoulDay(ctx.clock.now())
  const [balance, [moved]] = await Promise.all([
    balanceOf(ctx),
    rowsOf(
      ctx.replica,
      sql`select coalesce(s.used, 0)::bigint as "usedWon", coalesce(s.held, 0)::bigint as "heldWon",
          coalesce((select sum(amount_won) from rebate_grants
            where to_id = ${companyId} and period_start <= ${today} and period_end >= ${today}), 0)::bigint as "allocatedWon"
        from (select ${spent} from ${ordersOfMonth(ctx)}) s`,
      { allocatedWon: integer, usedWon: integer, heldWon: integer },
    ),
  ])
  const current = balance.periods.filter(({ start, end }) => start <= today && end >= today)
  return {
    allocatedWon: moved?.allocatedWon ?? 0,
    usedWon: moved?.usedWon ?? 0,
    heldWon: moved?.heldWon ?? 0,
    availableWon: balance.availableWon,
    periodEnd: current[0]?.end ?? null,
  }
}

/** An agency has stored totals; a shop has few enough orders in a month to read them. */
function ordersOfMonth(ctx: Ctx): SQL {
  const { tier, companyId } = ctx.actor
  const month = seoulMonth(ctx.clock.now())
  return tier === 'agency'
    ? sql`order_totals where agency_id = ${companyId} and span = 'month' and starts_on = ${`${month}-01`}`
    : sql`orders where retail_id = ${companyId} and id >= ${firstIdAt(monthRange(month).from)}`
}
