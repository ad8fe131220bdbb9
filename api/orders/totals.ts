import { sql } from 'drizzle-orm'
import type { OrderStatus } from '#db/words.ts'
import { mondayOf, seoulDay } from '../calendar.ts'
import type { TxCtx } from '../context.ts'

/** An order entering (+1) or leaving (−1) a state. */
export type Change = {
  hqId: string
  agencyId: string
  placedAt: Date
  status: OrderStatus
  by: 1 | -1
  grossWon: number
  shopWon: number
  simWon: number
}

type Row = {
  agency_id: string
  span: 'day' | 'week' | 'month' | 'all'
  starts_on: string
  status: OrderStatus
  hq_id: string
  orders: number
  gross_won: number
  shop_won: number
  sim_won: number
}

/**
 * Updates counts and sums by agency and state, for the day of placing, its week, its month and all time, in
 * the order's transaction. Rows are written in a fixed sequence, so that two commands never deadlock. Call it
 * last: all orders of an agency share these rows, which stay locked until the commit.
 */
export async function moveTotals(ctx: TxCtx, changes: Change[]): Promise<void> {
  const rows = new Map<string, Row>()
  for (const change of changes) {
    const day = seoulDay(change.placedAt)
    add(rows, change, 'day', day)
    add(rows, change, 'week', mondayOf(day))
    add(rows, change, 'month', `${day.slice(0, 7)}-01`)
    add(rows, change, 'all', '2000-01-01')
  }
  const json = JSON.stringify([...rows.values()])
  await ctx.db.execute(sql`insert into order_totals as t
    select agency_id, span, starts_on, status, hq_id, orders, gross_won, shop_won, sim_won
    from json_populate_recordset(null::order_totals, ${json}::json)
    order by agency_id, span, starts_on, status
    on conflict (agency_id, span, starts_on, status) do update set orders = t.orders + excluded.orders,
      gross_won = t.gross_won + excluded.gross_won, shop_won = t.shop_won + excluded.shop_won,
      sim_won = t.sim_won + excluded.sim_won`)
}

function add(rows: Map<string, Row>, change: Change, span: Row['span'], startsOn: string) {
  const { agencyId, hqId, status, by } = change
  const key = `${agencyId} ${span} ${startsOn} ${status}`
  const row = rows.get(key) ?? {
    agency_id: agencyId,
    span,
    starts_on: startsOn,
    status,
    hq_id: hqId,
    orders: 0,
    gross_won: 0,
    shop_won: 0,
    sim_won: 0,
  }
  row.orders += by
  row.gross_won += by * change.grossWon
  row.shop_won += by * change.shopWon
  row.sim_won += by * change.simWon
  rows.set(key, row)
}
