import { asc, desc, eq, type GetColumnData, gt, gte, lt, type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import { orders } from '#db/schema/orders.ts'
import { CARRIERS, JOIN_TYPES, ORDER_STATUSES, type Tier } from '#db/words.ts'
import { show } from '../access/disclosure.ts'
import { addDays, startOfDay } from '../calendar.ts'
import type { CompanyName } from '../companies/names.ts'
import { firstIdAt } from '../ids.ts'
import { filter, queryOf } from '../list.ts'
import { Day, Id, Instant, inOrder, OrderNumber, pageQuery } from '../shapes.ts'
import { amountsFor } from './amounts.ts'
import { ORDER_SEARCH_MIN, orderSearchOf } from './order-search.ts'
import { soughtBy, soughtValues } from './sought.ts'

// The list of orders: the columns that a row is read from, the item that it shows, its filters and its
// cursor. The statement, the answer and the query parameters derive from these; a field of the item without
// a source does not compile.

/** Columns of the statement, under their own names. */
export const ORDER_COLUMNS = {
  id: orders.id,
  number: orders.number,
  status: orders.status,
  version: orders.version,
  placedAt: orders.placedAt,
  movedAt: orders.movedAt,
  retailId: orders.retailId,
  agencyId: orders.agencyId,
  policyId: orders.policyId,
  carrier: orders.carrier,
  planName: orders.planName,
  joinType: orders.joinType,
  contractMonths: orders.contractMonths,
  customerName: orders.customerName,
  grossWon: orders.grossWon,
  shopWon: orders.shopWon,
  simWon: orders.simWon,
} satisfies { [Name in keyof typeof orders]?: (typeof orders)[Name] }
export type ListRow = {
  [Name in keyof typeof ORDER_COLUMNS]: GetColumnData<(typeof ORDER_COLUMNS)[Name]>
}

const Company = z.object({ id: Id, name: z.string() })
/** By viewer: HQ sees what it pays, an agency all three, a shop what it earns (F.5). */
export const OrderAmounts = z.object({
  simWon: z.int(),
  grossWon: z.int().optional(),
  marginWon: z.int().optional(),
  shopWon: z.int().optional(),
  /** The viewer's own total: paid by HQ, received by the agency, earned by the shop. */
  totalWon: z.int(),
})

export type OrderItem = z.infer<typeof OrderItem>
export const OrderItem = z.object({
  id: Id,
  number: z.string(),
  status: z.enum(ORDER_STATUSES),
  version: z.int(),
  placedAt: Instant,
  movedAt: Instant,
  retail: Company,
  agency: Company,
  policyId: Id,
  carrier: z.enum(CARRIERS),
  planName: z.string(),
  joinType: z.enum(JOIN_TYPES),
  contractMonths: z.int(),
  /** Masked for readers without access to it. */
  customerName: z.string(),
  amounts: OrderAmounts,
})

/** The list shows the companies' current names, a single order the names on the day it was placed. */
type Names = { agencyName: string; retailName: string }

/**
 * The item of a row. Written out field by field: a column reaches the answer only by being named here, and
 * a page maps 50 rows, which a loop over a table of fields would slow down.
 */
export const itemOf = (tier: Tier, row: ListRow, { agencyName, retailName }: Names): OrderItem => ({
  id: row.id,
  number: row.number,
  status: row.status,
  version: row.version,
  placedAt: row.placedAt.toISOString(),
  movedAt: row.movedAt.toISOString(),
  retail: { id: row.retailId, name: retailName },
  agency: { id: row.agencyId, name: agencyName },
  policyId: row.policyId,
  carrier: row.carrier,
  planName: row.planName,
  joinType: row.joinType,
  contractMonths: row.contractMonths,
  // Only the shop that serves a customer reads their name in a list.
  customerName: show('name', tier === 'retail' ? 'owner' : 'agency', row.customerName) ?? '',
  amounts: amountsFor(tier, row),
})

/** Ids sort by time, so the last id of a page is the cursor: each sequence continues beyond it. */
export const SEQUENCES = {
  newest: { by: desc, beyond: lt },
  /** The approval queue. */
  oldest: { by: asc, beyond: gt },
} as const
type Sequence = keyof typeof SEQUENCES

/** The column in which an order carries its company of this tier. */
export const COMPANY_COLUMNS = { hq: orders.hqId, agency: orders.agencyId, retail: orders.retailId }

/**
 * The part of the statement that a filter adds. `name` distinguishes statements that differ in text, so that
 * each is planned once; `values` fill the placeholders. Undefined when no order can match.
 */
type Part = { name: string; where: () => SQL; values?: Record<string, unknown> } | undefined
type Asked = { sequence: Sequence; names: ReadonlyMap<string, CompanyName> }
const at = sql.placeholder

export const ORDER_FILTERS = {
  companyId: filter(Id, (company, { names }: Asked): Part => {
    const tier = names.get(company)?.tier
    return (
      tier && {
        name: tier,
        where: () => eq(COMPANY_COLUMNS[tier], at('company')),
        values: { company },
      }
    )
  }),
  status: filter(
    z.enum(ORDER_STATUSES),
    // Part of the text: with a parameter Postgres could not estimate how rare open orders are.
    (status): Part => ({
      name: status,
      where: () => sql`${orders.status} = ${sql.raw(`'${status}'`)}`,
    }),
  ),
  after: filter(
    pageQuery.after.unwrap(),
    (after, { sequence }: Asked): Part => ({
      name: 'a',
      where: () => SEQUENCES[sequence].beyond(orders.id, at('after')),
      values: { after },
    }),
  ),
  from: filter(
    Day,
    (day): Part => ({
      name: 'f',
      where: () => gte(orders.id, at('from')),
      values: { from: firstIdAt(startOfDay(day)) },
    }),
  ),
  to: filter(
    Day,
    (day): Part => ({
      name: 't',
      where: () => lt(orders.id, at('to')),
      values: { to: firstIdAt(startOfDay(addDays(day, 1))) },
    }),
  ),
  /** Part of an order number (its beginning, its end), or the last four digits of the customer's phone. */
  q: filter(OrderNumber(40, ORDER_SEARCH_MIN), (typed): Part => {
    const search = orderSearchOf(typed)
    return search && { ...soughtBy(search), values: soughtValues(search) }
  }),
}

export type OrderFilter = z.infer<typeof OrderFilter>
export const OrderFilter = z
  .strictObject({
    ...pageQuery,
    ...queryOf(ORDER_FILTERS),
    order: z.enum(['newest', 'oldest']).default('newest'),
  })
  .superRefine(inOrder('from', 'to'))
