import { and, isNull, lt, lte, or, sql } from 'drizzle-orm'
import { newId } from '#api/ids.ts'
import type { Platform } from '#api/platform/platform.ts'
import { insertMany } from '#db/insert-many.ts'
import { rowsOf } from '#db/rows.ts'
import { jobs } from '#db/schema/jobs.ts'
import { text } from '#db/values.ts'
import { slotsAt } from './slots.ts'

const EVERY_MS = 60_000
/** A row that is due for longer lost its wake, or its worker died. */
const LOST_AFTER_SECONDS = 30
const WAKES_MAX = 500
const DONE_KEPT_DAYS = 7
const FAILED_KEPT_DAYS = 90

/** Enqueues the jobs of the current slots. Many processes may call it at once: a slot has one row. */
export async function enqueueDue(platform: Platform): Promise<void> {
  const now = platform.clock.now()
  const rows = slotsAt(now).map(({ name, slot }) => ({
    id: newId(now),
    name,
    slot,
    payload: {},
    attempts: 0,
    runAt: now,
    createdAt: now,
  }))
  const made = await rowsOf(
    platform.db,
    insertMany(jobs, rows, sql`on conflict (slot) do nothing returning id`),
    { id: text },
  )
  if (made.length > 0) await platform.queue.wake(made.map(({ id }) => id))
}

/** Wakes jobs whose wake was lost, whose next attempt is due, or whose worker died. */
export async function sweepLost(platform: Platform): Promise<void> {
  const before = new Date(platform.clock.now().getTime() - LOST_AFTER_SECONDS * 1000)
  const lost = await platform.db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(isNull(jobs.doneAt), isNull(jobs.failedAt), lte(jobs.runAt, before)))
    .orderBy(jobs.runAt)
    .limit(WAKES_MAX)
  if (lost.length > 0) await platform.queue.wake(lost.map(({ id }) => id))
}

/** Deletes finished jobs. Failed ones stay longer for inquiries; a slot's row far outlives its slot. */
export async function forgetOldJobs(platform: Platform): Promise<void> {
  const ago = (days: number) => new Date(platform.clock.now().getTime() - days * 86_400_000)
  await platform.db
    .delete(jobs)
    .where(or(lt(jobs.doneAt, ago(DONE_KEPT_DAYS)), lt(jobs.failedAt, ago(FAILED_KEPT_DAYS))))
}

/** Node's cron: one round at once, then one a minute, never two at the same time. Workers have `scheduled`. */
export function startSchedule(platform: Platform): { stop(): Promise<void> } {
  let round: Promise<void> | undefined
  const begin = () => {
    round ??= tick(platform).finally(() => {
      round = undefined
    })
  }
  begin()
  const timer = setInterval(begin, EVERY_MS)
  return {
    async stop() {
      clearInterval(timer)
      await round
    },
  }
}

/** One round. A failure is logged, and the next round catches up. */
export async function tick(platform: Platform): Promise<void> {
  for (const step of [enqueueDue, sweepLost])
    try {
      await step(platform)
    } catch (cause) {
      platform.log.error('schedule.failed', { step: step.name }, cause)
    }
}
