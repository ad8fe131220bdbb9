import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import type { Tier } from '#db/words.ts'
import { seoulDay } from '../calendar.ts'
import type { Ctx } from '../context.ts'
import type { ClosingEffects } from './contract.ts'
import { lineOf } from './line.ts'

/** What hangs on a company, and so keeps it from being removed. */
export type Bonds = { companies: number; orders: number; budgetWon: number }
export const isBare = ({ companies, orders, budgetWon }: Bonds): boolean =>
  companies === 0 && orders === 0 && budgetWon === 0

/** Orders are told as 0 or 1: whether there are any is all that matters, and is found at once. */
export async function bondsOf(ctx: Ctx, { id, tier }: { id: string; tier: Tier }): Promise<Bonds> {
  const [bonds] = await rowsOf<Bonds>(
    ctx.db,
    sql`select (select count(*)::int from companies where parent_id = ${id} and removed_at is null) as companies,
      (select count(*)::int from (select 1 from orders where ${sql.raw(LINE[tier])} = ${id} limit 1) o) as orders,
      (select coalesce(sum(balance), 0)::bigint from accounts where company_id = ${id} and book = 'budget'
        and kind in ('available', 'held') and (period_end is null or period_end >= ${seoulDay(ctx.clock.now())})) as "budgetWon"`,
  )
  if (!bonds) throw new Error('counting returned no row')
  return bonds
}

/** The column in which records carry their company of this tier. */
const LINE = { hq: 'hq_id', agency: 'agency_id', retail: 'retail_id' } as const

/** What closing a company would cut off now, itself and everything below it together. */
export async function closingEffects(ctx: Ctx, id: string): Promise<ClosingEffects> {
  const company = await lineOf(ctx, id)
  // Shops have no sums of their own, and few enough orders to be counted.
  const orders =
    company.tier === 'retail'
      ? sql`select status, count(*)::int as n from orders where retail_id = ${id} group by 1`
      : sql`select status, sum(orders)::int as n from order_totals where ${sql.raw(LINE[company.tier])} = ${id} and span = 'all' group by 1`
  const [effects] = await rowsOf<ClosingEffects>(
    ctx.db,
    sql`with below as (
        select id from companies where ${company.tier === 'retail' ? sql`id` : sql.raw(LINE[company.tier])} = ${id} and removed_at is null),
      people as (select id from users where company_id in (select id from below) and status = 'approved'),
      counted as (${orders})
      select (select count(*)::int from below) as companies, (select count(*)::int from people) as users,
        (select count(distinct user_id)::int from sessions where user_id in (select id from people)
          and revoked_at is null and expires_at > ${ctx.clock.now().toISOString()}) as "signedIn",
        (select coalesce(sum(n), 0)::int from counted where status in ('pending', 'approved', 'shipped')) as "openOrders",
        (select coalesce(sum(n), 0)::int from counted) as orders`,
  )
  if (!effects) throw new Error('counting returned no row')
  return effects
}
