import type * as z from 'zod'
import { type Ctx, constraintOf, type TxCtx } from '../context.ts'
import { AppError, type FieldError } from '../errors.ts'
import { onceThenRead } from '../idempotency/once.ts'
import { type PolicyDetail, PublishPolicy, PublishVersion } from '../policies/contract.ts'
import { findPolicy, policyDetail } from '../policies/queries.ts'
import { writePolicy, writeVersion } from '../policies/write.ts'
import { removeDraft } from './commands.ts'
import { staleDraft, stalePolicy } from './conflict.ts'
import type { DraftItem, PublishDraft, Steps } from './contract.ts'
import { faultsOf, placed } from './faults.ts'
import { draftFor, stepsOf } from './queries.ts'
import { POLICY_FIELDS, SCREEN_FIELDS, VERSION_STEPS } from './steps.ts'

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
  const published = draft.policyId
    ? await publishNext(ctx, draft, draft.policyId, steps, policyVersion)
    : await writePolicy(ctx, read(PublishPolicy, allOf(steps)), id)
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
  const input = read(PublishVersion, { ...versionOf(steps), version: policy.version })
  return writeVersion(ctx, policyId, input, draft.id)
}

type Fields = Record<string, unknown>

/** All fields of a policy; an empty start is the moment of publishing. */
const allOf = (steps: Steps): Fields => {
  const { validFrom, ...fields } = mergedOf(Object.values(steps))
  return validFrom === null ? fields : { ...fields, validFrom }
}
/** What a version fixes; the rest belongs to the policy. */
const versionOf = (steps: Steps): Fields =>
  Object.fromEntries(
    Object.entries(mergedOf(VERSION_STEPS.map((step) => steps[step]))).filter(
      ([field]) => !POLICY_FIELDS.has(field),
    ),
  )
const mergedOf = (payloads: object[]): Fields =>
  Object.fromEntries(
    payloads.flatMap(Object.entries).filter(([field]) => !SCREEN_FIELDS.has(field)),
  )

/** The strict input, or every fault with its step, its field and what to do. */
function read<T extends z.ZodType>(schema: T, fields: Fields): z.output<T> {
  const result = schema.safeParse(fields)
  if (result.success) return result.data
  throw new AppError('invalid_input', UNFINISHED, { errors: faultsOf(result.error) })
}

const UNFINISHED = 'The draft cannot be published yet; see errors. Each names its step first.'

const titleTaken = () => {
  const taken: FieldError = {
    path: 'title',
    code: 'taken',
    message: 'A policy with this title exists. Choose another title.',
  }
  return new AppError('conflict', taken.message, { errors: [taken] })
}
