import { sql } from 'drizzle-orm'
import * as z from 'zod'
import { boolean, integer, listOf, objectOf, text } from '#db/values.ts'
import { filter, queryOf } from '../list.ts'
import { pageQuery, QuerySerial } from '../shapes.ts'

// The list of packages: columns, item, filters and cursor. In its statement `k` is `packages`.

/** Columns of the statement; `PACKAGE` decodes them. */
export const PACKAGE_COLUMNS = sql`k.package_id as id, k.name, k.description, k.price_won as "priceWon",
  k.total_sessions as "totalSessions", k.valid_days as "validDays", k.active, k.version,
  coalesce((select json_agg(json_build_object('serviceTypeId', t.service_type_id, 'name', t.name, 'sessions', s.sessions) order by t.service_type_id)
    from package_services s join service_types t on t.service_type_id = s.service_type_id
    where s.package_id = k.package_id), '[]'::json) as services`

export const PACKAGE = {
  id: integer,
  name: text,
  description: text,
  priceWon: integer,
  totalSessions: integer,
  validDays: integer,
  active: boolean,
  version: integer,
  services: listOf(objectOf({ serviceTypeId: integer, name: text, sessions: integer })),
}

export type Package = z.infer<typeof Package>
export const Package = z.object({
  id: z.int(),
  name: z.string(),
  description: z.string(),
  priceWon: z.int(),
  totalSessions: z.int(),
  /** A purchase ends so many days after its day, and may be used on the last of them. */
  validDays: z.int(),
  /** How many sessions are of each service; empty: all of any service. */
  services: z.array(z.object({ serviceTypeId: z.int(), name: z.string(), sessions: z.int() })),
  /** Whether it is sold today. */
  active: z.boolean(),
  version: z.int(),
})

export const PACKAGE_FILTERS = {
  active: filter(z.enum(['true', 'false']), (active) => sql`k.active = ${active === 'true'}`),
  after: filter(QuerySerial, (id) => sql`k.package_id > ${id}`),
}

export type PackageFilter = z.infer<typeof PackageFilter>
export const PackageFilter = z.strictObject({
  limit: pageQuery.limit,
  ...queryOf(PACKAGE_FILTERS),
})
