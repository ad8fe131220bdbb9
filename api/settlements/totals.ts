import { sql } from 'drizzle-orm'
import type { LineSource, LineStatus } from '#db/words.ts'
import type { TxCtx } from '../context.ts'

/** Lines that enter (+) or leave (−) a state of a month. */
export type LineChange = {
  payerId: string
  payeeId: string
  month: string
  source: LineSource
  status: LineStatus
  lines: number
  won: number
}

/**
 * Updates the totals for summaries and dashboards in the transaction that changes the lines. Rows are written
 * in a fixed order, so that two commands cannot deadlock. Call it last.
 */
export async function moveLineTotals(ctx: TxCtx, changes: LineChange[]): Promise<void> {
  if (changes.length === 0) return
  const json = JSON.stringify(
    changes.map(({ payerId, payeeId, ...rest }) => ({
      payer_id: payerId,
      payee_id: payeeId,
      ...rest,
    })),
  )
  await ctx.db.execute(sql`insert into settlement_totals as t
    select payer_id, payee_id, month, source, status, ${ctx.actor.hqId}, sum(lines)::int, sum(won)::bigint
    from json_populate_recordset(null::settlement_totals, ${json}::json)
    group by payer_id, payee_id, month, source, status order by payer_id, payee_id, month, source, status
    on conflict (payer_id, payee_id, month, source, status) do update
      set lines = t.lines + excluded.lines, won = t.won + excluded.won`)
}
