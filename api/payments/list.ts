import { type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import {
  PAYMENT_METHODS,
  PAYMENT_STATUSES,
  PAYMENT_TYPES,
  PURCHASE_TYPES,
} from '#db/customer-words.ts'
import { instant, integer, nullable, oneOf, type RowOf, text } from '#db/values.ts'
import { filter, queryOf } from '../list.ts'
import { Day, DayPlace, Instant, inOrder, pageQuery, partsOf, QuerySerial } from '../shapes.ts'

// The list of payments: columns, item, filters and cursor. In its statement `p` is `payments` and `c` the
// customer.

/** Columns of the statement; `PAYMENT` decodes them. A removed customer's name is no longer shown. */
export const PAYMENT_COLUMNS: SQL = sql`p.payment_id as id, p.number, p.customer_id as "customerId",
  case when c.deleted_at is null then c.name end as "customerName", p.paid_on::text as "paidOn",
  p.amount_won as "amountWon", p.method, p.type, p.status, p.staff, p.approval_number as "approvalNumber",
  p.card_holder_name as "cardHolderName", p.purchase_type as "purchaseType", p.purchase_order as "purchaseOrder",
  p.reference_type as "referenceType", p.reference_id as "referenceId", p.notes, p.created_at as "createdAt"`

export const PAYMENT = {
  id: integer,
  number: text,
  customerId: integer,
  customerName: nullable(text),
  paidOn: text,
  amountWon: integer,
  method: oneOf(PAYMENT_METHODS),
  type: oneOf(PAYMENT_TYPES),
  status: oneOf(PAYMENT_STATUSES),
  staff: nullable(text),
  approvalNumber: nullable(text),
  cardHolderName: nullable(text),
  purchaseType: nullable(oneOf(PURCHASE_TYPES)),
  purchaseOrder: nullable(integer),
  referenceType: nullable(text),
  referenceId: nullable(integer),
  notes: nullable(text),
  createdAt: instant,
}

export type Payment = z.infer<typeof Payment>
export const Payment = z.object({
  id: z.int(),
  /** `PAY-2026-000001`, by the year of `paidOn`. */
  number: z.string(),
  customerId: z.int(),
  /** Null when the customer was removed. */
  customerName: z.string().nullable(),
  paidOn: z.string(),
  /** Positive also for a refund, which is a row of its own. */
  amountWon: z.int(),
  method: z.enum(PAYMENT_METHODS),
  type: z.enum(PAYMENT_TYPES),
  status: z.enum(PAYMENT_STATUSES),
  staff: z.string().nullable(),
  approvalNumber: z.string().nullable(),
  cardHolderName: z.string().nullable(),
  purchaseType: z.enum(PURCHASE_TYPES).nullable(),
  /** The customer's n-th purchase. */
  purchaseOrder: z.int().nullable(),
  referenceType: z.string().nullable(),
  referenceId: z.int().nullable(),
  notes: z.string().nullable(),
  createdAt: Instant,
})

export const paymentOf = (row: RowOf<typeof PAYMENT>): Payment => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
})

export const placeOf = ({ paidOn, id }: Payment): string => `${paidOn}.${id}`

export const PAYMENT_FILTERS = {
  customerId: filter(QuerySerial, (id) => sql`p.customer_id = ${id}`),
  from: filter(Day, (day) => sql`p.paid_on >= ${day}`),
  to: filter(Day, (day) => sql`p.paid_on <= ${day}`),
  method: filter(z.enum(PAYMENT_METHODS), (method) => sql`p.method = ${method}`),
  status: filter(z.enum(PAYMENT_STATUSES), (status) => sql`p.status = ${status}`),
  after: filter(DayPlace, (place) => {
    const { day, serial } = partsOf(place)
    return sql`(p.paid_on, p.payment_id) < (${day}::date, ${serial}::int)`
  }),
}

export type PaymentFilter = z.infer<typeof PaymentFilter>
export const PaymentFilter = z
  .strictObject({ limit: pageQuery.limit, ...queryOf(PAYMENT_FILTERS) })
  .superRefine(inOrder('from', 'to'))
