import { sql } from 'drizzle-orm'
import * as z from 'zod'
import { instant, integer, nullable, oneOf, text } from '#db/values.ts'
import { LINE_SOURCES, LINE_STATUSES } from '#db/words.ts'
import type { Actor } from '../access/actor.ts'
import { filter, queryOf } from '../list.ts'
import { Id, Instant, Month, pageQuery } from '../shapes.ts'

// The list of settlement lines: columns, item, filters and cursor. The statement stands in `queries.ts`.

/** Columns of the statement. */
export const LINE = {
  id: text,
  orderId: nullable(text),
  orderNumber: nullable(text),
  payerId: text,
  payeeId: text,
  payerName: nullable(text),
  payeeName: nullable(text),
  source: oneOf(LINE_SOURCES),
  amountWon: integer,
  status: oneOf(LINE_STATUSES),
  month: nullable(text),
  eligibleAt: nullable(instant),
  dueOn: nullable(text),
  version: integer,
}

const Company = z.object({ id: Id, name: z.string() })

export type SettlementLine = z.infer<typeof SettlementLine>
export const SettlementLine = z.object({
  id: Id,
  orderId: Id.nullable(),
  orderNumber: z.string().nullable(),
  payer: Company,
  payee: Company,
  source: z.enum(LINE_SOURCES),
  amountWon: z.int(),
  status: z.enum(LINE_STATUSES),
  /** Computed: approved and past its due day. */
  overdue: z.boolean(),
  month: z.string().nullable(),
  eligibleAt: Instant.nullable(),
  dueOn: z.string().nullable(),
  version: z.int(),
})

export const LINE_FILTERS = {
  orderId: filter(Id, (id) => sql`l.order_id = ${id}`),
  status: filter(z.enum(LINE_STATUSES), (status) => sql`l.status = ${status}`),
  direction: filter(z.enum(['hq_agency', 'agency_retail']), (direction, { hqId }: Actor) =>
    direction === 'hq_agency' ? sql`l.payer_id = ${hqId}` : sql`l.payer_id = l.agency_id`,
  ),
  payeeId: filter(Id, (id) => sql`l.payee_id = ${id}`),
  after: filter(Id, (id) => sql`l.id < ${id}`),
}

export type LineFilter = z.infer<typeof LineFilter>
export const LineFilter = z
  .strictObject({
    ...pageQuery,
    /** The Seoul month in which lines became payable; by default the current one. Forecasts have none. */
    month: Month.optional(),
    ...queryOf(LINE_FILTERS),
  })
  .refine(({ status, orderId }) => status !== 'cancelled' || orderId, {
    path: ['orderId'],
    message: 'cancelled lines are shown with their order: name it',
  })
