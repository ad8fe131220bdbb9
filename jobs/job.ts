import type { Ctx, TxCtx } from '#api/context.ts'
import type { JobName, JobPayload } from './catalog.ts'

/** The right to work on a job until it runs out, and the promise that nobody else does meanwhile. */
export type Lease = {
  /** This attempt of this job, and no other, ever: fit to name what an attempt leaves behind. */
  id: string
  /** 1 for the first. */
  attempt: number
  /** The ids of the attempts before this one; what they left behind is nobody's. */
  earlierIds: string[]
  /**
   * Extends the lease; long handlers call it between steps. Throws when the lease was lost, or when
   * the process is being stopped and the job had better begin again elsewhere. Inside a transaction
   * it also keeps everybody else from taking the job over until the commit.
   */
  progress(ctx: Ctx): Promise<void>
}

/**
 * A handler may run more than once for one job: a process may die after the work and before the
 * record of it. `ctx` begins with an actor that sees nothing; a handler whose work belongs to
 * somebody takes on that actor itself.
 */
export type Job<N extends JobName = JobName> = {
  name: N
  run(ctx: Ctx, payload: JobPayload<N>, lease: Lease): Promise<void>
  /** Runs in the transaction that records the final failure. */
  gaveUp?(ctx: TxCtx, payload: JobPayload<N>, error: unknown): Promise<void>
}

export const job = <N extends JobName>(
  name: N,
  run: Job<N>['run'],
  gaveUp?: Job<N>['gaveUp'],
): Job<N> => ({ name, run, ...(gaveUp && { gaveUp }) })
