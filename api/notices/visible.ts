import { type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../access/actor.ts'
import { reached } from '../policies/reached.ts'
import { visiblePolicies } from '../policies/visible.ts'

/**
 * A condition for the notices that an actor may see, in a query where `n` is `notices`: HQ its own in every
 * state; the others those in force whose audience their company belongs to, and of a policy only one that they
 * see.
 */
export function visibleNotices(actor: Actor, now: Date): SQL {
  if (actor.tier === 'hq') return sql`n.hq_id = ${actor.companyId}`
  const at = now.toISOString()
  return sql`n.hq_id = ${actor.hqId} and n.withdrawn_at is null and n.valid_from <= ${at} and (n.valid_to is null or n.valid_to > ${at})
    and n.tiers ? ${actor.tier} and (n.agency_ids is null or n.agency_ids ? ${actor.agencyId}::text)
    and (n.policy_id is null or exists (select 1 from policies p where p.id = n.policy_id and ${visiblePolicies(actor, now)}))`
}

/**
 * The rest of a statement that begins with a selection from `notices n,`: the open companies `c` to which a
 * notice is addressed. New ones belong to it as soon as they are open.
 */
export const addressed: SQL = sql`companies c where c.hq_id = n.hq_id and c.active and c.approved_at is not null and c.removed_at is null
    and n.tiers ? c.tier::text and (n.agency_ids is null or n.agency_ids ? c.agency_id::text)
    and (n.policy_id is null or c.id in (select c.id from policies p, ${reached} and p.id = n.policy_id))`

/** Whether a company has read the current version of a notice: one of its admins has acknowledged it. */
export const isReadBy = (companyId: SQL): SQL =>
  sql`exists (select 1 from notice_acknowledgements k where k.notice_id = n.id and k.version = n.version
    and k.company_id = ${companyId} and k.as_admin)`
