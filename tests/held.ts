import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/db.ts'
import { rowsOf } from '#db/rows.ts'

/**
 * Runs `work`, which is to make `waiters` transactions wait, behind a lock that is let go only once all
 * of them stand before it: the worst order in which they can come, every time. Needs a connection more
 * than they do.
 */
export async function heldBack<T>(
  db: Db,
  lock: SQL,
  waiters: number,
  work: () => Promise<T>,
): Promise<T> {
  let racing: Promise<T> | undefined
  await db.transaction(async (tx) => {
    await tx.execute(lock)
    racing = work()
    const waiting = sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    // A statement's own view of the activity stands still within a transaction, unless it is let go.
    while ((await rowsOf(tx, waiting)).length < waiters)
      await tx.execute(sql`select pg_stat_clear_snapshot()`)
  })
  if (!racing) throw new Error('the lock was never taken')
  return racing
}
