import { systemActor } from '#api/access/actor.ts'
import { type Ctx, type TxCtx, transact } from '#api/context.ts'
import { AppError } from '#api/errors.ts'
import { JOBS, type JobName, type JobPayload } from '#api/jobs/catalog.ts'
import type { Platform } from '#api/platform/platform.ts'
import type { Job, Lease } from './job.ts'
import { type Claimed, claimJob, holding, LeaseLost, leaseOf, Stopping } from './lease.ts'
import { ATTEMPTS_MAX, backoffSeconds, isPermanent, tellError } from './outcome.ts'
import { REGISTRY } from './registry.ts'

/**
 * `skipped`: done, failed, not due or claimed by another. `lost`: another process claimed it meanwhile.
 * `released`: returned to the queue because the process stops. `retry`: runs again at `runAt`.
 */
export type Outcome =
  | { outcome: 'done' | 'failed' | 'skipped' | 'lost' | 'released' }
  | { outcome: 'retry'; runAt: Date }

export type RunOptions = { stop?: AbortSignal }

/** Claims one job if it is due, runs it and records the outcome. For the QStash route, the cron and tests. */
export async function runJob(
  platform: Platform,
  id: string,
  options?: RunOptions,
): Promise<Outcome> {
  const claimed = await claimJob(platform, id)
  return claimed ? runClaimed(platform, claimed, options) : { outcome: 'skipped' }
}

/** Runs a job that this process has claimed. Records its failure and does not throw it. */
export async function runClaimed(
  platform: Platform,
  claimed: Claimed,
  { stop }: RunOptions = {},
): Promise<Outcome> {
  // An actor without a company: a query in a handler that does not take on an actor finds nothing.
  const ctx: Ctx = { ...platform, actor: systemActor(NOBODY), requestId: claimed.id }
  const result = await attempt(ctx, claimed, leaseOf(claimed, stop))
  platform.metrics.count('maru_jobs_total', { name: labelOf(claimed), outcome: result.outcome })
  const { id: jobId, name, attempts } = claimed
  platform.log.info('job', { jobId, name, attempts, outcome: result.outcome })
  return result
}

const NOBODY = '00000000-0000-7000-8000-000000000000'
const labelOf = ({ name }: Claimed) => (isJobName(name) ? name : 'unknown')
const isJobName = (name: string): name is JobName => Object.hasOwn(JOBS, name)

async function attempt(ctx: Ctx, claimed: Claimed, lease: Lease): Promise<Outcome> {
  let work: Work | undefined
  try {
    work = workOf(claimed)
    if (lease.attempt > ATTEMPTS_MAX)
      throw new AppError('gone', 'The process died in every attempt.')
    await work.run(ctx, lease)
    const done = await holding(ctx, claimed, { doneAt: ctx.clock.now(), lastError: null })
    return { outcome: done ? 'done' : 'lost' }
  } catch (error) {
    return recordFailure(ctx, claimed, work, error)
  }
}

async function recordFailure(
  ctx: Ctx,
  claimed: Claimed,
  work: Work | undefined,
  error: unknown,
): Promise<Outcome> {
  const { id: jobId, name, attempts } = claimed
  if (error instanceof LeaseLost) return { outcome: 'lost' }
  if (error instanceof Stopping) {
    const freed = { attempts: attempts - 1, runAt: ctx.clock.now() }
    return { outcome: (await holding(ctx, claimed, freed)) ? 'released' : 'lost' }
  }
  ctx.log.error('job.failed', { jobId, name, attempts }, error)
  const lastError = tellError(error)
  if (!isPermanent(error) && attempts < ATTEMPTS_MAX) {
    const runAt = new Date(ctx.clock.now().getTime() + backoffSeconds(attempts) * 1000)
    const kept = await holding(ctx, claimed, { runAt, lastError })
    return kept ? { outcome: 'retry', runAt } : { outcome: 'lost' }
  }
  return transact(ctx, async (ctx) => {
    const held = await holding(ctx, claimed, { failedAt: ctx.clock.now(), lastError })
    if (held) await work?.gaveUp(ctx, error)
    return { outcome: held ? 'failed' : 'lost' }
  })
}

type Work = {
  run(ctx: Ctx, lease: Lease): Promise<void>
  gaveUp(ctx: TxCtx, error: unknown): Promise<void>
}

/** The handler with its parsed payload. A name that is still unknown or a payload of another form ends the job. */
function workOf({ name, payload }: Claimed): Work {
  if (!isJobName(name)) throw new AppError('invalid_input', `There is no job named ${name}.`)
  return bind(name, payload)
}

function bind<N extends JobName>(name: N, payload: unknown): Work {
  const { run, gaveUp }: Job<N> = REGISTRY[name]
  const read = JOBS[name].safeParse(payload)
  if (!read.success) throw new AppError('invalid_input', `The payload is not one of ${name}.`)
  // The schema of a name gives the payload of that name; the compiler cannot see this.
  const data = read.data as JobPayload<N>
  return {
    run: (ctx, lease) => run(ctx, data, lease),
    gaveUp: async (ctx, error) => gaveUp?.(ctx, data, error),
  }
}
