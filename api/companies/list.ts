import { eq, gt, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import * as z from 'zod'
import { companies } from '#db/schema/companies.ts'
import { computed, oneOf } from '#db/values.ts'
import { TIERS } from '#db/words.ts'
import { serialOf } from '../code.ts'
import { filter, queryOf } from '../list.ts'
import { Id, pageQuery, Search } from '../shapes.ts'
import { containing, nameContains } from './name-contains.ts'

// The list of companies: columns, item, filters and cursor.

export const parent = alias(companies, 'parent')

/** `pending` waits for the approval of its first admin; people of a `closed` company can neither sign in nor order. */
export type CompanyState = z.infer<typeof CompanyState>
export const CompanyState = z.enum(['pending', 'active', 'closed'])

/** The state of a company, computed from its columns. */
export const stateColumn = computed(
  oneOf(['pending', 'active', 'closed']),
  sql`case when ${companies.approvedAt} is null then 'pending'
  when ${companies.active} then 'active' else 'closed' end`,
)

/** Columns of `companies` with its parent. */
export const COMPANY_COLUMNS = {
  id: companies.id,
  code: companies.code,
  name: companies.name,
  tier: companies.tier,
  parentId: companies.parentId,
  parentName: parent.name,
  active: companies.active,
  state: stateColumn,
  phone: companies.phone,
}

export type CompanyItem = z.infer<typeof CompanyItem>
export const CompanyItem = z.object({
  id: Id,
  code: z.string(),
  name: z.string(),
  tier: z.enum(TIERS),
  parentId: Id.nullable(),
  parentName: z.string().nullable(),
  active: z.boolean(),
  state: CompanyState,
  phone: z.string().nullable(),
})

export const COMPANY_FILTERS = {
  tier: filter(z.enum(TIERS), (tier) => eq(companies.tier, tier)),
  parentId: filter(Id, (id) => eq(companies.parentId, id)),
  state: filter(CompanyState, (state) => sql`${stateColumn} = ${state}`),
  /** Part of the name or the code. */
  q: filter(Search(100), (q) => or(nameContains(companies.nameKey, q), codeContains(q))),
  after: filter(Id, (id) => gt(companies.id, id)),
}

export type CompanyFilter = z.infer<typeof CompanyFilter>
export const CompanyFilter = z.strictObject({ ...pageQuery, ...queryOf(COMPANY_FILTERS) })

/** Matches part of a code, with or without hyphens, in full width or lower case. */
function codeContains(typed: string): SQL | undefined {
  const part = serialOf(typed)
  return part ? sql`replace(${companies.code}, '-', '') like ${containing(part)}` : undefined
}
