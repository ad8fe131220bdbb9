import { sql } from 'drizzle-orm'
import type { Db } from '#db/db.ts'
import { addDays, mondayOf, seoulDay, startOfDay } from '../calendar.ts'
import type { Ctx } from '../context.ts'
import { ask } from './ask.ts'

export const WEEKS = 12
const TREES_MAX = 200
/** An order placed in a week's last moment may be committed a little after it; no command runs this long. */
const SETTLED_MS = 10 * 60_000

type ByAgency = ReadonlyMap<string, readonly number[]>

/**
 * Orders that each agency of an HQ placed by week, oldest first, the running week last. In a week
 * that is over nothing is placed any more, whatever becomes of its orders, so those are remembered;
 * the running week is read at every call.
 */
export async function weeklyOrders(ctx: Ctx): Promise<(agencyId: string) => number[]> {
  const thisWeek = mondayOf(seoulDay(ctx.clock.now()))
  const [past, running] = await Promise.all([
    pastWeeks(ctx, thisWeek),
    readWeeks(ctx, ctx.replica, [thisWeek]),
  ])
  const none = Array.from({ length: WEEKS - 1 }, () => 0)
  return (agencyId) => [...(past.get(agencyId) ?? none), ...(running.get(agencyId) ?? [0])]
}

async function pastWeeks(ctx: Ctx, thisWeek: string): Promise<ByAgency> {
  const trees = ctx.memo.map<ByAgency>('dashboard-weeks', TREES_MAX)
  const key = `${ctx.actor.companyId}:${thisWeek}`
  const known = trees.get(key)
  if (known) return known
  const weeks = Array.from({ length: WEEKS - 1 }, (_, i) => addDays(thisWeek, 7 * (i + 1 - WEEKS)))
  // Not from the replica: what it lags behind would stay remembered.
  const read = await readWeeks(ctx, ctx.db, weeks)
  if (ctx.clock.now().getTime() - startOfDay(thisWeek).getTime() > SETTLED_MS) trees.set(key, read)
  return read
}

type Row = { agencyId: string; week: string; orders: number }

async function readWeeks(ctx: Ctx, db: Db, weeks: string[]): Promise<ByAgency> {
  const rows = await ask<Row>(db, 'dashboard_weeks', ['agencyId', 'week', 'orders'], statement, {
    hq: ctx.actor.companyId,
    first: weeks[0],
    last: weeks.at(-1),
  })
  return new Map(
    [...Map.groupBy(rows, ({ agencyId }) => agencyId)].map(([agencyId, own]) => {
      const byWeek = new Map(own.map(({ week, orders }) => [week, orders]))
      return [agencyId, weeks.map((week) => byWeek.get(week) ?? 0)]
    }),
  )
}

const statement = () =>
  sql`select agency_id as "agencyId", starts_on::text as week, sum(orders)::int as orders from order_totals
    where hq_id = ${sql.placeholder('hq')} and span = 'week' and starts_on between ${sql.placeholder('first')} and ${sql.placeholder('last')}
    group by 1, 2`
