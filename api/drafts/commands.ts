import { and, eq, lt, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { policyDraftSteps, policyDrafts } from '#db/schema/drafts.ts'
import { boolean } from '#db/values.ts'
import { DRAFT_STEPS, type DraftStep } from '#db/words.ts'
import { record } from '../audit/record.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { onceThenRead } from '../idempotency/once.ts'
import { newId } from '../ids.ts'
import { findPolicy, policyDetail } from '../policies/queries.ts'
import { checkCompanies, checkPredecessor } from './check.ts'
import { staleStep } from './conflict.ts'
import type { BeginDraft, Draft, DraftItem, SavedDraft, SaveStep, Steps } from './contract.ts'
import { changesOf, draftDetail, draftFor, stepsOf } from './queries.ts'
import { requireRoom } from './room.ts'
import { emptySteps, stepsOfPolicy, stepsThatSucceed } from './start.ts'

/** A draft that nobody saves for this long is deleted. */
export const KEEP_DAYS = 90

/** Begins a draft: empty, as a copy of a policy, as what succeeds one, or as the next version of one. */
export const beginDraft = (ctx: Ctx, input: BeginDraft): Promise<Draft> =>
  onceThenRead(ctx, (ctx) => insertDraft(ctx, input), draftDetail)

async function insertDraft(ctx: TxCtx, input: BeginDraft) {
  const { nextVersionOf } = input
  const now = ctx.clock.now()
  const id = newId(now)
  const { hqId, userId } = ctx.actor
  await requireRoom(ctx)
  const { steps, number } = await firstSteps(ctx, input)
  await ctx.db.insert(policyDrafts).values({
    id,
    hqId,
    ownerId: userId,
    // A version keeps its policy's targets, so it begins with the prices.
    currentStep: nextVersionOf ? 3 : 1,
    policyId: nextVersionOf ?? null,
    policyNumber: nextVersionOf ? number : null,
    createdAt: now,
    updatedAt: now,
    updatedBy: userId,
    expiresAt: expiryFrom(now),
  })
  await ctx.db.insert(policyDraftSteps).values(
    DRAFT_STEPS.map((step) => ({
      draftId: id,
      step,
      payload: steps[step],
      version: 1,
      updatedAt: now,
      updatedBy: userId,
    })),
  )
  await record(ctx, { action: 'policy.begin_draft', entityId: id })
  draftChanged(ctx, id)
  return { id }
}

async function firstSteps(ctx: TxCtx, { copyOf, nextVersionOf, succeeds }: BeginDraft) {
  const base = nextVersionOf ?? succeeds ?? copyOf
  if (!base) return { steps: emptySteps(), number: null }
  const { version } = await findPolicy(ctx, base)
  const detail = await policyDetail(ctx, base)
  const steps = succeeds
    ? stepsThatSucceed(detail, version, ctx.clock.now())
    : stepsOfPolicy(detail, version, { withPeriod: nextVersionOf !== undefined })
  return { steps, number: version.number }
}

/**
 * Stores a step as far as it is typed. Throws `version_conflict` if somebody else saved this step since the
 * caller's version; saves of other steps do not disturb it.
 */
export function saveStep<Step extends DraftStep>(
  ctx: Ctx,
  id: string,
  step: Step,
  { version, currentStep, payload }: SaveStep & { payload: Steps[Step] },
): Promise<SavedDraft> {
  return transact(ctx, async (ctx) => {
    const draft = await draftFor(ctx, id, true)
    const changes = await changesOf(ctx, id)
    if (version > draft.version || changes[step].version > version)
      throw staleStep(draft.version, step, changes[step], (await stepsOf(ctx, id))[step])
    await checkCompanies(ctx, step, payload)
    await checkPredecessor(ctx, payload)
    const isSame = await isStored(ctx, id, step, payload)
    const saved = isSame ? draft : await storeStep(ctx, draft, step, payload)
    await ctx.db
      .update(policyDrafts)
      .set({
        ...(currentStep && { currentStep }),
        expiresAt: expiryFrom(ctx.clock.now()),
      })
      .where(eq(policyDrafts.id, id))
    const { version: now, updatedAt } = saved
    return { version: now, updatedAt, changes: isSame ? changes : await changesOf(ctx, id) }
  })
}

/** Stores other content as the next version of the draft and of this step. */
async function storeStep(ctx: TxCtx, draft: DraftItem, step: DraftStep, payload: object) {
  const now = ctx.clock.now()
  const { userId } = ctx.actor
  const change = { version: draft.version + 1, updatedAt: now, updatedBy: userId }
  await ctx.db
    .update(policyDraftSteps)
    .set({ payload: { ...payload }, ...change })
    .where(and(eq(policyDraftSteps.draftId, draft.id), eq(policyDraftSteps.step, step)))
  await ctx.db.update(policyDrafts).set(change).where(eq(policyDrafts.id, draft.id))
  return { version: change.version, updatedAt: now.toISOString() }
}

/** Going on without a change is no change that others could run into. */
async function isStored(ctx: TxCtx, id: string, step: DraftStep, payload: object) {
  const [row] = await rowsOf(
    ctx.db,
    sql`select payload = ${JSON.stringify(payload)}::jsonb as same from policy_draft_steps
      where draft_id = ${id} and step = ${step}`,
    { same: boolean },
  )
  return row?.same === true
}

/** Deletes a draft; nothing else has been written for it. */
export const deleteDraft = (ctx: Ctx, id: string): Promise<void> =>
  transact(ctx, async (ctx) => {
    await draftFor(ctx, id, true)
    await removeDraft(ctx, id)
    await record(ctx, { action: 'policy.delete_draft', entityId: id })
  })

/** Removes the rows of a draft within the transaction that deletes or publishes it. */
export async function removeDraft(ctx: TxCtx, id: string): Promise<void> {
  await ctx.db.delete(policyDrafts).where(eq(policyDrafts.id, id))
  draftChanged(ctx, id)
}

/** Deletes drafts that nobody has saved for `KEEP_DAYS`; the sweep job calls it. */
export async function forgetOldDrafts(ctx: TxCtx): Promise<void> {
  await ctx.db.delete(policyDrafts).where(lt(policyDrafts.expiresAt, ctx.clock.now()))
}

const expiryFrom = (now: Date) => new Date(now.getTime() + KEEP_DAYS * 86_400_000)

/** Tells the headquarters' screens; nobody else knows of drafts. */
export const draftChanged = (ctx: TxCtx, id: string): void =>
  ctx.changed({
    namespaces: [],
    event: { type: 'draft.changed', id },
    heardBy: [ctx.actor.hqId],
  })
