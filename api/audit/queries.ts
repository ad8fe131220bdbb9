import { sql } from 'drizzle-orm'
import type { Db } from '#db/db.ts'
import { rowsOf } from '#db/rows.ts'
import type { Tier } from '#db/words.ts'
import { addDays, startOfDay } from '../calendar.ts'
import type { Ctx } from '../context.ts'
import { firstIdAt } from '../ids.ts'
import { type Page, toPage } from '../shapes.ts'
import type { AuditFilter, AuditItem } from './contract.ts'
import { actionsOf, kindOf } from './kinds.ts'
import { type AuditWanted, type Direction, eventsOf } from './walk.ts'

/** An event with the names of who did it, as SQL gives it. */
export type NamedEvent = Omit<AuditItem, 'kind' | 'at' | 'user' | 'company'> & {
  atMs: number
  userId: string
  username: string | null
  userName: string | null
  companyId: string
  companyName: string | null
  tier: Tier | null
}

/** The events of the caller's tree, the newest first. */
export async function listAudit(ctx: Ctx, filter: AuditFilter): Promise<Page<AuditItem>> {
  const { limit, after } = filter
  const wanted = wantedOf(ctx, filter)
  const beforeId = after && after < wanted.beforeId ? after : wanted.beforeId
  const rows = await namedEvents(ctx.replica, { ...wanted, beforeId }, 'desc', limit + 1)
  return toPage(rows.map(itemOf), limit)
}

/** The events of a tree that a filter means, as bounds that an index can walk. */
export function wantedOf(
  { actor }: Pick<Ctx, 'actor'>,
  filter: Omit<AuditFilter, 'limit' | 'after'>,
): AuditWanted {
  const { from, to, kind, ...equal } = filter
  return {
    ...equal,
    hqId: actor.hqId,
    actions: kind && actionsOf(kind),
    afterId: from ? firstIdAt(startOfDay(from)) : FIRST,
    beforeId: to ? firstIdAt(startOfDay(addDays(to, 1))) : LAST,
  }
}
const FIRST = '00000000-0000-0000-0000-000000000000'
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Events with the names of who did it; those are looked up for the rows of one page or batch alone. */
export function namedEvents(
  db: Db,
  wanted: AuditWanted,
  direction: Direction,
  max: number,
): Promise<NamedEvent[]> {
  return rowsOf(
    db,
    sql`select e.id, (extract(epoch from e.at) * 1000)::float8 as "atMs", e.action,
        e.user_id as "userId", u.username, u.name as "userName",
        e.company_id as "companyId", c.name as "companyName", c.tier,
        e.entity_id as "entityId", e.facts, e.before, e.after, e.address, e.trace_id as "traceId"
      from (${eventsOf(wanted, direction, max)}) e
      left join users u on u.id = e.user_id
      left join companies c on c.id = e.company_id
      order by e.id ${sql.raw(direction)}`,
  )
}

function itemOf(row: NamedEvent): AuditItem {
  const { atMs, userId, username, userName, companyId, companyName, tier, ...rest } = row
  return {
    ...rest,
    at: new Date(atMs).toISOString(),
    kind: kindOf(row.action),
    user: username === null ? null : { id: userId, username, name: userName ?? '' },
    company:
      companyName === null || tier === null ? null : { id: companyId, name: companyName, tier },
  }
}
