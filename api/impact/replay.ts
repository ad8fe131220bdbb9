import { and, eq, lt } from 'drizzle-orm'
import { impacts } from '#db/schema/impact.ts'
import { addDays, type Period } from '../calendar.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import type { Replayed } from '../drafts/replayed.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { NO_LIMITS } from '../policies/margin.ts'
import { indexGross } from '../policies/rebate.ts'
import { isOpen, tellProgress } from './commands.ts'
import { pastOrders } from './past-orders.ts'
import type { ImpactRow } from './queries.ts'
import { resultOf } from './result.ts'
import { emptyTally, replayInto, type Tally } from './tally.ts'

/** Days of one statement: short enough to report progress, long enough that storing the sums is cheap. */
export const STEP_DAYS = 10
/** Steps of one run of the job, because an invocation on Workers is bounded; the next run continues. */
export const STEPS_PER_RUN = 10

type Lease = { progress(ctx: Ctx): Promise<void> }

/** Thrown when the replay was cancelled, or its draft is gone. */
class Cancelled extends Error {}

/**
 * Replays the next days of an impact, from where the last attempt stored its sums, and enqueues the rest. A
 * finished, cancelled or unknown one is left alone, so a repeated delivery has no effect.
 */
export async function replayImpact(ctx: Ctx, id: string, lease: Lease): Promise<void> {
  try {
    const row = await begin(ctx, id, lease)
    if (row) await replay(ctx, row, lease)
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error
    await transact(ctx, (ctx) => endImpact(ctx, id, 'cancelled'))
  }
}

/** Marks it as processing; undefined when there is nothing to do. */
const begin = (ctx: Ctx, id: string, lease: Lease): Promise<ImpactRow | undefined> =>
  transact(ctx, async (ctx) => {
    await lease.progress(ctx)
    const [row] = await ctx.db
      .update(impacts)
      .set({ status: 'processing' })
      .where(isOpen(id))
      .returning()
    if (row?.cancelRequested) throw new Cancelled()
    return row
  })

async function replay(ctx: Ctx, row: ImpactRow, lease: Lease): Promise<void> {
  // The table has no other writer, and both were stored as these types.
  const replayed = row.content as Replayed
  const tally = (row.tally as Tally | null) ?? emptyTally()
  // The SIM line and what an agency keeps are no part of a replay.
  const gross = indexGross({ ...replayed, ...NO_LIMITS })
  const addGroups = replayInto(tally)
  let doneDays = row.doneDays
  for (let step = 0; step < STEPS_PER_RUN && doneDays < row.days; step++) {
    const period = nextDays(row, doneDays)
    addGroups(gross, await pastOrders(ctx, row.hqId, replayed, period))
    doneDays = Math.min(row.days, doneDays + STEP_DAYS)
    await advance(ctx, row, lease, { doneDays, tally })
  }
  if (doneDays === row.days) await finish(ctx, row, lease, tally)
  else await continueLater(ctx, row.id, lease)
}

const nextDays = ({ fromDay, toDay }: ImpactRow, doneDays: number): Period => {
  const from = addDays(fromDay, doneDays)
  const to = addDays(from, STEP_DAYS - 1)
  return { from, to: to < toDay ? to : toDay }
}

/** Between steps: stores the sums under the lease, reports progress and checks for a cancellation. */
const advance = (
  ctx: Ctx,
  row: ImpactRow,
  lease: Lease,
  done: { doneDays: number; tally: Tally },
): Promise<void> =>
  transact(ctx, async (ctx) => {
    await lease.progress(ctx)
    const [now] = await ctx.db
      .update(impacts)
      .set(done)
      .where(isOpen(row.id))
      .returning({ cancelRequested: impacts.cancelRequested })
    if (!now || now.cancelRequested) throw new Cancelled()
    tellProgress(ctx, row)
  })

const continueLater = (ctx: Ctx, impactId: string, lease: Lease): Promise<void> =>
  transact(ctx, async (ctx) => {
    await lease.progress(ctx)
    await enqueue(ctx, 'impact.replay', { impactId })
  })

/** Stores the result in place of the sums, and removes the earlier replays of this period. */
async function finish(ctx: Ctx, row: ImpactRow, lease: Lease, tally: Tally): Promise<void> {
  const result = await resultOf(ctx, tally)
  const { beforeWon, afterWon } = result.totals
  await transact(ctx, async (ctx) => {
    // Locks the job until the commit, so that no other attempt can finish at the same time.
    await lease.progress(ctx)
    const [finished] = await ctx.db
      .update(impacts)
      .set({
        status: 'completed',
        tally: null,
        result,
        riseWon: afterWon - beforeWon,
        finishedAt: ctx.clock.now(),
      })
      .where(and(isOpen(row.id), eq(impacts.cancelRequested, false)))
      .returning({ id: impacts.id })
    if (!finished) throw new Cancelled()
    await forgetEarlier(ctx, row)
    tellProgress(ctx, row)
  })
}

const forgetEarlier = (ctx: TxCtx, { id, draftId, policyId, days }: ImpactRow) => {
  const same = draftId ? eq(impacts.draftId, draftId) : eq(impacts.policyId, policyId ?? '')
  return ctx.db.delete(impacts).where(and(same, eq(impacts.days, days), lt(impacts.id, id)))
}

/** Records that the job was given up; the last result stays. */
export const failImpact = (ctx: TxCtx, id: string): Promise<void> => endImpact(ctx, id, 'failed')

async function endImpact(ctx: TxCtx, id: string, status: 'cancelled' | 'failed'): Promise<void> {
  const [ended] = await ctx.db
    .update(impacts)
    .set({ status, tally: null, finishedAt: ctx.clock.now() })
    .where(isOpen(id))
    .returning()
  if (ended) tellProgress(ctx, ended)
}
