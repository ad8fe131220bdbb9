import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  gt,
  gte,
  inArray,
  lt,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { Db } from '#db/db.ts'
import { prepared } from '#db/prepared.ts'
import { rowsOf } from '#db/rows.ts'
import { orderSecrets, orders } from '#db/schema/orders.ts'
import { policies, policyVersions } from '#db/schema/policies.ts'
import { ORDER_STATUSES, type OrderStatus } from '#db/words.ts'
import { visibleTo } from '../access/scope.ts'
import { addDays, startOfDay } from '../calendar.ts'
import { companyNames } from '../companies/names.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { firstIdAt } from '../ids.ts'
import { type Page, toPage } from '../shapes.ts'
import type { OrderCounts, OrderDetail, OrderFilter, OrderItem } from './contract.ts'
import { type DetailRow, detailOf, itemOf } from './views.ts'

const LIST = {
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
}

/** One page of the orders that the caller may see. Ids sort by time, so they are the cursor. */
export async function listOrders(ctx: Ctx, filter: OrderFilter): Promise<Page<OrderItem>> {
  const rows = await page(ctx, filter)
  const names = await companyNames(ctx)
  return toPage(
    rows.map((row) => itemOf(ctx.actor.tier, names, row)),
    filter.limit,
  )
}

/**
 * The statement is named by which conditions it has, so that each shape is planned once. The limit
 * stands in the text: as a parameter it would make Postgres plan anew at every run.
 */
function page(ctx: Ctx, filter: OrderFilter) {
  const { limit, order, status, after, companyId, from, to, q } = filter
  const { tier } = ctx.actor
  const shape = [
    tier,
    order,
    limit,
    status && (isOpen(status) ? 'o' : 's'),
    after && 'a',
    companyId && 'c',
    from && 'f',
    to && 't',
    q && (/^\d{4}$/.test(q) ? 'p' : 'n'),
  ]
  const statement = prepared(ctx.replica, `orders_${shape.join('_')}`, (db: Db) => {
    const wanted: (SQL | '' | undefined)[] = [
      eq(
        { hq: orders.hqId, agency: orders.agencyId, retail: orders.retailId }[tier],
        sql.placeholder('actor'),
      ),
      status &&
        (isOpen(status)
          ? // Said twice, so that the partial index of open orders fits.
            and(eq(orders.status, sql.placeholder('status')), inArray(orders.status, OPEN))
          : eq(orders.status, sql.placeholder('status'))),
      after &&
        (order === 'oldest'
          ? gt(orders.id, sql.placeholder('after'))
          : lt(orders.id, sql.placeholder('after'))),
      companyId &&
        sql`(${orders.agencyId} = ${sql.placeholder('company')} or ${orders.retailId} = ${sql.placeholder('company')})`,
      from && gte(orders.id, sql.placeholder('from')),
      to && lt(orders.id, sql.placeholder('to')),
      q &&
        (/^\d{4}$/.test(q)
          ? and(
              eq(orders.hqId, sql.placeholder('hq')),
              sql`right(${orders.customerPhone}, 4) = ${sql.placeholder('q')}`,
            )
          : eq(orders.number, sql.placeholder('q'))),
    ]
    return db
      .select(LIST)
      .from(orders)
      .where(and(...wanted.filter((condition): condition is SQL => condition instanceof Object)))
      .orderBy(order === 'oldest' ? asc(orders.id) : desc(orders.id))
      .limit(sql.raw(String(limit + 1)) as unknown as number)
      .prepare(`orders_${shape.join('_')}`)
  })
  return statement.execute({
    actor: ctx.actor.companyId,
    hq: ctx.actor.hqId,
    status,
    after,
    company: companyId,
    from: from && firstIdAt(startOfDay(from)),
    to: to && firstIdAt(startOfDay(addDays(to, 1))),
    q: q?.toUpperCase(),
  })
}

const OPEN = ['pending', 'approved', 'shipped'] as const satisfies readonly OrderStatus[]
const isOpen = (status: OrderStatus) => (OPEN as readonly OrderStatus[]).includes(status)

/** One order with its policy, version and history, in one statement. */
export async function orderDetail(
  ctx: Ctx,
  id: string,
  db: Db = ctx.replica,
): Promise<OrderDetail> {
  const { tier, companyId } = ctx.actor
  const statement = prepared(db, `order_${tier}`, (db: Db) =>
    db
      .select({
        ...getTableColumns(orders),
        policyTitle: policies.title,
        policyVersion: policyVersions.number,
        accountLast4: orderSecrets.last4,
        history: sql<
          DetailRow['history']
        >`(select json_agg(json_build_object('seq', h.seq, 'from', h.from_status,
          'to', h.to_status, 'byCompany', h.by_company, 'reason', h.reason, 'at', h.at) order by h.seq)
          from order_history h where h.order_id = ${orders.id})`,
      })
      .from(orders)
      .innerJoin(policies, eq(policies.id, orders.policyId))
      .innerJoin(policyVersions, eq(policyVersions.id, orders.policyVersionId))
      .leftJoin(orderSecrets, eq(orderSecrets.orderId, orders.id))
      .where(
        and(
          eq(orders.id, sql.placeholder('id')),
          eq(
            { hq: orders.hqId, agency: orders.agencyId, retail: orders.retailId }[tier],
            sql.placeholder('actor'),
          ),
        ),
      )
      .prepare(`order_${tier}`),
  )
  const [row] = await statement.execute({ id, actor: companyId })
  if (!row) throw new AppError('not_found', 'There is no such order.')
  return detailOf(ctx.actor, await companyNames(ctx), row)
}

type CountRow = { status: OrderStatus; orders: number; won: number }

/** How many orders stand in each state and what they are worth to the caller, from the kept totals. */
export async function countOrders(ctx: Ctx, companyId?: string): Promise<OrderCounts> {
  const { tier } = ctx.actor
  const won = {
    hq: sql`gross_won + sim_won`,
    agency: sql`gross_won + sim_won`,
    retail: sql`shop_won + sim_won`,
  }[tier]
  // Totals are kept by agency; a shop's own orders are few enough to count.
  const rows = await rowsOf<CountRow>(
    ctx.replica,
    tier === 'retail' || companyId
      ? sql`select status, count(*)::int as orders, coalesce(sum(${won}), 0)::bigint as won from orders
          where ${visibleTo(ctx.actor, orders)} ${companyId ? sql`and (agency_id = ${companyId} or retail_id = ${companyId})` : sql``} group by status`
      : sql`select status, sum(orders)::int as orders, sum(${won})::bigint as won from order_totals
          where ${tier === 'hq' ? sql`hq_id` : sql`agency_id`} = ${ctx.actor.companyId} and span = 'all' group by status`,
  )
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
