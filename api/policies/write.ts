import { eq, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { policies, policyExclusions, policyTargets, policyVersions } from '#db/schema/policies.ts'
import { text } from '#db/values.ts'
import { record } from '../audit/record.ts'
import type { TxCtx } from '../context.ts'
import { newId } from '../ids.ts'
import { announce, reachedBy } from './change.ts'
import { contentHashOf } from './content-hash.ts'
import type { PublishPolicy, PublishVersion } from './contract.ts'
import { recordEvents } from './events.ts'
import type { Overlap } from './overlap-contract.ts'
import { recordAlongside } from './overlaps.ts'
import { requirePublishable, requirePublishableVersion } from './publishable.ts'
import { supersede } from './succeed.ts'

// A publication, whether it comes at once or from a draft: the same checks, rows, events and news.

/** Checks and writes a new policy within a transaction; `draftId` names the draft that it was. */
export async function writePolicy(
  ctx: TxCtx,
  input: PublishPolicy,
  draftId?: string,
): Promise<{ id: string }> {
  const { validFrom, predecessor, accepted } = await requirePublishable(ctx, input)
  const now = ctx.clock.now()
  const { hqId, userId } = ctx.actor
  const id = newId(now)
  const { title, description, carrier, joinType, kind } = input
  await ctx.db.insert(policies).values({
    id,
    hqId,
    title,
    description,
    carrier,
    joinType,
    kind,
    status: 'active',
    validFrom,
    validTo: input.validTo ? new Date(input.validTo) : null,
    begun: validFrom <= now,
    succeeds: predecessor?.id ?? null,
    currentVersion: 1,
    requiresReading: input.requiresReading,
    createdBy: userId,
    createdAt: now,
    updatedAt: now,
  })
  await insertVersion(ctx, { policyId: id, number: 1, draftId }, input)
  await ctx.db
    .insert(policyTargets)
    .values(input.targets.map((agencyId) => ({ policyId: id, agencyId })))
  if (input.exclusions.length > 0)
    await ctx.db
      .insert(policyExclusions)
      .values(input.exclusions.map((retailId) => ({ policyId: id, retailId })))
  if (predecessor) await supersede(ctx, predecessor, { id, startsAt: validFrom })
  await tellPublished(ctx, id, title, { version: 1, predecessor, accepted })
  return { id }
}

/** Checks and writes a version within a transaction; `draftId` names the draft that it was. */
export async function writeVersion(
  ctx: TxCtx,
  id: string,
  input: PublishVersion,
  draftId?: string,
): Promise<{ id: string }> {
  const { policy, accepted } = await requirePublishableVersion(ctx, id, input)
  const number = policy.currentVersion + 1
  await insertVersion(ctx, { policyId: id, number, draftId }, input)
  await ctx.db
    .update(policies)
    .set({
      currentVersion: number,
      version: policy.version + 1,
      updatedAt: ctx.clock.now(),
    })
    .where(eq(policies.id, id))
  await tellPublished(ctx, id, policy.title, { version: number, accepted })
  return { id }
}

type Published = {
  version: number
  predecessor?: { id: string; title: string } | undefined
  /** Policies beside which somebody let this one take orders. */
  accepted: readonly Overlap[]
}

/**
 * Records a publication and notifies every company that it reaches. Agencies that have the policy that it follows
 * learn that too, because they have to price the new one.
 */
async function tellPublished(
  ctx: TxCtx,
  id: string,
  title: string,
  { version, predecessor, accepted }: Published,
) {
  const { hqId, userId } = ctx.actor
  const kind = version === 1 ? 'published' : 'version'
  const before = version === 1 ? null : version - 1
  await recordEvents(ctx, userId, [{ policyId: id, hqId, kind, before, after: version }])
  await recordAlongside(ctx, id, accepted)
  await record(ctx, {
    action: 'policy.publish',
    entityId: id,
    facts: { version, ...(accepted.length > 0 && { alongside: accepted.length }) },
  })
  const params = { title, version }
  const all = await reachedBy(ctx, id)
  const had = new Set(predecessor ? await agenciesOf(ctx, predecessor.id) : [])
  const told = { type: 'policy_assigned', params } as const
  await announce(
    ctx,
    id,
    all.filter((companyId) => !had.has(companyId)),
    told,
  )
  if (!predecessor) return
  await announce(
    ctx,
    id,
    all.filter((companyId) => had.has(companyId)),
    { ...told, params: { ...params, follows: predecessor.title } },
  )
}

async function agenciesOf(ctx: TxCtx, id: string): Promise<string[]> {
  const rows = await rowsOf(
    ctx.db,
    sql`select agency_id as id from policy_targets where policy_id = ${id} and exposed`,
    { id: text },
  )
  return rows.map((row) => row.id)
}

async function insertVersion(
  ctx: TxCtx,
  of: { policyId: string; number: number; draftId: string | undefined },
  input: PublishPolicy | PublishVersion,
) {
  const { rounding, bandsWon, months, cells, flatWon, agencyOverrides, simAdjustmentWon } = input
  const { bandLabels, planGroups, deviceGroups, closed, lowestWon, additions } = input
  const { marginFloorWon, marginCeilingWon } = input
  const publishedAt = ctx.clock.now()
  const content = {
    id: newId(publishedAt),
    rounding,
    bandsWon,
    months,
    bandLabels,
    planGroups,
    deviceGroups,
    cells,
    closed,
    lowestWon,
    additions,
    flatWon,
    agencyOverrides,
    marginFloorWon,
    marginCeilingWon,
    simAdjustmentWon,
    form: input.form,
    terms: input.terms,
  }
  await ctx.db.insert(policyVersions).values({
    ...content,
    ...of,
    contentHash: contentHashOf(content),
    hqId: ctx.actor.hqId,
    publishedAt,
    publishedBy: ctx.actor.userId,
  })
}
