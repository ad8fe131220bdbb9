import { sql } from 'drizzle-orm'
import { insertMany } from '#db/insert-many.ts'
import { v1Usage } from '#db/schema/v1.ts'
import { seoulDay } from '../calendar.ts'
import type { Ctx } from '../context.ts'

/** So much of the count is lost at most when a process dies. */
const KEPT_SECONDS = 3

type Counted = typeof v1Usage.$inferInsert
type Tally = { rows: Map<string, Counted>; isWaiting: boolean }

/**
 * Counts a call of v1. The process collects its counts and writes them together a few seconds later, so that a call
 * costs no statement of its own.
 */
export function countV1Call(ctx: Ctx, operation: string, hasFailed: boolean): void {
  const { companyId, userId, tokenId: clientId = userId } = ctx.actor
  const lastAt = ctx.clock.now()
  const tally = tallyOf(ctx)
  add(tally, {
    ...{ companyId, day: seoulDay(lastAt), clientId, operation },
    ...{ calls: 1, failures: hasFailed ? 1 : 0, lastAt },
  })
  if (tally.isWaiting) return
  tally.isWaiting = true
  ctx.later(KEPT_SECONDS, () => write(ctx, tally))
}

/** Lives as long as the process, or on Workers as the isolate. */
function tallyOf({ memo }: Pick<Ctx, 'memo'>): Tally {
  const kept = memo.map<Tally>('v1 usage', 1)
  const tally = kept.get('') ?? { rows: new Map(), isWaiting: false }
  kept.set('', tally)
  return tally
}

function add({ rows }: Tally, row: Counted): void {
  const key = `${row.companyId} ${row.day} ${row.clientId} ${row.operation}`
  const known = rows.get(key)
  const calls = row.calls + (known?.calls ?? 0)
  rows.set(key, { ...row, calls, failures: row.failures + (known?.failures ?? 0) })
}

/** Counts that could not be written wait for the next call. */
async function write({ db }: Pick<Ctx, 'db'>, tally: Tally): Promise<void> {
  // In one order, so that processes which write at once do not wait for one another in a circle.
  const rows = [...tally.rows].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
  tally.rows = new Map()
  tally.isWaiting = false
  try {
    await db.execute(insertMany(v1Usage, rows, ADDED))
  } catch (cause) {
    for (const row of rows) add(tally, row)
    throw cause
  }
}

const ADDED = sql`on conflict (company_id, day, client_id, operation) do update set
  calls = v1_usage.calls + excluded.calls, failures = v1_usage.failures + excluded.failures,
  last_at = greatest(v1_usage.last_at, excluded.last_at)`
