import { type SQL, sql } from 'drizzle-orm'

// The companies that a policy reaches, in queries where `p` is `policies`, `c` is `companies` and `t` its
// agency's target.

/**
 * The rest of a statement that begins with a selection from `policies p,`: open companies of the targeted
 * agencies, and their shops without the excluded ones (B.5). Before its start a policy reaches agencies only.
 */
export const reached: SQL = sql`companies c join policy_targets t on t.agency_id = c.agency_id and t.exposed
  where t.policy_id = p.id and c.hq_id = p.hq_id and c.active and c.approved_at is not null and c.removed_at is null
    and (p.begun or c.tier = 'agency')
    and not exists (select 1 from policy_exclusions x where x.policy_id = p.id and x.retail_id = c.id)`

/** Whether a company has read the current version: one of its admins has acknowledged it. */
export const isReadBy = (companyId: SQL): SQL =>
  sql`exists (select 1 from policy_acknowledgements k where k.policy_id = p.id and k.version = p.current_version
    and k.company_id = ${companyId} and k.as_admin)`
