import { type SQL, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { integer, oneOf, type RowOf, text } from '#db/values.ts'
import { LINE_SOURCES, LINE_STATUSES } from '#db/words.ts'
import type { Actor } from '../access/actor.ts'
import { dueOfMonth, seoulDay, seoulMonth } from '../calendar.ts'
import { namesFor } from '../companies/names.ts'
import type { Ctx } from '../context.ts'
import { conditionsOf } from '../list.ts'
import { type Page, toPage } from '../shapes.ts'
import type { LineFilter, SettlementLine, Summary, SummaryRow } from './contract.ts'
import { LINE, LINE_FILTERS } from './list.ts'

/**
 * A condition for visible lines: HQ sees its tree, an agency both of its sides, a shop only what it is paid
 * (D.1, margin privacy).
 */
export const visibleLines = (actor: Actor): SQL =>
  actor.tier === 'hq'
    ? sql`l.hq_id = ${actor.companyId}`
    : actor.tier === 'agency'
      ? sql`l.agency_id = ${actor.companyId}`
      : sql`l.payee_id = ${actor.companyId}`

/** The same right for the totals. */
export const visibleTotals = (actor: Actor): SQL =>
  actor.tier === 'hq'
    ? sql`t.hq_id = ${actor.companyId}`
    : actor.tier === 'agency'
      ? sql`(t.payer_id = ${actor.companyId} or t.payee_id = ${actor.companyId})`
      : sql`t.payee_id = ${actor.companyId}`

/** Lines that the caller may see, newest first: those of a month, of an order, or the forecast. */
export async function listLines(ctx: Ctx, filter: LineFilter): Promise<Page<SettlementLine>> {
  const wanted = [
    visibleLines(ctx.actor),
    ...sourceOf(ctx, filter),
    ...conditionsOf(LINE_FILTERS, filter, ctx.actor),
  ]
  // Lines of one order belong to its document, so they show the names that the order keeps.
  const names = filter.orderId
    ? sql`case l.payer_id when o.hq_id then o.hq_name when o.agency_id then o.agency_name end as "payerName",
        case l.payee_id when o.agency_id then o.agency_name when o.retail_id then o.retail_name end as "payeeName"`
    : sql`null as "payerName", null as "payeeName"`
  const rows = await rowsOf(
    ctx.replica,
    sql`select ${names}, l.id, l.order_id as "orderId", o.number as "orderNumber", l.payer_id as "payerId", l.payee_id as "payeeId",
        l.source, l.amount_won as "amountWon", l.status, l.month, l.eligible_at as "eligibleAt", l.due_on::text as "dueOn", l.version
      from (select * from settlement_lines l where ${sql.join(wanted, sql` and `)}
        order by l.id desc limit ${sql.raw(String(filter.limit + 1))}) l
      left join orders o on o.id = l.order_id order by l.id desc`,
    LINE,
  )
  const nameOf = await namesFor(ctx, pairsOf(rows))
  const today = seoulDay(ctx.clock.now())
  const lines = rows.map(({ payerId, payeeId, payerName, payeeName, eligibleAt, ...row }) => ({
    ...row,
    payer: { id: payerId, name: payerName ?? nameOf(payerId) },
    payee: { id: payeeId, name: payeeName ?? nameOf(payeeId) },
    overdue: row.status === 'approved' && row.dueOn !== null && row.dueOn < today,
    eligibleAt: eligibleAt?.toISOString() ?? null,
  }))
  return toPage(lines, filter.limit)
}

const pairsOf = (rows: readonly { payerId: string; payeeId: string }[]) =>
  rows.flatMap(({ payerId, payeeId }) => [payerId, payeeId])

const ORDER_LINE = { hq: 'o.hq_id', agency: 'o.agency_id', retail: 'o.retail_id' } as const

/** Where the lines are looked for: in an order, among the forecasts, or in a month. */
function sourceOf({ actor, clock }: Ctx, { orderId, status, month }: LineFilter): SQL[] {
  if (orderId) return []
  // A forecast belongs to an order that is still open; those are few, and found by an index of their own.
  // Their ids are collected first: Postgres cannot know how few they are, and would scan all lines.
  if (status === 'pending')
    return [
      sql`l.order_id = any(array(select o.id from orders o where o.hq_id = ${actor.hqId}
        and ${sql.raw(ORDER_LINE[actor.tier])} = ${actor.companyId} and o.status in ('pending', 'approved', 'shipped')))`,
    ]
  return [sql`l.month = ${month ?? seoulMonth(clock.now())}`]
}

const SUM = {
  payerId: text,
  payeeId: text,
  source: oneOf(LINE_SOURCES),
  status: oneOf(LINE_STATUSES),
  lines: integer,
  won: integer,
}
type SumRow = RowOf<typeof SUM>

/** Totals of a month by payer and payee. */
export async function summarise(ctx: Ctx, month = seoulMonth(ctx.clock.now())): Promise<Summary> {
  const rows = await rowsOf(
    ctx.replica,
    sql`select t.payer_id as "payerId", t.payee_id as "payeeId", t.source, t.status, t.lines, t.won
      from settlement_totals t where ${visibleTotals(ctx.actor)} and t.month = ${month} and t.lines > 0
      order by t.payer_id, t.payee_id`,
    SUM,
  )
  const nameOf = await namesFor(ctx, pairsOf(rows))
  const company = (id: string) => ({ id, name: nameOf(id) })
  const pairs = Map.groupBy(rows, (row) => `${row.payerId} ${row.payeeId}`)
  return {
    month,
    rows: [...pairs.values()].map((own) => {
      const [first] = own
      if (!first) throw new Error('a pair has rows')
      return summaryRow(own, company(first.payerId), company(first.payeeId), dueOfMonth(month))
    }),
  }
}

function summaryRow(
  own: SumRow[],
  payer: SummaryRow['payer'],
  payee: SummaryRow['payee'],
  dueOn: string,
): SummaryRow {
  const won = (wanted: (row: SumRow) => boolean) =>
    own.filter(wanted).reduce((total, row) => total + row.won, 0)
  const byStatus: SummaryRow['byStatus'] = {}
  for (const [status, rows] of Map.groupBy(own, (row) => row.status))
    byStatus[status] = {
      // Each leg of an order has one line with source `order`, so counting those counts orders.
      orders: rows
        .filter((row) => row.source === 'order')
        .reduce((total, row) => total + row.lines, 0),
      lines: rows.reduce((total, row) => total + row.lines, 0),
      won: rows.reduce((total, row) => total + row.won, 0),
    }
  return {
    payer,
    payee,
    orders: own
      .filter((row) => row.source === 'order')
      .reduce((total, row) => total + row.lines, 0),
    orderWon: won((row) => row.source === 'order'),
    simWon: won((row) => row.source === 'sim'),
    otherWon: won((row) => row.source !== 'order' && row.source !== 'sim'),
    totalWon: won(() => true),
    dueOn,
    byStatus,
  }
}
