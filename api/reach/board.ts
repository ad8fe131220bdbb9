import { type SQL, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { agencyRates, policyVersions } from '#db/schema/policies.ts'
import { boolean, instant, integer, oneOf, text } from '#db/values.ts'
import { CELL_CARRIERS } from '#db/words.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { conditionsOf } from '../list.ts'
import { reached } from '../policies/reached.ts'
import { indexGross, indexShares } from '../policies/rebate.ts'
import { visiblePolicies } from '../policies/visible.ts'
import { type Page, toPage } from '../shapes.ts'
import type { ReachCounts, ReachFilter } from './contract.ts'
import {
  COUNT_COLUMNS,
  itemOf,
  REACH_COUNTS,
  REACH_FILTERS,
  REACHED,
  REACHED_COLUMNS,
  REACHED_JOINS,
  type ReachedItem,
} from './list.ts'
import { pricedCells } from './priced-cells.ts'

/** The companies of a policy that the actor asks about: HQ all that it reaches, an agency its shops. */
export function boardOf(ctx: Ctx, policyId: string): SQL {
  const { tier, companyId } = ctx.actor
  const own = tier === 'hq' ? sql`true` : sql`c.tier = 'retail' and c.parent_id = ${companyId}`
  return sql`${reached} and p.id = ${policyId} and ${own}`
}

const SUBJECT = {
  title: text,
  carrier: oneOf(CELL_CARRIERS),
  currentVersion: integer,
  requiresReading: boolean,
  publishedAt: instant,
  versionId: text,
}
export type Subject = Awaited<ReturnType<typeof subjectFor>>

/** The policy whose reach is asked about, if the actor may see it. */
export async function subjectFor(ctx: Ctx, id: string) {
  const [policy] = await rowsOf(
    ctx.db,
    sql`select p.title, p.carrier, p.current_version as "currentVersion", p.requires_reading as "requiresReading", v.published_at as "publishedAt",
        v.id as "versionId"
      from policies p join policy_versions v on v.policy_id = p.id and v.number = p.current_version
      where p.id = ${id} and ${visiblePolicies(ctx.actor, ctx.clock.now())}`,
    SUBJECT,
  )
  if (!policy) throw new AppError('not_found', 'There is no such policy.')
  return policy
}

/** One page of the companies that a policy reaches, with what each has read and priced. */
export async function listReach(
  ctx: Ctx,
  id: string,
  filter: ReachFilter,
): Promise<Page<ReachedItem>> {
  const subject = await subjectFor(ctx, id)
  const wanted = [boardOf(ctx, id), ...conditionsOf(REACH_FILTERS, filter, undefined)]
  const rows = await rowsOf(
    ctx.db,
    sql`with board as (select p.id as policy_id, c.id as company_id, t.added_at from policies p, ${sql.join(wanted, sql` and `)}
        order by c.tier, c.id limit ${sql.raw(String(filter.limit + 1))})
      select ${REACHED_COLUMNS} from board t join policies p on p.id = t.policy_id join companies c on c.id = t.company_id
        join policy_versions v on v.policy_id = p.id and v.number = p.current_version ${REACHED_JOINS}
      order by c.tier, c.id`,
    REACHED,
  )
  const page = toPage(rows, filter.limit)
  const cells = await cellsOf(
    ctx,
    id,
    subject,
    page.items.filter(({ tier }) => tier === 'agency').map((row) => row.id),
  )
  return { ...page, items: page.items.map((row) => itemOf(row, cells.get(row.id) ?? null)) }
}

/** The figures above the board: each is a filter of it. */
export async function countReach(ctx: Ctx, id: string): Promise<ReachCounts> {
  const { currentVersion, requiresReading, publishedAt } = await subjectFor(ctx, id)
  const [counts] = await rowsOf(
    ctx.db,
    sql`select ${COUNT_COLUMNS} from policies p, ${boardOf(ctx, id)}`,
    REACH_COUNTS,
  )
  if (!counts) throw new Error('a count has one row')
  return {
    version: currentVersion,
    publishedAt: publishedAt.toISOString(),
    requiresReading,
    ...counts,
  }
}

async function cellsOf(
  ctx: Ctx,
  policyId: string,
  { versionId, carrier }: Subject,
  agencyIds: readonly string[],
) {
  if (agencyIds.length === 0) return new Map<string, NonNullable<ReachedItem['cells']>>()
  const [version] = await ctx.db.select().from(policyVersions).where(sql`id = ${versionId}`)
  if (!version) throw new Error(`policy version ${versionId} is gone`)
  const rates = await ctx.db
    .selectDistinctOn([agencyRates.agencyId])
    .from(agencyRates)
    .where(sql`policy_id = ${policyId} and agency_id in ${agencyIds}`)
    .orderBy(agencyRates.agencyId, sql`number desc`)
  const gross = indexGross({ ...version, carrier })
  return new Map(
    agencyIds.map((agencyId) => {
      const own = rates.find((each) => each.agencyId === agencyId)
      return [agencyId, pricedCells(gross, own ? indexShares(own) : null, agencyId)] as const
    }),
  )
}
