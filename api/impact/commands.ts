import { and, eq, inArray } from 'drizzle-orm'
import { impacts } from '#db/schema/impact.ts'
import { record } from '../audit/record.ts'
import { addDays, seoulDay } from '../calendar.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { draftFor, stepsOf } from '../drafts/queries.ts'
import { hashOfReplayed, replayedOf } from '../drafts/replayed.ts'
import { AppError } from '../errors.ts'
import { onceOnly } from '../idempotency/once.ts'
import { newId } from '../ids.ts'
import { enqueue } from '../jobs/enqueue.ts'
import type { Impact, StartImpact } from './contract.ts'
import { replayedOfTargets } from './of-targets.ts'
import { type ImpactRow, impactFor, impactOf } from './queries.ts'

/**
 * Starts the replay of a draft as it is now, or of other targets of a policy; its job begins after the commit. One
 * runs for each of them.
 */
export const startImpact = (ctx: Ctx, input: StartImpact): Promise<Impact> =>
  onceOnly(ctx, 202, (ctx) => insertImpact(ctx, input))

async function insertImpact(ctx: TxCtx, input: StartImpact): Promise<Impact> {
  const { days } = input
  const { draftId, policyId, replayed, draftVersion } = await subjectOf(ctx, input)
  const createdAt = ctx.clock.now()
  const today = seoulDay(createdAt)
  const [row] = await ctx.db
    .insert(impacts)
    .values({
      id: newId(createdAt),
      hqId: ctx.actor.hqId,
      draftId,
      policyId,
      requestedBy: ctx.actor.userId,
      status: 'queued',
      days,
      fromDay: addDays(today, -days),
      toDay: addDays(today, -1),
      content: replayed,
      contentHash: hashOfReplayed(replayed),
      draftVersion,
      createdAt,
    })
    .returning()
  if (!row) throw new Error('insert returned no row')
  await enqueue(ctx, 'impact.replay', { impactId: row.id })
  await record(ctx, { action: 'policy.replay', entityId: draftId ?? policyId, facts: { days } })
  tellProgress(ctx, row)
  return impactOf(row)
}

async function subjectOf(ctx: TxCtx, input: StartImpact) {
  if ('policyId' in input) {
    const { replayed, version } = await replayedOfTargets(ctx, input)
    return { draftId: null, policyId: input.policyId, replayed, draftVersion: version }
  }
  const { draftId } = input
  const draft = await draftFor(ctx, draftId)
  const replayed = await replayedOf(ctx, draft, await stepsOf(ctx, draftId))
  return { draftId, policyId: null, replayed, draftVersion: draft.version }
}

/** Cancels a replay: a queued one at once, a running one at its next step. */
export const cancelImpact = (ctx: Ctx, id: string): Promise<Impact> =>
  transact(ctx, async (ctx) => {
    const row = await impactFor(ctx, id, true)
    if (row.status === 'cancelled') return impactOf(row)
    if (row.status !== 'queued' && row.status !== 'processing')
      throw new AppError('invalid_transition', `This replay is ${row.status}. Start another one.`, {
        facts: { status: row.status },
      })
    const change =
      row.status === 'queued'
        ? { status: 'cancelled' as const, finishedAt: ctx.clock.now() }
        : { cancelRequested: true }
    const [changed] = await ctx.db.update(impacts).set(change).where(eq(impacts.id, id)).returning()
    if (!changed) throw new Error('a locked replay is gone')
    tellProgress(ctx, changed)
    return impactOf(changed)
  })

/** Makes the headquarters' open pages read it again. */
export const tellProgress = (ctx: TxCtx, { hqId, id }: Pick<ImpactRow, 'hqId' | 'id'>): void =>
  ctx.changed({ event: { type: 'impact.progressed', id }, heardBy: [hqId] })

/** The replay while it is queued or running. */
export const isOpen = (id: string) =>
  and(eq(impacts.id, id), inArray(impacts.status, ['queued', 'processing']))
