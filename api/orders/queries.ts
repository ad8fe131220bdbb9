import { and, asc, desc, eq, getTableColumns, gt, gte, lt, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/db.ts'
import { prepared } from '#db/prepared.ts'
import { rowsOf } from '#db/rows.ts'
import { orderSecrets, orders } from '#db/schema/orders.ts'
import { policies, policyVersions } from '#db/schema/policies.ts'
import { ORDER_STATUSES, type OrderStatus } from '#db/words.ts'
import { visibleTo } from '../access/scope.ts'
import { addDays, startOfDay } from '../calendar.ts'
import { type CompanyName, companyNames } from '../companies/names.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { firstIdAt } from '../ids.ts'
import { PAGE_MAX, type Page, toPage } from '../shapes.ts'
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
  const names = await companyNames(ctx)
  const rows = await fetchPage(ctx, filter, names)
  return toPage(
    rows.map((row) => itemOf(ctx.actor.tier, names, row)),
    filter.limit,
  )
}

const COLUMN = { hq: orders.hqId, agency: orders.agencyId, retail: orders.retailId }
/** Pages are fetched in few sizes and cut, so that statements stay few. */
const SIZES = [10, 20, 50, PAGE_MAX]

/**
 * The statement is named by which conditions it has, so that each shape is planned once. States and
 * sizes stand in its text: as parameters Postgres would not see how rare an open order is, and would
 * plan a parameterised limit anew at every run.
 */
function fetchPage(ctx: Ctx, filter: OrderFilter, names: ReadonlyMap<string, CompanyName>) {
  const { order, status, after, companyId, from, to, q } = filter
  const { tier } = ctx.actor
  const within = companyId && names.get(companyId)?.tier
  if (companyId && !within) return []
  // The column whose index is walked: the narrower company's.
  const walked = COLUMN[within || tier]
  const size = SIZES.find((max) => max >= filter.limit) ?? PAGE_MAX
  const search = q && (/^\d{4}$/.test(q) ? 'phone' : 'number')
  const shape = [tier, within, order, size, status, search, after && 'a', from && 'f', to && 't']
  const name = `orders_${shape.map((part) => part || '').join('_')}`
  const asked = prepared(ctx.replica, name, (db: Db) => {
    const at = sql.placeholder
    const direction = order === 'oldest' ? asc : desc
    const wanted: (SQL | '' | undefined)[] = [
      eq(COLUMN[tier], at('actor')),
      within && eq(walked, at('company')),
      status && sql`${orders.status} = ${sql.raw(`'${status}'`)}`,
      after && (order === 'oldest' ? gt(orders.id, at('after')) : lt(orders.id, at('after'))),
      from && gte(orders.id, at('from')),
      to && lt(orders.id, at('to')),
      search === 'number' && eq(orders.number, at('q')),
      search === 'phone' && eq(orders.hqId, at('hq')),
      search === 'phone' && sql`right(${orders.customerPhone}, 4) = ${at('q')}`,
    ].map((condition) => condition || undefined)
    return (
      db
        .select(LIST)
        .from(orders)
        .where(and(...wanted.filter((condition) => condition instanceof Object)))
        .orderBy(direction(orders.id))
        // Drizzle's type wants a number, which it would send as a parameter.
        .limit(sql.raw(String(size + 1)) as unknown as number)
        .prepare(name)
    )
  })
  return asked.execute({
    actor: ctx.actor.companyId,
    hq: ctx.actor.hqId,
    after,
    company: companyId,
    from: from && firstIdAt(startOfDay(from)),
    to: to && firstIdAt(startOfDay(addDays(to, 1))),
    q: q?.toUpperCase(),
  })
}

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
