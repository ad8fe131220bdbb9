import type { TxCtx } from '#api/context.ts'
import { newId } from '#api/ids.ts'
import { jobs } from '#db/schema/jobs.ts'
import { JOBS, type JobName, type JobPayload } from './catalog.ts'

/** Writes the job in the transaction of the change that caused it; the queue is woken after the commit. */
export async function enqueue<N extends JobName>(
  ctx: TxCtx,
  name: N,
  payload: JobPayload<N>,
): Promise<string> {
  const [id = ''] = await enqueueAll(ctx, name, [payload])
  return id
}

/** The same for any number of jobs of one name, by one statement and one wake. */
export async function enqueueAll<N extends JobName>(
  ctx: TxCtx,
  name: N,
  payloads: readonly JobPayload<N>[],
): Promise<string[]> {
  if (payloads.length === 0) return []
  const now = ctx.clock.now()
  const rows = payloads.map((payload) => ({
    id: newId(now),
    name,
    payload: JOBS[name].parse(payload),
    runAt: now,
    createdAt: now,
  }))
  const ids = rows.map(({ id }) => id)
  await ctx.db.insert(jobs).values(rows)
  ctx.afterCommit(() => ctx.queue.wake(ids))
  return ids
}
