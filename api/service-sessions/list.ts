import { sql } from 'drizzle-orm'
import * as z from 'zod'
import { instant, integer, nullable, type RowOf, text } from '#db/values.ts'
import { filter, queryOf } from '../list.ts'
import { Day, DayPlace, Instant, inOrder, pageQuery, partsOf, QuerySerial } from '../shapes.ts'

// The list of sessions: columns, item, filters and cursor. In its statement `s` is `service_sessions`, `c` the
// customer, `t` the service type and `b` the purchase.

/** Columns of the statement; `SESSION` decodes them. A removed customer's name is no longer shown. */
export const SESSION_COLUMNS = sql`s.session_id as id, s.customer_id as "customerId",
  case when c.deleted_at is null then c.name end as "customerName", s.service_type_id as "serviceTypeId",
  t.name as "serviceName", s.purchase_id as "purchaseId", b.package_name as "packageName",
  s.service_date::text as "servedOn", s.session_details as details, s.session_number as "sessionNumber",
  s.created_by as "createdBy", s.created_at as "createdAt"`

/** Joined to the sessions. */
export const SESSION_JOINS = sql`join customers c on c.customer_id = s.customer_id
  join service_types t on t.service_type_id = s.service_type_id
  left join package_purchases b on b.purchase_id = s.purchase_id`

export const SESSION = {
  id: integer,
  customerId: integer,
  customerName: nullable(text),
  serviceTypeId: integer,
  serviceName: text,
  purchaseId: nullable(integer),
  packageName: nullable(text),
  servedOn: text,
  details: nullable(text),
  sessionNumber: nullable(integer),
  createdBy: nullable(text),
  createdAt: instant,
}

export type ServiceSession = z.infer<typeof ServiceSession>
export const ServiceSession = z.object({
  id: z.int(),
  customerId: z.int(),
  /** Null when the customer was removed. */
  customerName: z.string().nullable(),
  serviceTypeId: z.int(),
  serviceName: z.string(),
  /** The purchase whose session it took. */
  purchaseId: z.int().nullable(),
  packageName: z.string().nullable(),
  servedOn: z.string(),
  details: z.string().nullable(),
  /** Its number among the sessions of the purchase, unless another was given. */
  sessionNumber: z.int().nullable(),
  /** The name of the person then. */
  createdBy: z.string().nullable(),
  createdAt: Instant,
})

export const sessionOf = (row: RowOf<typeof SESSION>): ServiceSession => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
})

export const placeOf = ({ servedOn, id }: ServiceSession): string => `${servedOn}.${id}`

export const SESSION_FILTERS = {
  customerId: filter(QuerySerial, (id) => sql`s.customer_id = ${id}`),
  serviceTypeId: filter(QuerySerial, (id) => sql`s.service_type_id = ${id}`),
  from: filter(Day, (day) => sql`s.service_date >= ${day}`),
  to: filter(Day, (day) => sql`s.service_date <= ${day}`),
  after: filter(DayPlace, (place) => {
    const { day, serial } = partsOf(place)
    return sql`(s.service_date, s.session_id) < (${day}::date, ${serial}::int)`
  }),
}

export type ServiceSessionFilter = z.infer<typeof ServiceSessionFilter>
export const ServiceSessionFilter = z
  .strictObject({ limit: pageQuery.limit, ...queryOf(SESSION_FILTERS) })
  .superRefine(inOrder('from', 'to'))
