import { and, desc, eq, isNull } from 'drizzle-orm'
import { policyApprovals } from '#db/schema/drafts.ts'
import { record } from '../audit/record.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { onceOnly } from '../idempotency/once.ts'
import { newId } from '../ids.ts'
import { notify } from '../notifications/notify.ts'
import { findPolicy } from '../policies/queries.ts'
import { approvalOf, colleagues, publishedHashOf, riseOf } from './approval.ts'
import type { Approval, ApproveDraft, DeclineDraft, RequestApproval } from './approval-contract.ts'
import { draftChanged } from './commands.ts'
import { staleDraft } from './conflict.ts'
import type { DraftItem, Steps } from './contract.ts'
import { placed } from './faults.ts'
import { requirePublishableDraft } from './publishable.ts'
import { draftFor, stepsOf } from './queries.ts'

/** What is known about the approval of a draft of the own HQ. */
export async function approvalFor(ctx: Ctx, id: string): Promise<Approval> {
  const draft = await draftFor(ctx, id)
  return approvalOf(ctx, draft, await stepsOf(ctx, id))
}

/** Asks the colleagues to agree to what the draft says now. A later request replaces an earlier one. */
export async function requestApproval(
  ctx: Ctx,
  id: string,
  { version }: RequestApproval,
): Promise<Approval> {
  return onceOnly(ctx, 201, async (ctx) => {
    const draft = await draftFor(ctx, id, true)
    if (draft.version !== version) throw staleDraft(draft.version)
    const steps = await stepsOf(ctx, id)
    await requireFinished(ctx, draft, steps)
    const riseWon = await riseOf(ctx, draft, steps)
    const requestedAt = ctx.clock.now()
    await ctx.db.insert(policyApprovals).values({
      id: newId(requestedAt),
      hqId: ctx.actor.hqId,
      draftId: id,
      contentHash: await publishedHashOf(ctx, draft, steps),
      riseWon,
      requestedBy: ctx.actor.userId,
      requestedAt,
    })
    await record(ctx, { action: 'policy.request_approval', entityId: id, facts: { riseWon } })
    await tell(ctx, draft, await colleagues(ctx), 'policy_approval_requested')
    return approvalOf(ctx, draft, steps)
  })
}

/** Nobody is asked to agree to what cannot be published. */
async function requireFinished(ctx: TxCtx, { policyId }: DraftItem, steps: Steps): Promise<void> {
  try {
    const policy = policyId ? (await findPolicy(ctx, policyId)).policy : undefined
    await requirePublishableDraft(ctx, policy, steps)
  } catch (error) {
    throw placed(error)
  }
}

/** A second person agrees to exactly what was asked for. Nobody agrees to their own request. */
export const approveDraft = (ctx: Ctx, id: string, input: ApproveDraft): Promise<Approval> =>
  transact(ctx, async (ctx) => {
    const draft = await draftFor(ctx, id, true)
    if (draft.version !== input.version) throw staleDraft(draft.version)
    const steps = await stepsOf(ctx, id)
    const { request } = await approvalOf(ctx, draft, steps)
    if (request?.id === input.requestId && !request.isCurrent) throw changedSince()
    const by = await decide(ctx, id, input.requestId, { approved: true, reason: null })
    await record(ctx, { action: 'policy.approve', entityId: id })
    await tell(ctx, draft, [{ id: by }], 'policy_approval_granted')
    return approvalOf(ctx, draft, steps)
  })

const changedSince = () =>
  new AppError(
    'invalid_transition',
    'The draft was changed after the request. It has to be asked for again.',
    { facts: { status: 'changed' } },
  )

/** A second person refuses; the reason is told to whoever asked. */
export const declineDraft = (
  ctx: Ctx,
  id: string,
  { requestId, reason }: DeclineDraft,
): Promise<Approval> =>
  transact(ctx, async (ctx) => {
    const draft = await draftFor(ctx, id, true)
    const by = await decide(ctx, id, requestId, { approved: false, reason })
    await record(ctx, { action: 'policy.decline', entityId: id })
    await tell(ctx, draft, [{ id: by }], 'policy_approval_declined', { reason })
    return approvalOf(ctx, draft, await stepsOf(ctx, id))
  })

/** Decides an open request and returns who made it. The draft is locked, so the first decision counts. */
async function decide(
  ctx: TxCtx,
  draftId: string,
  requestId: string,
  decision: { approved: boolean; reason: string | null },
): Promise<string> {
  const ofDraft = eq(policyApprovals.draftId, draftId)
  const isIt = and(eq(policyApprovals.id, requestId), ofDraft)
  const requests = await ctx.db
    .select()
    .from(policyApprovals)
    .where(ofDraft)
    .orderBy(desc(policyApprovals.id))
  const asked = requests.find(({ id }) => id === requestId)
  if (!asked) throw new AppError('not_found', 'There is no such request for this draft.')
  if (asked.requestedBy === ctx.actor.userId)
    throw new AppError(
      'invalid_transition',
      'You asked for this approval. Somebody else has to decide.',
      { facts: { status: 'own' } },
    )
  // Only the newest counts, so whoever asked would be told of an agreement that is none.
  if (requests[0] !== asked)
    throw new AppError(
      'invalid_transition',
      'A later request has replaced this one. Read the draft again and decide about that one.',
      { facts: { status: 'replaced' } },
    )
  const { userId: decidedBy } = ctx.actor
  const decided = await ctx.db
    .update(policyApprovals)
    .set({ ...decision, decidedBy, decidedAt: ctx.clock.now() })
    .where(and(isIt, isNull(policyApprovals.approved)))
    .returning({ id: policyApprovals.id })
  if (decided.length === 0)
    throw new AppError('invalid_transition', 'This request is decided already.', {
      facts: { status: asked.approved ? 'approved' : 'declined' },
    })
  return asked.requestedBy
}

/** Tells these people of the headquarters, and its open pages. */
async function tell(
  ctx: TxCtx,
  draft: DraftItem,
  people: readonly { id: string }[],
  type: `policy_approval_${'requested' | 'granted' | 'declined'}`,
  more: { reason?: string } = {},
): Promise<void> {
  const title = draft.policyTitle ?? draft.title
  const { companyId } = ctx.actor
  const news = people.map(({ id: userId }) => ({
    ...{ companyId, userId, type, subjectId: draft.id },
    params: { title, ...more },
  }))
  await notify(ctx, ...news)
  draftChanged(ctx, draft.id)
}
