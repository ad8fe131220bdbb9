import { and, eq, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '#api/context.ts'
import { JOBS } from '#api/jobs/catalog.ts'
import type { Platform } from '#api/platform/platform.ts'
import { jobs } from '#db/schema/jobs.ts'
import type { Lease } from './job.ts'

/** Long enough for a batch of rows and a part of an upload; short enough that a crash costs a minute. */
export const LEASE_SECONDS = 60

/** How long a job of an unknown name waits for a process of the release that knows it. */
export const UNKNOWN_WAITS_SECONDS = 24 * 60 * 60

export type Claimed = typeof jobs.$inferSelect

const isOpen = and(isNull(jobs.doneAt), isNull(jobs.failedAt))

/**
 * Jobs that are due. During a rolling deployment the table has jobs of names that only the newer release knows,
 * and a process of the older one leaves them alone. A job that no process has run for a day is claimed
 * nevertheless, so that it fails where people see it.
 */
const isDue = (platform: Platform) => {
  const now = platform.clock.now()
  const dayAgo = new Date(now.getTime() - UNKNOWN_WAITS_SECONDS * 1000)
  const isKnown = inArray(jobs.name, Object.keys(JOBS))
  return and(isOpen, lte(jobs.runAt, now), or(isKnown, lte(jobs.runAt, dayAgo)))
}

/** Claims this job if it is due, in one conditional update, so that one of many callers gets it. */
export async function claimJob(platform: Platform, id: string): Promise<Claimed | undefined> {
  const [claimed] = await claim(platform, and(eq(jobs.id, id), isDue(platform)))
  return claimed
}

/** Claims due jobs, the longest due first, and skips those that others are claiming. */
export function claimDueJobs(platform: Platform, max: number): Promise<Claimed[]> {
  const due = platform.db
    .select({ id: jobs.id })
    .from(jobs)
    .where(isDue(platform))
    .orderBy(jobs.runAt)
    .limit(max)
    .for('update', { skipLocked: true })
  // As an array the subquery runs once. A plain `in` may become a join that runs it for every row and
  // claims more than the limit.
  return claim(platform, sql`${jobs.id} = any(array(${due}))`)
}

function claim(platform: Platform, which: SQL | undefined): Promise<Claimed[]> {
  return platform.db
    .update(jobs)
    .set({ attempts: sql`${jobs.attempts} + 1`, runAt: leaseEnd(platform) })
    .where(and(isOpen, which))
    .returning()
}

const leaseEnd = (platform: Platform) =>
  new Date(platform.clock.now().getTime() + LEASE_SECONDS * 1000)

/** Another process has claimed the job; the result of this attempt must not count. */
export class LeaseLost extends Error {
  override name = 'LeaseLost'
}
/** The process is stopping; the job goes back to the queue. */
export class Stopping extends Error {
  override name = 'Stopping'
}

/** Changes the job only while it belongs to this attempt: every claim increments `attempts`. */
export async function holding(
  ctx: Platform,
  { id, attempts }: Claimed,
  change: Partial<typeof jobs.$inferInsert>,
): Promise<boolean> {
  const changed = await ctx.db
    .update(jobs)
    .set(change)
    .where(and(eq(jobs.id, id), eq(jobs.attempts, attempts), isOpen))
    .returning({ id: jobs.id })
  return changed.length > 0
}

export function leaseOf(claimed: Claimed, stop: AbortSignal | undefined): Lease {
  const { id, attempts } = claimed
  const nameOf = (attempt: number) => `${id}-${attempt}`
  return {
    id: nameOf(attempts),
    attempt: attempts,
    earlierIds: Array.from({ length: attempts - 1 }, (_, index) => nameOf(index + 1)),
    async progress(ctx: Ctx) {
      if (stop?.aborted) throw new Stopping('the process is being stopped')
      if (!(await holding(ctx, claimed, { runAt: leaseEnd(ctx) })))
        throw new LeaseLost(`job ${id} is another's by now`)
    },
  }
}
