import { and, desc, eq } from 'drizzle-orm'
import { impacts } from '#db/schema/impact.ts'
import { seoulDay } from '../calendar.ts'
import type { Ctx } from '../context.ts'
import type { DraftItem } from '../drafts/contract.ts'
import { draftFor, stepsOf } from '../drafts/queries.ts'
import { hashOfReplayed, type Replayed, replayedOf } from '../drafts/replayed.ts'
import { AppError } from '../errors.ts'
import { changedCells } from '../policies/cell-changes.ts'
import { ownPolicy } from '../policies/taking.ts'
import type { Impact, ImpactQuery, ImpactResult, ImpactView } from './contract.ts'

export type ImpactRow = typeof impacts.$inferSelect

/** A replay of the own HQ; `lock` holds it until the end of the transaction. */
export async function impactFor(ctx: Ctx, id: string, lock = false): Promise<ImpactRow> {
  const found = ctx.db
    .select()
    .from(impacts)
    .where(and(eq(impacts.id, id), eq(impacts.hqId, ctx.actor.companyId)))
  const [row] = lock ? await found.for('update') : await found
  if (!row) throw new AppError('not_found', 'There is no such replay.')
  return row
}

/** How far the newest replay of a draft or of a policy's targets is, and the newest result for this many days. */
export async function impactView(
  ctx: Ctx,
  { draftId, policyId, days }: ImpactQuery,
): Promise<ImpactView> {
  const subject = draftId
    ? { of: eq(impacts.draftId, draftId), draft: await draftFor(ctx, draftId) }
    : { of: eq(impacts.policyId, policyId ?? ''), policy: await ownPolicy(ctx, policyId ?? '') }
  const newest = (done: boolean) =>
    ctx.db
      .select()
      .from(impacts)
      .where(
        and(
          subject.of,
          done ? and(eq(impacts.status, 'completed'), eq(impacts.days, days)) : undefined,
        ),
      )
      .orderBy(desc(impacts.id))
      .limit(1)
  const [run] = await newest(false)
  const [last] = await newest(true)
  return { run: run ? impactOf(run) : null, last: last ? await lastOf(ctx, subject, last) : null }
}

async function lastOf(
  ctx: Ctx,
  { draft, policy }: { draft?: DraftItem; policy?: { version: number } },
  row: ImpactRow,
) {
  const since = draft
    ? await sinceOf(ctx, draft, row)
    : { isSame: policy?.version === row.draftVersion, changedCells: 0 }
  const yesterday = seoulDay(new Date(ctx.clock.now().getTime() - 86_400_000))
  return {
    ...impactOf(row),
    isFresh: since.isSame && row.toDay === yesterday,
    changedCells: since.changedCells,
    // The job stored it as this type, and the table has no other writer.
    result: row.result as ImpactResult,
  }
}

/** Whether the draft is still the one that was replayed, and how many of its cells are not. */
async function sinceOf(
  ctx: Ctx,
  draft: DraftItem,
  { draftVersion, contentHash, content }: ImpactRow,
) {
  // A next version also follows its policy, which has a version of its own.
  if (draft.version === draftVersion && !draft.policyId) return { isSame: true, changedCells: 0 }
  const now = await readable(ctx, draft)
  if (now && hashOfReplayed(now) === contentHash) return { isSame: true, changedCells: 0 }
  return { isSame: false, changedCells: now ? changedCells(content as Replayed, now) : 0 }
}

/** Undefined while the draft cannot be read strictly. */
async function readable(ctx: Ctx, draft: DraftItem): Promise<Replayed | undefined> {
  try {
    return await replayedOf(ctx, draft, await stepsOf(ctx, draft.id))
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid_input') return undefined
    throw error
  }
}

export const impactOf = (row: ImpactRow): Impact => ({
  id: row.id,
  draftId: row.draftId,
  policyId: row.policyId,
  status: row.status,
  cancelRequested: row.cancelRequested,
  days: row.days,
  from: row.fromDay,
  to: row.toDay,
  doneDays: row.doneDays,
  createdAt: row.createdAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
})
