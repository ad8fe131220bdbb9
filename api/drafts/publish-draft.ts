import { type Ctx, constraintOf, type TxCtx } from '../context.ts'
import { onceThenRead } from '../idempotency/once.ts'
import type { PolicyDetail } from '../policies/contract.ts'
import { findPolicy, policyDetail } from '../policies/queries.ts'
import { writePolicy, writeVersion } from '../policies/write.ts'
import { requireApproval } from './approval.ts'
import { removeDraft } from './commands.ts'
import { staleDraft, stalePolicy } from './conflict.ts'
import type { DraftItem, PublishDraft, Steps } from './contract.ts'
import { placed } from './faults.ts'
import { policyIn, titleTaken, versionIn } from './publishable.ts'
import { draftFor, stepsOf } from './queries.ts'

/**
 * Publishes a draft: the policy or the next version of one, its targets, its announcements and the end of the
 * draft are one transaction. Whoever comes second gets `gone` with the policy.
 */
export async function publishDraft(
  ctx: Ctx,
  id: string,
  input: PublishDraft,
): Promise<PolicyDetail> {
  try {
    return await onceThenRead(ctx, (ctx) => publish(ctx, id, input), policyDetail)
  } catch (error) {
    throw placed(constraintOf(error) === 'policies_title' ? titleTaken() : error)
  }
}

async function publish(ctx: TxCtx, id: string, { version, policyVersion }: PublishDraft) {
  const draft = await draftFor(ctx, id, true)
  if (draft.version !== version) throw staleDraft(draft.version)
  const steps = await stepsOf(ctx, id)
  await requireApproval(ctx, draft, steps)
  const published = draft.policyId
    ? await publishNext(ctx, draft, draft.policyId, steps, policyVersion)
    : await writePolicy(ctx, policyIn(steps), id)
  await removeDraft(ctx, id)
  return published
}

async function publishNext(
  ctx: TxCtx,
  draft: DraftItem,
  policyId: string,
  steps: Steps,
  policyVersion: number | undefined,
) {
  const { policy } = await findPolicy(ctx, policyId)
  if (policyVersion !== policy.version) throw stalePolicy(policy.version)
  return writeVersion(ctx, policyId, versionIn(steps, policy.version), draft.id)
}
