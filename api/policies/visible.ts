import { type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../access/actor.ts'

/**
 * A condition for the policies that an actor may see, in a query where `p`, or the given alias, is `policies`: HQ
 * its own in every state, an agency those that target it, a shop those that target its agency and do not exclude
 * it. Below HQ only active policies that have not ended (B.5), and for shops that have begun: an agency sets its
 * prices before the start.
 */
export function visiblePolicies(actor: Actor, now: Date, p: SQL = sql`p`): SQL {
  if (actor.tier === 'hq') return sql`${p}.hq_id = ${actor.companyId}`
  const own = sql`${p}.hq_id = ${actor.hqId} and ${p}.status = 'active'
    and (${p}.valid_to is null or ${p}.valid_to > ${now.toISOString()})
    and exists (select 1 from policy_targets t where t.policy_id = ${p}.id and t.agency_id = ${actor.agencyId} and t.exposed)`
  if (actor.tier === 'agency') return own
  return sql`${own} and ${p}.valid_from <= ${now.toISOString()}
    and not exists (select 1 from policy_exclusions x where x.policy_id = ${p}.id and x.retail_id = ${actor.companyId})`
}
