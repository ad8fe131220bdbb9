import { and, eq, getTableColumns, sql } from 'drizzle-orm'
import type { Db } from '#db/db.ts'
import { prepared } from '#db/prepared.ts'
import { rowsOf } from '#db/rows.ts'
import { orderSecrets, orders } from '#db/schema/orders.ts'
import { policies, policyVersions } from '#db/schema/policies.ts'
import { computed, integer, listOf, objectOf, oneOf, type RowOf } from '#db/values.ts'
import { ORDER_STATUSES, type OrderStatus, type Tier } from '#db/words.ts'
import { type CompanyName, companyNames, namesFor } from '../companies/names.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { conditionsOf } from '../list.ts'
import { PAGE_MAX, type Page, toPage } from '../shapes.ts'
import type { OrderCounts, OrderDetail, OrderFilter, OrderItem } from './contract.ts'
import { COMPANY_COLUMNS, itemOf, ORDER_COLUMNS, ORDER_FILTERS, SEQUENCES } from './list.ts'
import { detailOf, FILE, HISTORY } from './views.ts'

/** One page of the orders that the caller may see. Ids sort by time, so they are the cursor. */
export async function listOrders(ctx: Ctx, filter: OrderFilter): Promise<Page<OrderItem>> {
  const names = await companyNames(ctx)
  const rows = await fetchPage(ctx, filter, names)
  const nameOf = await namesFor(
    ctx,
    rows.flatMap(({ agencyId, retailId }) => [agencyId, retailId]),
  )
  return toPage(
    rows.map((row) =>
      itemOf(ctx.actor.tier, row, {
        agencyName: nameOf(row.agencyId),
        retailName: nameOf(row.retailId),
      }),
    ),
    filter.limit,
  )
}

/** Pages are fetched in few sizes and cut, so that statements stay few. */
const SIZES = [10, 20, 50, PAGE_MAX]

/**
 * The statement is named by its conditions and their order, so that each shape is planned once. Its size
 * stands in its text: Postgres would plan a limit that is a parameter anew at every run.
 */
function fetchPage(ctx: Ctx, filter: OrderFilter, names: ReadonlyMap<string, CompanyName>) {
  const { tier, companyId, hqId } = ctx.actor
  const sequence = filter.order
  const asked = conditionsOf(ORDER_FILTERS, filter, { sequence, names })
  const parts = asked.filter((part) => part !== undefined)
  if (parts.length < asked.length) return []
  const size = SIZES.find((max) => max >= filter.limit) ?? PAGE_MAX
  const name = ['orders', tier, sequence, size, ...parts.map((part) => part.name)].join('_')
  const statement = prepared(ctx.replica, name, (db: Db) =>
    db
      .select(ORDER_COLUMNS)
      .from(orders)
      .where(
        and(
          eq(COMPANY_COLUMNS[tier], sql.placeholder('actor')),
          ...parts.map(({ where }) => where()),
        ),
      )
      .orderBy(SEQUENCES[sequence].by(orders.id))
      // Drizzle's type wants a number, which it would send as a parameter.
      .limit(sql.raw(String(size + 1)) as unknown as number)
      .prepare(name),
  )
  const values = Object.assign({}, ...parts.map((part) => part.values))
  return statement.execute({ actor: companyId, hq: hqId, ...values })
}

/** One order with its policy, version and history, in one statement. */
export async function orderDetail(ctx: Ctx, id: string): Promise<OrderDetail> {
  const { tier, companyId } = ctx.actor
  const statement = prepared(ctx.replica, `order_${tier}`, (db: Db) =>
    db
      .select({
        ...getTableColumns(orders),
        policyTitle: policies.title,
        policyVersion: policyVersions.number,
        template: policyVersions.form,
        accountLast4: orderSecrets.last4,
        attachments: computed(
          listOf(objectOf(FILE)),
          sql`(select coalesce(json_agg(json_build_object('id', f.id, 'field', f.field, 'place', f.place,
          'type', f.type, 'sizeBytes', f.size_bytes) order by f.place), '[]') from attachments f
          where f.order_id = ${orders.id} and f.state = 'attached' and f.due_at is null)`,
        ),
        history: computed(
          listOf(objectOf(HISTORY)),
          sql`(select json_agg(json_build_object('seq', h.seq, 'from', h.from_status,
          'to', h.to_status, 'byCompany', h.by_company_name, 'reason', h.reason, 'at', h.at) order by h.seq)
          from order_history h where h.order_id = ${orders.id})`,
        ),
      })
      .from(orders)
      .innerJoin(policies, eq(policies.id, orders.policyId))
      .innerJoin(policyVersions, eq(policyVersions.id, orders.policyVersionId))
      .leftJoin(orderSecrets, eq(orderSecrets.orderId, orders.id))
      .where(
        and(
          eq(orders.id, sql.placeholder('id')),
          eq(COMPANY_COLUMNS[tier], sql.placeholder('actor')),
        ),
      )
      .prepare(`order_${tier}`),
  )
  const [row] = await statement.execute({ id, actor: companyId })
  if (!row) throw new AppError('not_found', 'There is no such order.')
  return detailOf(ctx.actor, row)
}

const COUNT = { status: oneOf(ORDER_STATUSES), orders: integer, won: integer }
type CountRow = RowOf<typeof COUNT>

/** The column of orders and of their totals for a company of this tier. */
const LINE = { hq: sql`hq_id`, agency: sql`agency_id`, retail: sql`retail_id` }

/** Orders in each state and their worth to the caller; with `companyId`, those of this company. */
export async function countOrders(ctx: Ctx, companyId?: string): Promise<OrderCounts> {
  const { actor } = ctx
  const within = companyId ? (await companyNames(ctx)).get(companyId)?.tier : actor.tier
  const rows = within ? await countRows(ctx, within, companyId ?? actor.companyId) : []
  return countsOf(rows)
}

function countRows(ctx: Ctx, within: Tier, companyId: string): Promise<CountRow[]> {
  const { tier, companyId: own } = ctx.actor
  const won = tier === 'retail' ? sql`shop_won + sim_won` : sql`gross_won + sim_won`
  const of = sql`${LINE[tier]} = ${own} and ${LINE[within]} = ${companyId}`
  // Totals are kept by agency; a shop's own orders are few enough to count.
  return rowsOf(
    ctx.replica,
    tier === 'retail' || within === 'retail'
      ? sql`select status, count(*)::int as orders, coalesce(sum(${won}), 0)::bigint as won from orders
          where ${of} group by status`
      : sql`select status, sum(orders)::int as orders, sum(${won})::bigint as won from order_totals
          where ${of} and span = 'all' group by status`,
    COUNT,
  )
}

function countsOf(rows: readonly CountRow[]): OrderCounts {
  const counts = Object.fromEntries(ORDER_STATUSES.map((status) => [status, 0])) as Record<
    OrderStatus,
    number
  >
  for (const row of rows) counts[row.status] = row.orders
  return {
    counts,
    total: rows.reduce((total, row) => total + row.orders, 0),
    sumWon: rows.reduce((total, row) => total + row.won, 0),
  }
}
