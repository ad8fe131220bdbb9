import { eq, sql } from 'drizzle-orm'
import { companies } from '#db/schema/companies.ts'
import type { Tier } from '#db/words.ts'
import type { Ctx } from '../context.ts'

export type CompanyName = {
  name: string
  code: string
  tier: Tier
  parentId: string | null
  /** What was removed keeps its name for what was written of it; lists to choose from leave it out. */
  state: 'pending' | 'active' | 'closed' | 'removed'
}

const state = sql<CompanyName['state']>`case when ${companies.removedAt} is not null then 'removed'
  when ${companies.approvedAt} is null then 'pending'
  when ${companies.active} then 'active' else 'closed' end`

/** Trees that one process remembers; the largest has some thousand companies. */
const TREES_MAX = 200

/** The cache namespace of a tree's companies: bumped after every commit that changed one. */
export const treeNamespace = (hqId: string): string => `companies:${hqId}`

/**
 * Names of every company of the actor's tree, so that hot lists need no joins. It knows more than
 * the actor may see: look up only ids of rows that the actor's scope has returned.
 */
export async function companyNames(ctx: Ctx): Promise<ReadonlyMap<string, CompanyName>> {
  const { hqId } = ctx.actor
  const trees = ctx.memo.map<ReadonlyMap<string, CompanyName>>('company-names', TREES_MAX)
  // The version is asked for first: rows read later are at least as new, so they may bear it.
  const key = `${hqId}:${await ctx.cache.version(treeNamespace(hqId))}`
  const known = trees.get(key)
  if (known) return known
  // Not from the replica: what it lags behind would stay remembered under the new version.
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
  const names = new Map(rows.map(({ id, ...name }) => [id, name]))
  trees.set(key, names)
  return names
}
