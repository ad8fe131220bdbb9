import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { policyVersions } from '#db/schema/policies.ts'
import { boolean, instant, integer, nullable, text } from '#db/values.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { conditionsOf } from '../list.ts'
import { type Page, toPage } from '../shapes.ts'
import { agencyView, devicesIn, latestRates, ratesBefore } from './agency-view.ts'
import { hashOf, type PolicyVersion } from './content-hash.ts'
import type {
  PolicyCountFilter,
  PolicyCounts,
  PolicyDetail,
  PolicyFilter,
  PolicyItem,
} from './contract.ts'
import {
  countColumns,
  itemOf,
  OWN,
  OWN_COLUMN,
  POLICY,
  POLICY_COUNTS,
  POLICY_FILTERS,
  policyColumns,
} from './list.ts'
import { shopTable } from './price-table.ts'
import { type GrossIndex, indexGross, indexShares } from './rebate.ts'
import { toldFor } from './shop-cells.ts'
import { tellsDevices, toldByAny } from './told.ts'
import { visiblePolicies } from './visible.ts'

/** One page of the policies that the caller may see, newest first. */
export async function listPolicies(ctx: Ctx, filter: PolicyFilter): Promise<Page<PolicyItem>> {
  const { actor } = ctx
  const now = ctx.clock.now()
  const wanted = [
    visiblePolicies(actor, now),
    ...conditionsOf(POLICY_FILTERS, filter, { actor, now }),
  ]
  const rows = await rowsOf(
    ctx.replica,
    sql`select ${policyColumns(actor, now)}, ${OWN_COLUMN[actor.tier](actor)} from policies p where ${sql.join(wanted, sql` and `)}
      order by p.id desc limit ${sql.raw(String(filter.limit + 1))}`,
    { ...POLICY, ...OWN[actor.tier] },
  )
  return toPage(rows.map(itemOf), filter.limit)
}

/** How many policies the caller may see, by state. */
export async function countPolicies(ctx: Ctx, filter: PolicyCountFilter): Promise<PolicyCounts> {
  const { actor } = ctx
  const now = ctx.clock.now()
  const wanted = [
    visiblePolicies(actor, now),
    ...conditionsOf(POLICY_FILTERS, filter, { actor, now }),
  ]
  const [counts] = await rowsOf(
    ctx.replica,
    sql`select ${countColumns(actor, now)} from policies p where ${sql.join(wanted, sql` and `)}`,
    POLICY_COUNTS,
  )
  if (!counts) throw new Error('a count has one row')
  return counts
}

/** One policy that the caller may see, with the version in force. */
export async function findPolicy(ctx: Ctx, id: string) {
  const { actor } = ctx
  const now = ctx.clock.now()
  const [row] = await rowsOf(
    ctx.db,
    sql`select ${policyColumns(actor, now)}, p.description, p.withdrawn_because as "withdrawnBecause" from policies p where p.id = ${id} and ${visiblePolicies(actor, now)}`,
    { ...POLICY, description: text, withdrawnBecause: nullable(text) },
  )
  if (!row) throw new AppError('not_found', 'There is no such policy.')
  const [version] = await ctx.db
    .select()
    .from(policyVersions)
    .where(sql`policy_id = ${id} and number = ${row.currentVersion}`)
  if (!version) throw new Error(`policy ${id} has no version ${row.currentVersion}`)
  const { description, withdrawnBecause, ...item } = row
  return { policy: { ...itemOf(item), description, withdrawnBecause }, version }
}

/** A policy as this viewer may see it; HQ's matrix never reaches a shop. */
export async function policyDetail(ctx: Ctx, id: string): Promise<PolicyDetail> {
  return detailOf(ctx, await findPolicy(ctx, id))
}

/** A policy with one of its versions, or with what one would be. */
export type Found = {
  policy: PolicyItem & { description: string; withdrawnBecause: string | null }
  version: PolicyVersion
}

/** The same of a policy and a version that need not be published: the preview of a draft. */
export async function detailOf(ctx: Ctx, { policy, version }: Found): Promise<PolicyDetail> {
  const { id } = policy
  const { rounding, bandsWon, months, simAdjustmentWon, form, terms, publishedAt } = version
  const { bandLabels, planGroups, deviceGroups, additions } = version
  const { tier, companyId, agencyId } = ctx.actor
  const gross = indexGross({ ...version, carrier: policy.carrier })
  const common = {
    ...policy,
    publishedAt: publishedAt.toISOString(),
    rounding,
    bandsWon,
    months,
    bandLabels,
    planGroups,
    deviceGroups,
    additions,
    needsDevice: gross.needsDevice,
    simAdjustmentWon,
    form,
    terms,
  }
  if (tier === 'hq')
    return {
      ...common,
      devices: await devicesNamed(ctx, gross, []),
      hq: await hqView(ctx, id, version),
    }
  if (!agencyId) throw new Error('below HQ everybody has an agency')
  const reading = await readingOf(ctx, id, version)
  const rates = await latestRates(ctx, id, agencyId)
  if (tier === 'retail') {
    const shares = rates && indexShares(rates)
    const told = shares ? toldByAny(gross.told, toldFor(shares, companyId)) : gross.told
    return {
      ...common,
      reading,
      isPriced: rates !== null,
      devices: await devicesNamed(ctx, gross, told.deviceIds),
      needsDevice: tellsDevices(told),
      shop: { cells: shopTable(gross, shares, agencyId, companyId), told },
    }
  }
  const { lowestWon, marginFloorWon, marginCeilingWon } = version
  const before = await ratesBefore(ctx, policy, agencyId)
  return {
    ...common,
    reading,
    devices: await devicesNamed(ctx, gross, [rates, before].flatMap(devicesIn)),
    agency: {
      ...(await agencyView(ctx, { gross, version }, rates, agencyId)),
      before,
      ...{ lowestWon, marginFloorWon, marginCeilingWon },
    },
  }
}

/** The device models that HQ's cells and groups and the viewer's own cells refer to, switched off or not. */
async function devicesNamed(
  ctx: Ctx,
  { told, groupOfDevice, needsDevice }: GrossIndex,
  own: readonly string[],
) {
  const ids = new Set([...told.deviceIds, ...own])
  if (needsDevice) for (const id of groupOfDevice.keys()) ids.add(id)
  if (ids.size === 0) return []
  return rowsOf(
    ctx.db,
    sql`select id, manufacturer || ' ' || name as name from device_models
      where hq_id = ${ctx.actor.hqId}
        and id in (select w.id::uuid from json_array_elements_text(${JSON.stringify([...ids])}::json) w(id))
      order by 2`,
    { id: text, name: text },
  )
}

/** What the caller's company and the caller have read of a policy. */
export async function readingOf(ctx: Ctx, id: string, version: PolicyVersion) {
  const { companyId, userId } = ctx.actor
  const current = sql`k.version = ${version.number}`
  const [row] = await rowsOf(
    ctx.db,
    sql`select coalesce(bool_or(${current} and k.as_admin), false) as "isRead", coalesce(bool_or(${current} and k.user_id = ${userId}), false) as "byMe",
        max(k.version) filter (where k.as_admin and k.version < ${version.number}) as "lastVersion"
      from policy_acknowledgements k where k.policy_id = ${id} and k.company_id = ${companyId}`,
    { isRead: boolean, byMe: boolean, lastVersion: nullable(integer) },
  )
  if (!row) throw new Error('a sum has one row')
  return { hash: hashOf(version), ...row }
}

async function hqView(ctx: Ctx, id: string, version: PolicyVersion) {
  const targets = await rowsOf(
    ctx.db,
    sql`select agency_id as id from policy_targets where policy_id = ${id} order by 1`,
    { id: text },
  )
  const exclusions = await rowsOf(
    ctx.db,
    sql`select retail_id as id from policy_exclusions where policy_id = ${id} order by 1`,
    { id: text },
  )
  const { cells, closed, lowestWon, flatWon, agencyOverrides } = version
  const { marginFloorWon, marginCeilingWon } = version
  return {
    cells,
    closed,
    lowestWon,
    flatWon,
    agencyOverrides,
    marginFloorWon,
    marginCeilingWon,
    targets: targets.map((target) => target.id),
    exclusions: exclusions.map((exclusion) => exclusion.id),
  }
}

/** When the list next changes without a command: the next start or end of a policy of this tree. */
export async function nextBoundary(ctx: Ctx): Promise<number> {
  const now = ctx.clock.now().toISOString()
  const [row] = await rowsOf(
    ctx.replica,
    sql`select least(min(valid_from) filter (where valid_from > ${now}), min(valid_to) filter (where valid_to > ${now})) as at
      from policies where hq_id = ${ctx.actor.hqId} and status = 'active'`,
    { at: nullable(instant) },
  )
  return row?.at?.getTime() ?? Number.POSITIVE_INFINITY
}
