import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { instant, nullable, oneOf, type RowOf, text } from '#db/values.ts'
import { TIERS } from '#db/words.ts'
import { addDays, startOfDay } from '../calendar.ts'
import type { Ctx } from '../context.ts'
import { firstIdAt } from '../ids.ts'
import { type Page, toPage } from '../shapes.ts'
import type { AuditFilter, AuditItem } from './contract.ts'
import { FACTS } from './facts.ts'
import { actionIn, actionsOf, kindOf } from './kinds.ts'
import { type AuditWanted, type Direction, eventsOf } from './walk.ts'

/** An event with the name of its actor, as SQL returns it. */
const EVENT = {
  id: text,
  at: instant,
  action: text,
  userId: text,
  username: nullable(text),
  userName: nullable(text),
  companyId: text,
  companyName: nullable(text),
  tier: nullable(oneOf(TIERS)),
  entityId: nullable(text),
  facts: FACTS,
  before: nullable(FACTS),
  after: nullable(FACTS),
  address: nullable(text),
  traceId: text,
}
export type NamedEvent = RowOf<typeof EVENT>

/** The events of the caller's tree, newest first. */
export async function listAudit(ctx: Ctx, filter: AuditFilter): Promise<Page<AuditItem>> {
  const { limit, after } = filter
  const wanted = wantedOf(ctx, filter)
  const beforeId = after && after < wanted.beforeId ? after : wanted.beforeId
  const rows = await namedEvents(ctx, { ...wanted, beforeId }, 'desc', limit + 1)
  return toPage(rows.map(itemOf), limit)
}

/** Translates a filter into bounds that an index can walk, for the caller's tree. */
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

/** Events with the names of their actors. Names are looked up only for the rows of one page or batch. */
export function namedEvents(
  { replica }: Pick<Ctx, 'replica'>,
  wanted: AuditWanted,
  direction: Direction,
  max: number,
): Promise<NamedEvent[]> {
  return rowsOf(
    replica,
    sql`select e.id, e.at, e.action,
        e.user_id as "userId", u.username, u.name as "userName",
        e.company_id as "companyId", c.name as "companyName", c.tier,
        e.entity_id as "entityId", e.facts, e.before, e.after, e.address, e.trace_id as "traceId"
      from (${eventsOf(wanted, direction, max)}) e
      left join users u on u.id = e.user_id
      left join companies c on c.id = e.company_id
      order by e.id ${sql.raw(direction)}`,
    EVENT,
  )
}

function itemOf(row: NamedEvent): AuditItem {
  const { at, userId, username, userName, companyId, companyName, tier, ...rest } = row
  return {
    ...rest,
    action: actionIn(row),
    at: at.toISOString(),
    kind: kindOf(row.action),
    user: username === null ? null : { id: userId, username, name: userName ?? '' },
    company:
      companyName === null || tier === null ? null : { id: companyId, name: companyName, tier },
  }
}
