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
  const now = ctx.clock.now()
  const id = newId(now)
  await ctx.db
    .insert(jobs)
    .values({ id, name, payload: JOBS[name].parse(payload), runAt: now, createdAt: now })
  ctx.afterCommit(() => ctx.queue.wake([id]))
  return id
}
