import { and, eq, lte, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import {
  agencyRates,
  policies,
  policyExclusions,
  policyTargets,
  policyVersions,
} from '#db/schema/policies.ts'
import { integer, nullable, text } from '#db/values.ts'
import type { PolicyStatus } from '#db/words.ts'
import { policiesOf } from '../access/namespaces.ts'
import { record } from '../audit/record.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { onceThenRead } from '../idempotency/once.ts'
import { newId } from '../ids.ts'
import { notify } from '../notifications/notify.ts'
import { checkOverrides, checkTargets, checkValidity } from './check.ts'
import { checkMatrix } from './check-matrix.ts'
import type {
  PassAllOn,
  PolicyDetail,
  PublishPolicy,
  PublishVersion,
  SetAgencyRates,
} from './contract.ts'
import { findPolicy, policyDetail } from './queries.ts'
import { checkRates } from './rate-checks.ts'
import { indexGross } from './rebate.ts'

/** Publishes a new policy of the HQ: policy, first version and targets in one transaction. */
export const publishPolicy = (ctx: Ctx, input: PublishPolicy): Promise<PolicyDetail> =>
  onceThenRead(ctx, (ctx) => writePolicy(ctx, input), policyDetail)

/** Checks and writes a new policy within a transaction; `draftId` names the draft that it was. */
export async function writePolicy(
  ctx: TxCtx,
  input: PublishPolicy,
  draftId?: string,
): Promise<{ id: string }> {
  const now = ctx.clock.now()
  checkMatrix(input)
  checkValidity(input, now)
  const { hqId, userId } = ctx.actor
  await checkTargets(ctx, input)
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
    validFrom: input.validFrom ? new Date(input.validFrom) : now,
    validTo: input.validTo ? new Date(input.validTo) : null,
    currentVersion: 1,
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
  await record(ctx, { action: 'policy.publish', entityId: id, facts: { version: 1 } })
  await announce(ctx, id, title, 1)
  return { id }
}

/**
 * Publishes a new version with other prices, form or terms; orders keep the version they were placed under.
 */
export const publishVersion = (
  ctx: Ctx,
  id: string,
  input: PublishVersion,
): Promise<PolicyDetail> => onceThenRead(ctx, (ctx) => writeVersion(ctx, id, input), policyDetail)

/** Checks and writes a version within a transaction; `draftId` names the draft that it was. */
export async function writeVersion(
  ctx: TxCtx,
  id: string,
  input: PublishVersion,
  draftId?: string,
): Promise<{ id: string }> {
  checkMatrix(input)
  const policy = await lockPolicy(ctx, id)
  if (policy.version !== input.version) throw stale(policy.version)
  requireActive(policy)
  await checkOverrides(ctx, id, input)
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
  await record(ctx, { action: 'policy.publish', entityId: id, facts: { version: number } })
  await announce(ctx, id, policy.title, number)
  return { id }
}

/** Withdraws a policy: it takes no new orders, and open ones finish under their version (C.9-41). */
export function withdrawPolicy(ctx: Ctx, id: string, version: number): Promise<PolicyDetail> {
  return transact(ctx, async (ctx) => {
    const policy = await lockPolicy(ctx, id)
    if (policy.version !== version) throw stale(policy.version)
    requireActive(policy)
    await ctx.db
      .update(policies)
      .set({ status: 'inactive', version: version + 1, updatedAt: ctx.clock.now() })
      .where(eq(policies.id, id))
    await record(ctx, { action: 'policy.withdraw', entityId: id, facts: { status: 'inactive' } })
    policyChanged(ctx, id, await reachedBy(ctx, id))
    return policyDetail(ctx, id)
  })
}

/** Sets what an agency pays its shops. No cell may exceed what HQ pays for it (C.9-10). */
export function setAgencyRates(ctx: Ctx, id: string, input: SetAgencyRates): Promise<PolicyDetail> {
  const { cells, defaultWon, overrides } = input
  // An empty table would silently pass everything on, so passing on has its own command.
  if (cells.length === 0 && defaultWon === null && overrides.length === 0)
    throw new AppError('invalid_input', 'Nothing is set here.', {
      errors: [
        {
          path: 'cells',
          code: 'required',
          message: 'Set an amount, or pass all of HQ’s amounts on by POST …/passing-on.',
        },
      ],
    })
  return storeRates(ctx, id, input)
}

/** An agency passes everything that HQ pays on to its shops, for every combination: its margin is 0. */
export const passAllOn = (ctx: Ctx, id: string, { basedOn }: PassAllOn): Promise<PolicyDetail> =>
  storeRates(ctx, id, { basedOn, cells: [], defaultWon: null, overrides: [] })

function storeRates(ctx: Ctx, id: string, input: SetAgencyRates): Promise<PolicyDetail> {
  return transact(ctx, async (ctx) => {
    const { policy, version } = await findPolicy(ctx, id)
    const { companyId, userId } = ctx.actor
    const gross = indexGross({ ...version, carrier: policy.carrier })
    await checkRates(ctx, gross, version.lowestWon, input)
    // Serialises saves of one agency, so that the second sees the number of the first.
    await ctx.db.execute(
      sql`select 1 from policy_targets where policy_id = ${id} and agency_id = ${companyId} for update`,
    )
    const [current] = await rowsOf(
      ctx.db,
      sql`select max(number) as number from agency_rates where policy_id = ${id} and agency_id = ${companyId}`,
      { number: nullable(integer) },
    )
    const number = current?.number ?? 0
    if (number !== input.basedOn) throw stale(number)
    const { cells, defaultWon, overrides } = input
    const savedAt = ctx.clock.now()
    await ctx.db.insert(agencyRates).values({
      id: newId(savedAt),
      policyId: policy.id,
      agencyId: companyId,
      number: number + 1,
      cells,
      defaultWon,
      overrides,
      savedAt,
      savedBy: userId,
    })
    await record(ctx, { action: 'policy.price', entityId: id, facts: { number: number + 1 } })
    policyChanged(ctx, id, await reachedBy(ctx, id, companyId))
    return policyDetail(ctx, id)
  })
}

/** Marks policies whose validity has ended; the job runs it for all trees at once. */
export function expirePolicies(ctx: Ctx): Promise<void> {
  return transact(ctx, async (ctx) => {
    const now = ctx.clock.now()
    const ended = await ctx.db
      .update(policies)
      .set({ status: 'expired', updatedAt: now, version: sql`${policies.version} + 1` })
      .where(and(eq(policies.status, 'active'), lte(policies.validTo, now)))
      .returning({ hqId: policies.hqId })
    ctx.changed({ namespaces: ended.map(({ hqId }) => policiesOf(hqId)) })
  })
}

const stale = (version: number) =>
  new AppError(
    'version_conflict',
    'Someone changed it first. Load it again and repeat your change.',
    {
      facts: { version },
    },
  )

/** A policy that ended is final: a new version would notify companies that cannot see it. */
function requireActive({ status }: { status: PolicyStatus }): void {
  if (status !== 'active')
    throw new AppError('invalid_transition', `This policy is ${status}. Publish another one.`, {
      facts: { status },
    })
}

async function lockPolicy(ctx: TxCtx, id: string) {
  const [policy] = await ctx.db
    .select()
    .from(policies)
    .where(and(eq(policies.id, id), eq(policies.hqId, ctx.actor.companyId)))
    .for('update')
  if (!policy) throw new AppError('not_found', 'There is no such policy.')
  return policy
}

async function insertVersion(
  ctx: TxCtx,
  of: { policyId: string; number: number; draftId: string | undefined },
  input: PublishPolicy | PublishVersion,
) {
  const { rounding, bandsWon, months, cells, flatWon, agencyOverrides, simAdjustmentWon } = input
  const { bandLabels, planGroups, deviceGroups, closed, lowestWon, additions } = input
  const publishedAt = ctx.clock.now()
  await ctx.db.insert(policyVersions).values({
    ...of,
    id: newId(publishedAt),
    hqId: ctx.actor.hqId,
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
    simAdjustmentWon,
    form: input.form,
    terms: input.terms,
    publishedAt,
    publishedBy: ctx.actor.userId,
  })
}

/**
 * Invalidates the cached policies of the tree, and sends a live event to the headquarters and these
 * companies.
 */
const policyChanged = (ctx: TxCtx, id: string, companyIds: readonly string[]): void =>
  ctx.changed({
    namespaces: [policiesOf(ctx.actor.hqId)],
    event: { type: 'policy.changed', id },
    heardBy: [ctx.actor.hqId, ...companyIds],
  })

/**
 * The companies that a policy reaches: its agencies, or one of them, and their shops without the excluded
 * ones.
 */
async function reachedBy(ctx: TxCtx, policyId: string, agencyId?: string): Promise<string[]> {
  const rows = await rowsOf(
    ctx.db,
    sql`select c.id from companies c join policy_targets t on t.agency_id = c.agency_id and t.policy_id = ${policyId}
      where c.active ${agencyId ? sql`and c.agency_id = ${agencyId}` : sql``}
        and not exists (select 1 from policy_exclusions x where x.policy_id = ${policyId} and x.retail_id = c.id)`,
    { id: text },
  )
  return rows.map(({ id }) => id)
}

/**
 * Notifies every company that the policy reaches. The headquarters gets no notification, only the live event.
 */
async function announce(ctx: TxCtx, policyId: string, title: string, version: number) {
  policyChanged(ctx, policyId, [])
  await notify(
    ctx,
    ...(await reachedBy(ctx, policyId)).map((companyId) => ({
      companyId,
      type: 'policy_assigned' as const,
      subjectId: policyId,
      params: { title, version },
    })),
  )
}
