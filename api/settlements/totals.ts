import { sql } from 'drizzle-orm'
import type { LineSource, LineStatus } from '#db/words.ts'
import type { TxCtx } from '../context.ts'

/** Lines entering (+) or leaving (−) a state of a month. */
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
 * Keeps the sums that summaries and dashboards read, in the transaction that moves the lines. Rows
 * are written in one order, so that two commands never wait in a ring. Call it last.
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
