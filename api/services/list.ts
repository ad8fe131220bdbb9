import { sql } from 'drizzle-orm'
import * as z from 'zod'
import { boolean, integer, text } from '#db/values.ts'
import { filter, queryOf } from '../list.ts'
import { pageQuery, QuerySerial } from '../shapes.ts'

// The list of service types: columns, item, filters and cursor. In its statement `t` is `service_types`.

/** Columns of the statement; `SERVICE_TYPE` decodes them. */
export const SERVICE_TYPE_COLUMNS = sql`t.service_type_id as id, t.code, t.name, t.abbreviation, t.description,
  t.duration_minutes as "durationMinutes", t.price_won as "priceWon", t.color, t.active, t.version`

export const SERVICE_TYPE = {
  id: integer,
  code: text,
  name: text,
  abbreviation: text,
  description: text,
  durationMinutes: integer,
  priceWon: integer,
  color: text,
  active: boolean,
  version: integer,
}

export type ServiceType = z.infer<typeof ServiceType>
export const ServiceType = z.object({
  id: z.int(),
  code: z.string(),
  name: z.string(),
  /** One or two letters, as in the short form `브5/10`. */
  abbreviation: z.string(),
  description: z.string(),
  durationMinutes: z.int(),
  priceWon: z.int(),
  color: z.string(),
  /** Offered today. Sold sessions of another may still be taken. */
  active: z.boolean(),
  version: z.int(),
})

export const SERVICE_TYPE_FILTERS = {
  active: filter(z.enum(['true', 'false']), (active) => sql`t.active = ${active === 'true'}`),
  after: filter(QuerySerial, (id) => sql`t.service_type_id > ${id}`),
}

export type ServiceTypeFilter = z.infer<typeof ServiceTypeFilter>
export const ServiceTypeFilter = z.strictObject({
  limit: pageQuery.limit,
  ...queryOf(SERVICE_TYPE_FILTERS),
})
