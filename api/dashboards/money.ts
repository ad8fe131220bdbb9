import { sql } from 'drizzle-orm'
import { ask } from '#db/ask.ts'
import { rowsOf } from '#db/rows.ts'
import { integer, type RowOf, text } from '#db/values.ts'
import { addMonths, dueOfMonth, seoulDay, seoulMonth } from '../calendar.ts'
import type { Ctx } from '../context.ts'
import { visibleTotals } from '../settlements/queries.ts'
import type { HqDashboard, RetailDashboard } from './contract.ts'

/**
 * A month of one side: paid and open amounts, open lines, and the number of counterparties with open lines.
 */
const MONTH_SUMS = {
  month: text,
  paidWon: integer,
  dueWon: integer,
  lines: integer,
  companies: integer,
}
export type MonthSums = RowOf<typeof MONTH_SUMS>
type Dues = {
  next: HqDashboard['nextDue']
  overdue: HqDashboard['overdue']
  all: RetailDashboard['dues']
}
const MONTHS = 12
const DAY_MS = 86_400_000
const OPEN = sql`status in ('eligible', 'approved', 'held')`

/** Sums by month of what the caller pays or receives: everything open, and twelve months of paid lines. */
export function settlementSums(ctx: Ctx, side: 'payer' | 'payee'): Promise<MonthSums[]> {
  return ask(
    ctx.replica,
    `dashboard_sums_${side}`,
    MONTH_SUMS,
    () => {
      const [mine, other] = side === 'payer' ? ['payer_id', 'payee_id'] : ['payee_id', 'payer_id']
      return sql`select month, coalesce(sum(paid), 0)::bigint as "paidWon", coalesce(sum(due), 0)::bigint as "dueWon",
          coalesce(sum(lines), 0)::int as lines, (count(*) filter (where lines > 0))::int as companies
        from (select month, sum(won) filter (where status = 'paid') as paid, sum(won) filter (where ${OPEN}) as due,
            sum(lines) filter (where ${OPEN}) as lines from settlement_totals
          where ${sql.raw(mine)} = ${sql.placeholder('company')}
            and (${OPEN} or (status = 'paid' and month >= ${sql.placeholder('first')})) group by month, ${sql.raw(other)}) pairs
        group by month order by month`
    },
    { company: ctx.actor.companyId, first: monthsShown(ctx)[0] },
  )
}

/** Open amounts by due day. */
export function duesIn(ctx: Ctx, sums: MonthSums[]): Dues {
  const today = seoulDay(ctx.clock.now())
  const all = sums
    .filter(({ lines }) => lines > 0)
    .map(({ month, companies, lines, dueWon: won }) => ({
      dueOn: dueOfMonth(month),
      companies,
      lines,
      won,
    }))
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

/** The last twelve months, including months without lines. */
export function monthsIn(ctx: Ctx, sums: MonthSums[]): HqDashboard['settlements'] {
  const byMonth = new Map(sums.map((row) => [row.month, row]))
  return monthsShown(ctx).map((month) => {
    const { paidWon = 0, dueWon = 0 } = byMonth.get(month) ?? {}
    return { month, paidWon, dueWon }
  })
}

function monthsShown(ctx: Ctx): string[] {
  const last = seoulMonth(ctx.clock.now())
  return Array.from({ length: MONTHS }, (_, i) => addMonths(last, i - MONTHS + 1))
}

/** What the caller receives and pays for this month's lines, in every state except cancelled. */
export async function monthFlow(ctx: Ctx): Promise<{ receivableWon: number; payableWon: number }> {
  const { companyId } = ctx.actor
  const [row] = await rowsOf(
    ctx.replica,
    sql`select coalesce(sum(won) filter (where t.payee_id = ${companyId}), 0)::bigint as "receivableWon",
        coalesce(sum(won) filter (where t.payer_id = ${companyId}), 0)::bigint as "payableWon"
      from settlement_totals t where ${visibleTotals(ctx.actor)} and t.month = ${seoulMonth(ctx.clock.now())}
        and t.status <> 'cancelled'`,
    { receivableWon: integer, payableWon: integer },
  )
  return row ?? { receivableWon: 0, payableWon: 0 }
}
