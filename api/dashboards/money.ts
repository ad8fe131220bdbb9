import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { addMonths, dueOfMonth, seoulDay, seoulMonth } from '../calendar.ts'
import type { Ctx } from '../context.ts'
import { visibleTotals } from '../settlements/queries.ts'
import type { HqDashboard, RetailDashboard } from './contract.ts'

type Row = { month: string; companies: number; lines: number; won: number }
type Dues = {
  next: HqDashboard['nextDue']
  overdue: HqDashboard['overdue']
  all: RetailDashboard['dues']
}
const MONTHS = 12
const DAY_MS = 86_400_000

/** What the caller has yet to pay, or to receive, by the day on which each month's lines are due. */
export async function settlementDues(ctx: Ctx, side: 'payer' | 'payee'): Promise<Dues> {
  const { companyId } = ctx.actor
  const mine = side === 'payer' ? sql`payer_id = ${companyId}` : sql`payee_id = ${companyId}`
  const other = side === 'payer' ? sql`payee_id` : sql`payer_id`
  const rows = await rowsOf<Row>(
    ctx.replica,
    sql`select month, count(distinct ${other})::int as companies, sum(lines)::int as lines, sum(won)::bigint as won
      from settlement_totals where ${mine} and status in ('eligible', 'approved', 'held') and lines > 0 group by month order by month`,
  )
  const today = seoulDay(ctx.clock.now())
  const all = rows.map(({ month, ...sums }) => ({ dueOn: dueOfMonth(month), ...sums }))
  const late = all.filter(({ dueOn }) => dueOn < today)
  return {
    all,
    next: all.find(({ dueOn }) => dueOn >= today) ?? null,
    overdue: {
      lines: late.reduce((total, { lines }) => total + lines, 0),
      won: late.reduce((total, { won }) => total + won, 0),
      maxDays: late[0] ? Math.round((Date.parse(today) - Date.parse(late[0].dueOn)) / DAY_MS) : 0,
    },
  }
}

/** Twelve months of the caller's own side: HQ what it pays, the others what they receive. */
export async function paidMonths(ctx: Ctx): Promise<HqDashboard['settlements']> {
  const { tier, companyId } = ctx.actor
  const last = seoulMonth(ctx.clock.now())
  const months = Array.from({ length: MONTHS }, (_, i) => addMonths(last, i - MONTHS + 1))
  const rows = await rowsOf<{ month: string; paidWon: number; dueWon: number }>(
    ctx.replica,
    sql`select month, coalesce(sum(won) filter (where status = 'paid'), 0)::bigint as "paidWon",
        coalesce(sum(won) filter (where status in ('eligible', 'approved', 'held')), 0)::bigint as "dueWon"
      from settlement_totals where ${tier === 'hq' ? sql`payer_id` : sql`payee_id`} = ${companyId} and month >= ${months[0]} group by month`,
  )
  const byMonth = new Map(rows.map((row) => [row.month, row]))
  return months.map((month) => byMonth.get(month) ?? { month, paidWon: 0, dueWon: 0 })
}

/** What came in and goes out for this month's lines, whatever their state. */
export async function monthFlow(ctx: Ctx): Promise<{ receivableWon: number; payableWon: number }> {
  const { companyId } = ctx.actor
  const [row] = await rowsOf<{ receivableWon: number; payableWon: number }>(
    ctx.replica,
    sql`select coalesce(sum(won) filter (where t.payee_id = ${companyId}), 0)::bigint as "receivableWon",
        coalesce(sum(won) filter (where t.payer_id = ${companyId}), 0)::bigint as "payableWon"
      from settlement_totals t where ${visibleTotals(ctx.actor)} and t.month = ${seoulMonth(ctx.clock.now())}
        and t.status <> 'cancelled'`,
  )
  return row ?? { receivableWon: 0, payableWon: 0 }
}
