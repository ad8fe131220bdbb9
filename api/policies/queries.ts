import { type SQL, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { agencyRates, policyVersions } from '#db/schema/policies.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { type Page, toPage } from '../shapes.ts'
import type { PolicyDetail, PolicyFilter, PolicyItem } from './contract.ts'
import { conflictsOf, grossOf, shopCells } from './views.ts'
import { visiblePolicies } from './visible.ts'

type Row = Omit<PolicyItem, 'validFrom' | 'validTo' | 'updatedAt'> & {
  validFrom: Date | string
  validTo: Date | string | null
  updatedAt: Date | string
}

/** One page of the policies that the caller may see, newest first. */
export async function listPolicies(ctx: Ctx, filter: PolicyFilter): Promise<Page<PolicyItem>> {
  const { tier, companyId } = ctx.actor
  const extra =
    tier === 'hq'
      ? sql`, (select count(*)::int from policy_targets t where t.policy_id = p.id) as agencies`
      : tier === 'agency'
        ? sql`, coalesce((select max(number) from agency_rates r where r.policy_id = p.id and r.agency_id = ${companyId}), 0) as "ratesNumber"`
        : sql``
  const wanted: SQL[] = [visiblePolicies(ctx.actor, ctx.clock.now())]
  if (filter.status) wanted.push(sql`p.status = ${filter.status}`)
  if (filter.carrier) wanted.push(sql`p.carrier = ${filter.carrier}`)
  if (filter.after) wanted.push(sql`p.id < ${filter.after}`)
  const rows = await rowsOf<Row>(
    ctx.replica,
    sql`select ${COLUMNS}${extra} from policies p where ${sql.join(wanted, sql` and `)}
      order by p.id desc limit ${sql.raw(String(filter.limit + 1))}`,
  )
  return toPage(rows.map(itemOf), filter.limit)
}

const COLUMNS = sql`p.id, p.title, p.carrier, p.join_type as "joinType", p.kind, p.status, p.valid_from as "validFrom",
  p.valid_to as "validTo", p.current_version as "currentVersion", p.version, p.updated_at as "updatedAt"`

function itemOf(row: Row): PolicyItem {
  return {
    ...row,
    validFrom: new Date(row.validFrom).toISOString(),
    validTo: row.validTo ? new Date(row.validTo).toISOString() : null,
    updatedAt: new Date(row.updatedAt).toISOString(),
  }
}

/** One policy that the caller may see, with the version in force. */
export async function findPolicy(ctx: Ctx, id: string) {
  const [row] = await rowsOf<Row & { description: string }>(
    ctx.db,
    sql`select ${COLUMNS}, p.description from policies p where p.id = ${id} and ${visiblePolicies(ctx.actor, ctx.clock.now())}`,
  )
  if (!row) throw new AppError('not_found', 'There is no such policy.')
  const [version] = await ctx.db
    .select()
    .from(policyVersions)
    .where(sql`policy_id = ${id} and number = ${row.currentVersion}`)
  if (!version) throw new Error(`policy ${id} has no version ${row.currentVersion}`)
  const { description, ...item } = row
  return { policy: { ...itemOf(item), description }, version }
}

/** A policy by the viewer's right: HQ's matrix never reaches a shop. */
export async function policyDetail(ctx: Ctx, id: string): Promise<PolicyDetail> {
  const { policy, version } = await findPolicy(ctx, id)
  const { rounding, bandsWon, months, simAdjustmentWon, form, terms, publishedAt } = version
  const common = {
    ...policy,
    publishedAt: publishedAt.toISOString(),
    rounding,
    bandsWon,
    months,
    simAdjustmentWon,
    form,
    terms,
  }
  const { tier, companyId, agencyId } = ctx.actor
  if (tier === 'hq') return { ...common, hq: await hqView(ctx, id, version) }
  const rates = await latestRates(ctx, id, agencyId ?? '')
  if (tier === 'retail')
    return { ...common, shop: { cells: shopCells(version, rates, agencyId ?? '', companyId) } }
  const override = version.agencyOverrides.find((entry) => entry.agencyId === companyId)
  return {
    ...common,
    agency: {
      gross: grossOf(version, companyId),
      flatWon: override ? override.amountWon : version.flatWon,
      rates: rates && {
        number: rates.number,
        cells: rates.cells,
        defaultWon: rates.defaultWon,
        overrides: rates.overrides,
        savedAt: rates.savedAt.toISOString(),
      },
      conflicts: conflictsOf(version, rates, companyId),
    },
  }
}

async function hqView(ctx: Ctx, id: string, version: typeof policyVersions.$inferSelect) {
  const targets = await rowsOf<{ id: string }>(
    ctx.db,
    sql`select agency_id as id from policy_targets where policy_id = ${id} order by 1`,
  )
  const exclusions = await rowsOf<{ id: string }>(
    ctx.db,
    sql`select retail_id as id from policy_exclusions where policy_id = ${id} order by 1`,
  )
  const { cells, flatWon, agencyOverrides } = version
  return {
    cells,
    flatWon,
    agencyOverrides,
    targets: targets.map((target) => target.id),
    exclusions: exclusions.map((exclusion) => exclusion.id),
  }
}

async function latestRates(ctx: Ctx, policyId: string, agencyId: string) {
  const [rates] = await ctx.db
    .select()
    .from(agencyRates)
    .where(sql`policy_id = ${policyId} and agency_id = ${agencyId}`)
    .orderBy(sql`number desc`)
    .limit(1)
  return rates ?? null
}

/** When the list changes by the clock alone: the next start or end of a policy of this tree. */
export async function nextBoundary(ctx: Ctx): Promise<number> {
  const now = ctx.clock.now().toISOString()
  const [row] = await rowsOf<{ at: Date | string | null }>(
    ctx.db,
    sql`select least(min(valid_from) filter (where valid_from > ${now}), min(valid_to) filter (where valid_to > ${now})) as at
      from policies where hq_id = ${ctx.actor.hqId} and status = 'active'`,
  )
  return row?.at ? new Date(row.at).getTime() : Number.POSITIVE_INFINITY
}
