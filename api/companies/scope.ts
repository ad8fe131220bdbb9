import { type SQL, sql } from 'drizzle-orm'
import { companies } from '#db/schema/companies.ts'
import type { Actor } from '../access/actor.ts'
import { visibleTo } from '../access/scope.ts'

/** HQ: its tree. Agency: itself and its shops. Shop: itself. Removed companies are excluded. */
export const companiesOf = (actor: Actor): SQL => {
  const own = visibleTo(actor, {
    hqId: companies.hqId,
    // In an agency's row `agencyId` is its own id.
    agencyId: companies.agencyId,
    retailId: companies.id,
  })
  return sql`(${own} and ${companies.removedAt} is null)`
}
