import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/db.ts'
import { rawRows } from '#tests/raw-rows.ts'

/**
 * Runs `work`, which makes `waiters` transactions wait, while it holds a lock until all of them wait for it:
 * the worst possible order, every time. Needs one connection more than they do.
 */
export async function heldBack<T>(
  db: Db,
  lock: SQL,
  waiters: number,
  work: () => Promise<T>,
  /** Runs while they wait. */
  meanwhile: () => unknown = () => undefined,
): Promise<T> {
  let racing: Promise<T> | undefined
  let isOver = false
  await db.transaction(async (tx) => {
    await tx.execute(lock)
    racing = work()
    const over = () => {
      isOver = true
    }
    racing.then(over, over)
    const waiting = sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    // Within a transaction the view of the activity does not change unless the snapshot is cleared.
    while ((await rawRows(tx, waiting)).length < waiters) {
      // The error or result of the work says more than the fact that it has ended.
      if (isOver)
        throw new Error(`not ${waiters} waited, but all was over: ${await outcomeOf(racing)}`)
      await tx.execute(sql`select pg_stat_clear_snapshot()`)
    }
    await meanwhile()
  })
  if (!racing) throw new Error('the lock was never taken')
  return racing
}

const outcomeOf = <T>(work: Promise<T>) => work.then((value) => JSON.stringify(value), String)
