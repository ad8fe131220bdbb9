import { sql } from 'drizzle-orm'
import * as z from 'zod'
import { PURCHASE_STATUSES } from '#db/customer-words.ts'
import {
  instant,
  integer,
  listOf,
  nullable,
  objectOf,
  oneOf,
  type RowOf,
  text,
} from '#db/values.ts'
import { filter, queryOf } from '../list.ts'
import { Instant, pageQuery, QuerySerial } from '../shapes.ts'

// The list of bought packages: columns, item, filters and cursor. In its statement `b` is `package_purchases`
// and `c` the customer.

/** Columns of the statement; `PURCHASE` decodes them. A removed customer's name is no longer shown. */
export const PURCHASE_COLUMNS = sql`b.purchase_id as id, b.customer_id as "customerId",
  case when c.deleted_at is null then c.name end as "customerName", b.package_id as "packageId",
  b.package_name as "packageName", b.price_won as "priceWon", b.purchased_on::text as "purchasedOn",
  b.expires_on::text as "expiresOn", b.total_sessions as "totalSessions", b.used_sessions as "usedSessions",
  b.status, b.created_at as "createdAt",
  coalesce((select json_agg(json_build_object('serviceTypeId', t.service_type_id, 'name', t.name, 'total', s.total, 'used', s.used) order by t.service_type_id)
    from purchase_services s join service_types t on t.service_type_id = s.service_type_id
    where s.purchase_id = b.purchase_id), '[]'::json) as services`

export const PURCHASE = {
  id: integer,
  customerId: integer,
  customerName: nullable(text),
  packageId: integer,
  packageName: text,
  priceWon: integer,
  purchasedOn: text,
  expiresOn: text,
  totalSessions: integer,
  usedSessions: integer,
  status: oneOf(PURCHASE_STATUSES),
  createdAt: instant,
  services: listOf(objectOf({ serviceTypeId: integer, name: text, total: integer, used: integer })),
}

export type Purchase = z.infer<typeof Purchase>
export const Purchase = z.object({
  id: z.int(),
  customerId: z.int(),
  /** Null when the customer was removed. */
  customerName: z.string().nullable(),
  packageId: z.int(),
  /** Name and price are those of the day of the purchase. */
  packageName: z.string(),
  priceWon: z.int(),
  purchasedOn: z.string(),
  /** The last day on which a session may be taken. */
  expiresOn: z.string(),
  totalSessions: z.int(),
  usedSessions: z.int(),
  remainingSessions: z.int(),
  status: z.enum(PURCHASE_STATUSES),
  /** What was bought and taken of each service; empty: all sessions are of any service. */
  services: z.array(
    z.object({
      ...{ serviceTypeId: z.int(), name: z.string() },
      ...{ total: z.int(), used: z.int(), remaining: z.int() },
    }),
  ),
  createdAt: Instant,
})

export const purchaseOf = (row: RowOf<typeof PURCHASE>): Purchase => ({
  ...row,
  remainingSessions: row.totalSessions - row.usedSessions,
  services: row.services.map((part) => ({ ...part, remaining: part.total - part.used })),
  createdAt: row.createdAt.toISOString(),
})

export const PURCHASE_FILTERS = {
  customerId: filter(QuerySerial, (id) => sql`b.customer_id = ${id}`),
  status: filter(z.enum(PURCHASE_STATUSES), (status) => sql`b.status = ${status}`),
  after: filter(QuerySerial, (id) => sql`b.purchase_id < ${id}`),
}

export type PurchaseFilter = z.infer<typeof PurchaseFilter>
export const PurchaseFilter = z.strictObject({
  limit: pageQuery.limit,
  ...queryOf(PURCHASE_FILTERS),
})
