import { type SQL, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { integer, text } from '#db/values.ts'
import { seoulDay } from '../calendar.ts'
import type { Ctx } from '../context.ts'

/** The accounts of budgets that may be used on a Seoul day, in a query of `accounts`. */
export const isUsable = (day: SQL): SQL =>
  sql`book = 'budget' and kind = 'available' and unit = 'won' and period_start <= ${day} and period_end >= ${day}`

/**
 * What companies may use of their budgets today, in won. The caller must have checked that the actor may see
 * them.
 */
export async function usableToday(
  ctx: Ctx,
  companyIds: readonly string[],
): Promise<(companyId: string) => number> {
  const today = seoulDay(ctx.clock.now())
  const rows = await rowsOf(
    ctx.db,
    sql`select company_id as "companyId", sum(balance)::bigint as won from accounts where company_id in ${companyIds}
      and ${isUsable(sql`${today}::date`)} group by 1`,
    { companyId: text, won: integer },
  )
  const usable = new Map(rows.map(({ companyId, won }) => [companyId, won]))
  return (companyId) => usable.get(companyId) ?? 0
}
