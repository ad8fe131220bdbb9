import { sql } from 'drizzle-orm'
import { ask } from '#db/ask.ts'
import { integer, text } from '#db/values.ts'
import { addDays, mondayOf, seoulDay, startOfDay } from '../calendar.ts'
import { type Ctx, readingNow } from '../context.ts'

export const WEEKS = 12
const TREES_MAX = 200
/** An order placed at the very end of a week may be committed a little later; no command runs this long. */
const SETTLED_MS = 10 * 60_000

type ByAgency = ReadonlyMap<string, readonly number[]>

/**
 * Orders of each agency of an HQ per week, oldest first, the current week last. A finished week gets no more
 * orders, whatever happens to the existing ones, so it is cached; the current week is read on every call.
 */
export async function weeklyOrders(ctx: Ctx): Promise<(agencyId: string) => number[]> {
  const thisWeek = mondayOf(seoulDay(ctx.clock.now()))
  const [past, running] = await Promise.all([pastWeeks(ctx, thisWeek), readWeeks(ctx, [thisWeek])])
  const none = Array.from({ length: WEEKS - 1 }, () => 0)
  return (agencyId) => [...(past.get(agencyId) ?? none), ...(running.get(agencyId) ?? [0])]
}

async function pastWeeks(ctx: Ctx, thisWeek: string): Promise<ByAgency> {
  const trees = ctx.memo.map<ByAgency>('dashboard-weeks', TREES_MAX)
  const key = `${ctx.actor.companyId}:${thisWeek}`
  const known = trees.get(key)
  if (known) return known
  const weeks = Array.from({ length: WEEKS - 1 }, (_, i) => addDays(thisWeek, 7 * (i + 1 - WEEKS)))
  // Reads the primary, because a replica's stale rows would stay cached.
  const read = await readWeeks(readingNow(ctx), weeks)
  if (ctx.clock.now().getTime() - startOfDay(thisWeek).getTime() > SETTLED_MS) trees.set(key, read)
  return read
}

const COUNT = { agencyId: text, week: text, orders: integer }

async function readWeeks(ctx: Ctx, weeks: string[]): Promise<ByAgency> {
  const rows = await ask(ctx.replica, 'dashboard_weeks', COUNT, statement, {
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
