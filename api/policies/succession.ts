import { sql } from 'drizzle-orm'
import * as z from 'zod'
import { rowsOf } from '#db/rows.ts'
import { boolean, instant, nullable, objectOf, type RowOf, text } from '#db/values.ts'
import type { Actor } from '../access/actor.ts'
import type { Ctx } from '../context.ts'
import { Id, Instant } from '../shapes.ts'
import { visiblePolicies } from './visible.ts'

// Which policy a policy follows, and which follows it, as far as the viewer may learn. In these statements `p`
// is the policy, `b` the one before it and `n` the next one.

export type Succession = z.infer<typeof Succession>
export const Succession = z.object({
  /** The policy that ends where this one starts; `canOpen` is false for agencies and shops once it is over. */
  succeeds: z.object({ id: Id, title: z.string(), canOpen: z.boolean() }).nullable(),
  /** The policy that starts where this one ends. A shop does not learn of it before its start. */
  succeededBy: z.object({ id: Id, title: z.string(), startsAt: Instant }).nullable(),
})

export const SUCCESSION = {
  succeeds: nullable(objectOf({ id: text, title: text, canOpen: boolean })),
  succeededBy: nullable(objectOf({ id: text, title: text, startsAt: instant })),
}

/** Columns of a policy; `SUCCESSION` decodes them. */
export const successionColumns = (actor: Actor, now: Date) =>
  sql`(select ${before(actor, now)} from policies b where b.id = p.succeeds and ${hasKnown(actor)}) as "succeeds",
    (select json_build_object('id', n.id, 'title', n.title, 'startsAt', n.valid_from) from policies n
      where n.succeeds = p.id and n.status in ('active', 'expired') and ${visiblePolicies(actor, now, sql`n`)}) as "succeededBy"`

const before = (actor: Actor, now: Date) =>
  sql`json_build_object('id', b.id, 'title', b.title, 'canOpen', ${visiblePolicies(actor, now, sql`b`)})`

/**
 * Below HQ a policy is named that reaches the viewer and was not withdrawn, also when it is over. A company that
 * joined after its end never had it.
 */
function hasKnown(actor: Actor) {
  if (actor.tier === 'hq') return sql`b.hq_id = ${actor.companyId}`
  return sql`b.hq_id = ${actor.hqId} and b.status in ('active', 'expired')
    and (b.valid_to is null or b.valid_to > (select c.approved_at from companies c where c.id = ${actor.companyId}))
    and exists (select 1 from policy_targets t where t.policy_id = b.id and t.agency_id = ${actor.agencyId} and t.exposed)
    and not exists (select 1 from policy_exclusions x where x.policy_id = b.id and x.retail_id = ${actor.companyId})`
}

/** The same of one policy, for a viewer who need not see it yet: the preview of a draft. */
export async function successionSeen(ctx: Ctx, id: string): Promise<Succession> {
  const [row] = await rowsOf(
    ctx.db,
    sql`select ${successionColumns(ctx.actor, ctx.clock.now())} from policies p where p.id = ${id}`,
    SUCCESSION,
  )
  return row ? successionOf(row) : { succeeds: null, succeededBy: null }
}

/** The policy that a draft is to follow, as its reader will see it named. */
export async function predecessorSeen(
  ctx: Ctx,
  id: string | null,
): Promise<Succession['succeeds']> {
  if (!id) return null
  const [row] = await rowsOf(
    ctx.db,
    sql`select b.id, b.title, ${visiblePolicies(ctx.actor, ctx.clock.now(), sql`b`)} as "canOpen"
      from policies b where b.id = ${id} and ${hasKnown(ctx.actor)}`,
    { id: text, title: text, canOpen: boolean },
  )
  return row ?? null
}

/** The item's part of a row. */
export const successionOf = ({ succeeds, succeededBy }: RowOf<typeof SUCCESSION>): Succession => ({
  succeeds,
  succeededBy: succeededBy && { ...succeededBy, startsAt: succeededBy.startsAt.toISOString() },
})
