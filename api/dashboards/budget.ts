import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { seoulDay } from '../calendar.ts'
import type { Ctx } from '../context.ts'
import { balanceOf } from '../rebates/queries.ts'
import type { AgencyDashboard } from './contract.ts'

/** A company's own budget of today: what it was given for it, and where it is now. */
export async function ownBudget(ctx: Ctx): Promise<AgencyDashboard['budget']> {
  const { companyId } = ctx.actor
  const today = seoulDay(ctx.clock.now())
  const [balance, [granted]] = await Promise.all([
    balanceOf(ctx),
    rowsOf<{ won: number }>(
      ctx.replica,
      sql`select coalesce(sum(amount_won), 0)::bigint as won from rebate_grants
        where to_id = ${companyId} and period_start <= ${today} and period_end >= ${today}`,
    ),
  ])
  const current = balance.periods.filter(({ start, end }) => start <= today && end >= today)
  return {
    allocatedWon: granted?.won ?? 0,
    usedWon: balance.usedWon,
    heldWon: balance.heldWon,
    availableWon: balance.availableWon,
    periodEnd: current[0]?.end ?? null,
  }
}
