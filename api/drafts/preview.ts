import type { Actor } from '../access/actor.ts'
import { lineOf } from '../companies/line.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { checkMatrix } from '../policies/check-matrix.ts'
import { type PolicyDetail, PublishPolicy, PublishVersion } from '../policies/contract.ts'
import { detailOf, type Found, findPolicy } from '../policies/queries.ts'
import { predecessorSeen, successionSeen } from '../policies/succession.ts'
import type { DraftItem, Steps } from './contract.ts'
import { placed } from './faults.ts'
import { allOf, read, versionOf } from './fields.ts'
import { draftFor, stepsOf } from './queries.ts'

type Content = PublishPolicy | PublishVersion

/**
 * The answer that `GET /policies/:id` will give one company of the draft once it is published: by the same
 * query, with the rates that its agency has saved by now. Of a new policy no agency has decided yet.
 */
export async function previewOf(ctx: Ctx, id: string, companyId: string): Promise<PolicyDetail> {
  const draft = await draftFor(ctx, id)
  const { tier, agencyId } = await lineOf(ctx, companyId)
  if (tier === 'hq') throw new AppError('not_found', 'Choose one of your agencies or their shops.')
  // Only what the company may see is read for it; its people do nothing here.
  const actor = { ...ctx.actor, tier, companyId, agencyId }
  const found = await foundOf(ctx, actor, draft, await stepsOf(ctx, id))
  return detailOf({ ...ctx, actor }, found)
}

/** The policy and the version that the draft would become. */
async function foundOf(ctx: Ctx, actor: Actor, draft: DraftItem, steps: Steps): Promise<Found> {
  try {
    if (!draft.policyId)
      return await newPolicy(ctx, actor, draft, matrixIn(read(PublishPolicy, allOf(steps), UNREAD)))
    const found = await findPolicy(ctx, draft.policyId)
    const { policy, version } = found
    const fields = { ...versionOf(steps), version: policy.version }
    const content = matrixIn(read(PublishVersion, fields, UNREAD))
    const number = version.number + 1
    return {
      policy: {
        ...policy,
        ...(await successionSeen({ ...ctx, actor }, policy.id)),
        currentVersion: number,
      },
      version: versionRow(ctx, draft, policy.id, number, content),
    }
  } catch (error) {
    throw placed(error)
  }
}

/** The content, once its matrix may be published: the tables of any other have no bound. */
function matrixIn<C extends Content>(content: C): C {
  checkMatrix(content)
  return content
}

const UNREAD = 'The draft cannot be shown yet; see errors. Each names its step first.'

async function newPolicy(
  ctx: Ctx,
  actor: Actor,
  { id }: DraftItem,
  content: PublishPolicy,
): Promise<Found> {
  const now = ctx.clock.now().toISOString()
  const { title, description, carrier, joinType, kind, requiresReading } = content
  return {
    policy: {
      ...{ id, title, description, carrier, joinType, kind, requiresReading },
      ...{ status: 'active', withdrawnBecause: null, currentVersion: 1, version: 1 },
      ...{ updatedAt: now, validFrom: content.validFrom ?? now, validTo: content.validTo },
      succeeds: await predecessorSeen({ ...ctx, actor }, content.succeeds),
      succeededBy: null,
    },
    version: versionRow(ctx, { id }, id, 1, content),
  }
}

function versionRow(
  ctx: Ctx,
  { id }: Pick<DraftItem, 'id'>,
  policyId: string,
  number: number,
  content: Content,
): Found['version'] {
  const { rounding, bandsWon, months, cells, flatWon, agencyOverrides, simAdjustmentWon } = content
  const { bandLabels, planGroups, deviceGroups, closed, lowestWon, additions } = content
  const { form, terms, marginFloorWon, marginCeilingWon } = content
  return {
    ...{ id, policyId, number, hqId: ctx.actor.hqId, draftId: id, contentHash: null },
    ...{ rounding, bandsWon, months, cells, flatWon, agencyOverrides, simAdjustmentWon },
    ...{ bandLabels, planGroups, deviceGroups, closed, lowestWon, additions, form, terms },
    ...{ marginFloorWon, marginCeilingWon },
    ...{ publishedAt: ctx.clock.now(), publishedBy: ctx.actor.userId },
  }
}
