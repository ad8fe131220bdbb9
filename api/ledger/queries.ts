import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { seoulDay } from '../calendar.ts'
import type { Ctx } from '../context.ts'

/** What a company may use of its budget today, in won. The caller has checked that it may see the company. */
export async function usableToday(ctx: Ctx, companyId: string): Promise<{ availableWon: number }> {
  const today = seoulDay(ctx.clock.now())
  const [row] = await rowsOf<{ availableWon: number }>(
    ctx.db,
    sql`select coalesce(sum(balance), 0)::bigint as "availableWon" from accounts where company_id = ${companyId}
      and book = 'budget' and kind = 'available' and unit = 'won' and period_start <= ${today} and period_end >= ${today}`,
  )
  return { availableWon: Number(row?.availableWon ?? 0) }
}
