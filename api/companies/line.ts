import { and, eq } from 'drizzle-orm'
import { companies } from '#db/schema/companies.ts'
import type { Ctx } from '../context.ts'
import { noSuchCompany } from './lock.ts'
import { companiesOf } from './scope.ts'

/** Position of a company in its tree. For an agency `agencyId` is its own id. */
export type Line = { companyId: string; hqId: string; active: boolean } & (
  | { tier: 'hq'; agencyId: null }
  | { tier: 'agency' | 'retail'; agencyId: string }
)

/** The position of a company in this actor's scope; throws `not_found` for any other. */
export async function lineOf(ctx: Ctx, companyId: string): Promise<Line> {
  const [row] = await ctx.db
    .select({
      companyId: companies.id,
      hqId: companies.hqId,
      agencyId: companies.agencyId,
      tier: companies.tier,
      active: companies.active,
    })
    .from(companies)
    .where(and(eq(companies.id, companyId), companiesOf(ctx.actor)))
  if (!row) throw noSuchCompany()
  const { tier, agencyId, ...rest } = row
  if (tier === 'hq') return { ...rest, tier, agencyId: null }
  if (agencyId === null) throw new Error(`company ${companyId} has no agency`)
  return { ...rest, tier, agencyId }
}
