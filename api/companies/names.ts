import { eq, sql } from 'drizzle-orm'
import { companies } from '#db/schema/companies.ts'
import { computed, oneOf } from '#db/values.ts'
import type { Tier } from '#db/words.ts'
import { treeNamespace } from '../access/namespaces.ts'
import type { Ctx } from '../context.ts'
import { remember } from '../platform/remember.ts'

export type CompanyName = {
  name: string
  code: string
  tier: Tier
  parentId: string | null
  /** A removed company keeps its name for old records, but selection lists omit it. */
  state: 'pending' | 'active' | 'closed' | 'removed'
}

const state = computed(
  oneOf(['pending', 'active', 'closed', 'removed']),
  sql`case when ${companies.removedAt} is not null then 'removed'
  when ${companies.approvedAt} is null then 'pending'
  when ${companies.active} then 'active' else 'closed' end`,
)

/** The number of trees that one process caches; the largest has a few thousand companies. */
const NAMES = { name: 'company-names', max: 200 }

/**
 * Names of all companies in the actor's tree, so that hot lists need no joins. The map exceeds the actor's
 * scope: look up only ids from rows that the scope has returned.
 */
export function companyNames(ctx: Ctx): Promise<ReadonlyMap<string, CompanyName>> {
  const { hqId } = ctx.actor
  return remember(ctx, NAMES, { key: hqId, namespaces: [treeNamespace(hqId)] }, () =>
    readNames(ctx, hqId),
  )
}

/**
 * A look-up of today's names for companies of the tree. An id that the cache lacks causes a fresh read; an
 * unknown id throws.
 */
export async function namesFor(ctx: Ctx, ids: readonly string[]): Promise<(id: string) => string> {
  const known = await companyNames(ctx)
  const names = ids.every((id) => known.has(id)) ? known : await readNames(ctx, ctx.actor.hqId)
  return (id) => {
    const company = names.get(id)
    if (!company) throw new Error(`company ${id} is not of this tree`)
    return company.name
  }
}

async function readNames(ctx: Ctx, hqId: string): Promise<ReadonlyMap<string, CompanyName>> {
  // Reads the primary: a replica's stale rows would be cached under the new version.
  const rows = await ctx.db
    .select({
      id: companies.id,
      name: companies.name,
      code: companies.code,
      tier: companies.tier,
      parentId: companies.parentId,
      state,
    })
    .from(companies)
    .where(eq(companies.hqId, hqId))
  return new Map(rows.map(({ id, ...name }) => [id, name]))
}
