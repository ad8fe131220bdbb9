import { type SQL, sql } from 'drizzle-orm'
import { companies } from '#db/schema/companies.ts'
import type { Actor } from '../access/actor.ts'
import { visibleTo } from '../access/scope.ts'

/** HQ: its tree. Agency: itself and its shops. Shop: itself. What was removed is nobody's to see. */
export const companiesOf = (actor: Actor): SQL => {
  const own = visibleTo(actor, {
    hqId: companies.hqId,
    // An agency's own row carries its own id here.
    agencyId: companies.agencyId,
    retailId: companies.id,
  })
  return sql`(${own} and ${companies.removedAt} is null)`
}
