import { and, eq, lte, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import {
  agencyRates,
  policies,
  policyExclusions,
  policyTargets,
  policyVersions,
} from '#db/schema/policies.ts'
import { record } from '../audit/record.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import { notify } from '../notifications/notify.ts'
import { checkMatrix, checkOverrides, checkTargets } from './check.ts'
import type { PublishPolicy, PublishVersion, SetAgencyRates } from './contract.ts'
import { policiesOf } from './namespace.ts'
import { findPolicy } from './queries.ts'
import { grossCell } from './views.ts'

/** HQ publishes a new policy: the policy, its first version and its targets, all or nothing. */
export async function publishPolicy(ctx: Ctx, input: PublishPolicy): Promise<{ id: string }> {
  checkMatrix(input)
  const published = await transact(ctx, async (ctx) => {
    const now = ctx.clock.now()
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
    await insertVersion(ctx, id, 1, input)
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
  })
  await ctx.cache.bump(policiesOf(ctx.actor.hqId))
  return published
}

/** HQ changes prices, form or terms: a new version; orders keep the one they were placed under. */
export async function publishVersion(ctx: Ctx, id: string, input: PublishVersion): Promise<void> {
  checkMatrix(input)
  await transact(ctx, async (ctx) => {
    const policy = await lockPolicy(ctx, id)
    if (policy.version !== input.version) throw stale(policy.version)
    await checkOverrides(ctx, id, input)
    const number = policy.currentVersion + 1
    await insertVersion(ctx, id, number, input)
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
  })
  await ctx.cache.bump(policiesOf(ctx.actor.hqId))
}

/** HQ takes a policy back: no new orders; open ones finish under their version (C.9-41). */
export async function withdrawPolicy(ctx: Ctx, id: string, version: number): Promise<void> {
  await transact(ctx, async (ctx) => {
    const policy = await lockPolicy(ctx, id)
    if (policy.version !== version) throw stale(policy.version)
    await ctx.db
      .update(policies)
      .set({ status: 'inactive', version: version + 1, updatedAt: ctx.clock.now() })
      .where(eq(policies.id, id))
    await record(ctx, { action: 'policy.publish', entityId: id, facts: { status: 'inactive' } })
  })
  await ctx.cache.bump(policiesOf(ctx.actor.hqId))
}

/** An agency sets what it pays its shops. No cell may be above what HQ pays for it (C.9-10). */
export async function setAgencyRates(ctx: Ctx, id: string, input: SetAgencyRates) {
  await transact(ctx, async (ctx) => {
    const { policy, version } = await findPolicy(ctx, id)
    const { companyId, userId } = ctx.actor
    const errors = input.cells.flatMap((cell, i) => {
      const grossWon = grossCell(version, companyId, cell)
      const path = `cells.${i}.amountWon`
      if (grossWon === undefined)
        return [{ path, code: 'not_priced', message: 'HQ does not price this combination.' }]
      return cell.amountWon > grossWon
        ? [{ path, code: 'above_gross', message: `HQ pays ${grossWon}; set at most that.` }]
        : []
    })
    if (errors.length > 0)
      throw new AppError('invalid_input', 'Some amounts are above what HQ pays.', { errors })
    await checkShops(
      ctx,
      input.overrides.map(({ retailId }) => retailId),
    )
    // Two saves of one agency take turns here, so that the second sees the first's number.
    await ctx.db.execute(
      sql`select 1 from policy_targets where policy_id = ${id} and agency_id = ${companyId} for update`,
    )
    const [current] = await rowsOf<{ number: number }>(
      ctx.db,
      sql`select max(number) as number from agency_rates where policy_id = ${id} and agency_id = ${companyId}`,
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
  })
  await ctx.cache.bump(policiesOf(ctx.actor.hqId))
}

/** Marks policies whose days are over; the job runs it for every tree at once. */
export async function expirePolicies(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now()
  const ended = await ctx.db
    .update(policies)
    .set({ status: 'expired', updatedAt: now, version: sql`${policies.version} + 1` })
    .where(and(eq(policies.status, 'active'), lte(policies.validTo, now)))
    .returning({ hqId: policies.hqId })
  for (const hqId of new Set(ended.map((policy) => policy.hqId)))
    await ctx.cache.bump(policiesOf(hqId))
}

const stale = (version: number) =>
  new AppError(
    'version_conflict',
    'Someone changed it first. Load it again and repeat your change.',
    {
      facts: { version },
    },
  )

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
  policyId: string,
  number: number,
  input: PublishPolicy | PublishVersion,
) {
  const { rounding, bandsWon, months, cells, flatWon, agencyOverrides, simAdjustmentWon } = input
  const publishedAt = ctx.clock.now()
  await ctx.db.insert(policyVersions).values({
    id: newId(publishedAt),
    policyId,
    number,
    hqId: ctx.actor.hqId,
    rounding,
    bandsWon,
    months,
    cells,
    flatWon,
    agencyOverrides,
    simAdjustmentWon,
    form: input.form,
    terms: input.terms,
    publishedAt,
    publishedBy: ctx.actor.userId,
  })
}

/** Tells every company that the policy reaches: its agencies and their shops less the excluded. */
async function announce(ctx: TxCtx, policyId: string, title: string, version: number) {
  const reached = await rowsOf<{ id: string }>(
    ctx.db,
    sql`select c.id from companies c join policy_targets t on t.agency_id = c.agency_id and t.policy_id = ${policyId}
      where c.active and not exists (select 1 from policy_exclusions x where x.policy_id = ${policyId} and x.retail_id = c.id)`,
  )
  await notify(
    ctx,
    ...reached.map(({ id }) => ({
      companyId: id,
      type: 'policy_assigned' as const,
      subjectId: policyId,
      params: { title, version },
    })),
  )
}

/** Shops named in overrides must be the agency's own; a foreign one is as unknown as one that is not there. */
async function checkShops(ctx: TxCtx, retailIds: string[]) {
  if (retailIds.length === 0) return
  const [found] = await rowsOf<{ n: number }>(
    ctx.db,
    sql`select count(*)::int as n from companies where parent_id = ${ctx.actor.companyId} and id in ${retailIds} and removed_at is null`,
  )
  if (found?.n !== new Set(retailIds).size)
    throw new AppError('not_found', 'One of the shops is not among yours.')
}
