import { type SQL, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import type { LineSource, LineStatus } from '#db/words.ts'
import type { Actor } from '../access/actor.ts'
import { dueOfMonth, seoulDay, seoulMonth } from '../calendar.ts'
import { companyNames } from '../companies/names.ts'
import type { Ctx } from '../context.ts'
import { type Page, toPage } from '../shapes.ts'
import type { LineFilter, SettlementLine, Summary, SummaryRow } from './contract.ts'

/** HQ sees its tree, an agency both of its sides, a shop only what it is paid (D.1, margin privacy). */
export const visibleLines = (actor: Actor): SQL =>
  actor.tier === 'hq'
    ? sql`l.hq_id = ${actor.companyId}`
    : actor.tier === 'agency'
      ? sql`l.agency_id = ${actor.companyId}`
      : sql`l.payee_id = ${actor.companyId}`

/** The same right over the kept sums. */
export const visibleTotals = (actor: Actor): SQL =>
  actor.tier === 'hq'
    ? sql`t.hq_id = ${actor.companyId}`
    : actor.tier === 'agency'
      ? sql`(t.payer_id = ${actor.companyId} or t.payee_id = ${actor.companyId})`
      : sql`t.payee_id = ${actor.companyId}`

type LineRow = {
  id: string
  orderId: string | null
  orderNumber: string | null
  payerId: string
  payeeId: string
  source: LineSource
  amountWon: number
  status: LineStatus
  month: string | null
  eligibleAt: Date | string | null
  dueOn: string | null
  version: number
}

/** Lines that the caller may see, newest first: those of a month, of an order, or the forecast. */
export async function listLines(ctx: Ctx, filter: LineFilter): Promise<Page<SettlementLine>> {
  const wanted = [visibleLines(ctx.actor), ...conditions(ctx, filter)]
  if (filter.after) wanted.push(sql`l.id < ${filter.after}`)
  const rows = await rowsOf<LineRow>(
    ctx.replica,
    sql`select l.id, l.order_id as "orderId", o.number as "orderNumber", l.payer_id as "payerId", l.payee_id as "payeeId",
        l.source, l.amount_won as "amountWon", l.status, l.month, l.eligible_at as "eligibleAt", l.due_on::text as "dueOn", l.version
      from settlement_lines l left join orders o on o.id = l.order_id
      where ${sql.join(wanted, sql` and `)} order by l.id desc limit ${sql.raw(String(filter.limit + 1))}`,
  )
  const names = await companyNames(ctx)
  const today = seoulDay(ctx.clock.now())
  const company = (id: string) => ({ id, name: names.get(id)?.name ?? '' })
  const lines = rows.map(({ payerId, payeeId, eligibleAt, ...row }) => ({
    ...row,
    payer: company(payerId),
    payee: company(payeeId),
    overdue: row.status === 'approved' && row.dueOn !== null && row.dueOn < today,
    eligibleAt: eligibleAt ? new Date(eligibleAt).toISOString() : null,
  }))
  return toPage(lines, filter.limit)
}

function conditions(ctx: Ctx, filter: LineFilter): SQL[] {
  const { actor } = ctx
  const wanted: SQL[] = []
  if (filter.orderId) wanted.push(sql`l.order_id = ${filter.orderId}`)
  // A forecast belongs to an order that is still open; those are few, and found by an index of their own.
  else if (filter.status === 'pending')
    wanted.push(
      sql`o.status in ('pending', 'approved', 'shipped') and ${{ hq: sql`o.hq_id`, agency: sql`o.agency_id`, retail: sql`o.retail_id` }[actor.tier]} = ${actor.companyId} and o.hq_id = ${actor.hqId}`,
    )
  else wanted.push(sql`l.month = ${filter.month ?? seoulMonth(ctx.clock.now())}`)
  if (filter.status) wanted.push(sql`l.status = ${filter.status}`)
  if (filter.direction === 'hq_agency') wanted.push(sql`l.payer_id = ${actor.hqId}`)
  if (filter.direction === 'agency_retail') wanted.push(sql`l.payer_id = l.agency_id`)
  if (filter.payeeId) wanted.push(sql`l.payee_id = ${filter.payeeId}`)
  return wanted
}

type SumRow = {
  payerId: string
  payeeId: string
  source: LineSource
  status: LineStatus
  lines: number
  won: number
}

/** Sums of a month by payer and payee: the hierarchical view, whose rows add up to its totals. */
export async function summarise(ctx: Ctx, month = seoulMonth(ctx.clock.now())): Promise<Summary> {
  const rows = await rowsOf<SumRow>(
    ctx.replica,
    sql`select t.payer_id as "payerId", t.payee_id as "payeeId", t.source, t.status, t.lines, t.won
      from settlement_totals t where ${visibleTotals(ctx.actor)} and t.month = ${month} and t.lines > 0
      order by t.payer_id, t.payee_id`,
  )
  const names = await companyNames(ctx)
  const company = (id: string) => ({ id, name: names.get(id)?.name ?? '' })
  const pairs = Map.groupBy(rows, (row) => `${row.payerId} ${row.payeeId}`)
  return {
    month,
    rows: [...pairs.values()].map((own) => {
      const [first] = own
      return summaryRow(
        own,
        company(first?.payerId ?? ''),
        company(first?.payeeId ?? ''),
        dueOfMonth(month),
      )
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
