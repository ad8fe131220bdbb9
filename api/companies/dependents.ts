import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { integer, type RowOf } from '#db/values.ts'
import type { Tier } from '#db/words.ts'
import { seoulDay } from '../calendar.ts'
import type { Ctx } from '../context.ts'
import type { ClosingEffects } from './contract.ts'
import { lineOf } from './line.ts'

/** Dependents that block removal. */
const BONDS = { companies: integer, orders: integer, customers: integer, budgetWon: integer }
export type Dependents = RowOf<typeof BONDS>
export const isBare = ({ companies, orders, customers, budgetWon }: Dependents): boolean =>
  companies === 0 && orders === 0 && customers === 0 && budgetWon === 0

/** `orders` and `customers` are 0 or 1: it only matters whether there are any, and that is a fast query. */
export async function dependentsOf(
  ctx: Ctx,
  { id, tier }: { id: string; tier: Tier },
): Promise<Dependents> {
  const [dependents] = await rowsOf(
    ctx.db,
    sql`select (select count(*)::int from companies where parent_id = ${id} and removed_at is null) as companies,
      (select count(*)::int from (select 1 from orders where ${sql.raw(LINE[tier])} = ${id} limit 1) o) as orders,
      (select count(*)::int from (select 1 from customers where company_id = ${id} and deleted_at is null limit 1) c) as customers,
      (select coalesce(sum(balance), 0)::bigint from accounts where company_id = ${id} and book = 'budget'
        and kind in ('available', 'held') and (period_end is null or period_end >= ${seoulDay(ctx.clock.now())})) as "budgetWon"`,
    BONDS,
  )
  if (!dependents) throw new Error('counting returned no row')
  return dependents
}

/** The column that refers to a company of each tier. */
const LINE = { hq: 'hq_id', agency: 'agency_id', retail: 'retail_id' } as const

/** What closing a company would cut off now: the company and everything below it. */
export async function closingEffects(ctx: Ctx, id: string): Promise<ClosingEffects> {
  const company = await lineOf(ctx, id)
  // Shops have no rows of totals, but few enough orders to count.
  const orders =
    company.tier === 'retail'
      ? sql`select status, count(*)::int as n from orders where retail_id = ${id} group by 1`
      : sql`select status, sum(orders)::int as n from order_totals where ${sql.raw(LINE[company.tier])} = ${id} and span = 'all' group by 1`
  const [effects] = await rowsOf(
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
    { companies: integer, users: integer, signedIn: integer, openOrders: integer, orders: integer },
  )
  if (!effects) throw new Error('counting returned no row')
  return effects
}
