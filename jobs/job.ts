import type { Ctx, TxCtx } from '#api/context.ts'
import type { JobName, JobPayload } from '#api/jobs/catalog.ts'

/** The exclusive right to work on a job until it expires. */
export type Lease = {
  /** Unique to this attempt of this job: names the attempt's files and other remains. */
  id: string
  /** 1 for the first. */
  attempt: number
  /** The ids of earlier attempts; what they left behind belongs to no one. */
  earlierIds: string[]
  /**
   * Extends the lease; long handlers call it between steps. Throws if the lease was lost, or if the process
   * is stopping, so that the job can begin again elsewhere. Inside a transaction it also keeps other
   * processes from claiming the job until the commit.
   */
  progress(ctx: Ctx): Promise<void>
}

/**
 * A handler may run more than once for one job: a process may die after the work and before its record.
 * `ctx` begins with an actor that sees nothing; a handler that works for a person takes on their actor
 * itself.
 */
export type Job<N extends JobName = JobName> = {
  run(ctx: Ctx, payload: JobPayload<N>, lease: Lease): Promise<void>
  /** Runs in the transaction that records the final failure. */
  gaveUp?(ctx: TxCtx, payload: JobPayload<N>, error: unknown): Promise<void>
}
