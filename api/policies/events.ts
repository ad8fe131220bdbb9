import { sql } from 'drizzle-orm'
import { insertMany } from '#db/insert-many.ts'
import { rowsOf } from '#db/rows.ts'
import { type EventSide, policyEvents } from '#db/schema/policies.ts'
import { text } from '#db/values.ts'
import type { PolicyEventKind } from '#db/words.ts'
import type { Ctx, TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import { conditionsOf } from '../list.ts'
import { type Page, toPage } from '../shapes.ts'
import { EVENT, EVENT_FILTERS, type EventFilter, type PolicyEvent } from './event-list.ts'

type Happened = {
  policyId: string
  hqId: string
  kind: PolicyEventKind
  before?: EventSide
  after?: EventSide
  /** The other policy of a succession. */
  otherId?: string
}

/** Records what happened to policies, in the transaction of the change. `by` is null for the clock. */
export async function recordEvents(
  ctx: TxCtx,
  by: string | null,
  happened: readonly Happened[],
): Promise<void> {
  if (happened.length === 0) return
  const at = ctx.clock.now()
  const rows = happened.map(({ before = null, after = null, otherId = null, ...event }) => ({
    id: newId(at),
    ...event,
    before,
    after,
    otherId,
    by,
    at,
  }))
  await ctx.db.execute(insertMany(policyEvents, rows))
}

/** What has happened to a policy of the headquarters since it was published, newest first. */
export async function listEvents(
  ctx: Ctx,
  policyId: string,
  filter: EventFilter,
): Promise<Page<PolicyEvent>> {
  const [policy] = await rowsOf(
    ctx.replica,
    sql`select id from policies where id = ${policyId} and hq_id = ${ctx.actor.companyId}`,
    { id: text },
  )
  if (!policy) throw new AppError('not_found', 'There is no such policy.')
  const wanted = [sql`e.policy_id = ${policyId}`, ...conditionsOf(EVENT_FILTERS, filter, undefined)]
  const rows = await rowsOf(
    ctx.replica,
    sql`select e.id, e.kind, e.before, e.after, e.at, u.name as "byName",
        o.id as "otherId", o.title as "otherTitle"
      from policy_events e left join users u on u.id = e.by left join policies o on o.id = e.other_id
      where ${sql.join(wanted, sql` and `)} order by e.id desc limit ${sql.raw(String(filter.limit + 1))}`,
    EVENT,
  )
  return toPage(
    rows.map((row) => ({ ...row, at: row.at.toISOString() })),
    filter.limit,
  )
}
