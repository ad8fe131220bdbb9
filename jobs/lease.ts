import { and, eq, isNull, lte, type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '#api/context.ts'
import type { Platform } from '#api/platform/platform.ts'
import { jobs } from '#db/schema/jobs.ts'
import type { Lease } from './job.ts'

/** Long enough for a batch of rows and an upload's part; short enough that a crash costs a minute. */
export const LEASE_SECONDS = 60

export type Claimed = typeof jobs.$inferSelect

const isOpen = and(isNull(jobs.doneAt), isNull(jobs.failedAt))

/** Claims this job if it is due: one conditional update, so that of many callers one gets it. */
export async function claimJob(platform: Platform, id: string): Promise<Claimed | undefined> {
  const [claimed] = await claim(
    platform,
    and(eq(jobs.id, id), lte(jobs.runAt, platform.clock.now())),
  )
  return claimed
}

/** Claims jobs that are due, the longest due first, passing over those that others are claiming. */
export function claimDueJobs(platform: Platform, max: number): Promise<Claimed[]> {
  const due = platform.db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(isOpen, lte(jobs.runAt, platform.clock.now())))
    .orderBy(jobs.runAt)
    .limit(max)
    .for('update', { skipLocked: true })
  // As an array it is asked once. A plain `in` may be joined, asked again for every row, and claim
  // more than it was limited to.
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

/** Somebody else has taken the job over; what this attempt did must not count. */
export class LeaseLost extends Error {
  override name = 'LeaseLost'
}
/** The process is being stopped; the job goes back to the queue. */
export class Stopping extends Error {
  override name = 'Stopping'
}

/** Changes the job only while it is this attempt's: every claim moves `attempts`. */
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

const RENEW_MS = (LEASE_SECONDS * 1000) / 3

/** Renews the lease while `work` runs that knows no steps. */
export async function keeping<T>(ctx: Ctx, lease: Lease, work: () => Promise<T>): Promise<T> {
  // What a lost lease means is settled when the outcome is recorded; the next turn tries again.
  const timer = setInterval(() => void lease.progress(ctx).catch(() => {}), RENEW_MS)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}
