import { and, asc, eq, gt, ilike, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { companies } from '#db/schema/companies.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { type Page, toPage } from '../shapes.ts'
import { containing } from './containing.ts'
import type { CompanyDetail, CompanyFilter, CompanyItem } from './contract.ts'
import { companiesOf } from './scope.ts'

const parent = alias(companies, 'parent')
const headquarters = alias(companies, 'headquarters')

/** Closed, or waiting for its first admin, or at work. */
const stateOf = sql<
  'pending' | 'active' | 'closed'
>`case when ${companies.approvedAt} is null then 'pending'
  when ${companies.active} then 'active' else 'closed' end`

const item = {
  id: companies.id,
  code: companies.code,
  name: companies.name,
  tier: companies.tier,
  parentId: companies.parentId,
  parentName: parent.name,
  active: companies.active,
  state: stateOf,
  phone: companies.phone,
}

/** The companies in scope, in the order in which they joined: the headquarters first. */
export async function listCompanies(ctx: Ctx, filter: CompanyFilter): Promise<Page<CompanyItem>> {
  const { tier, parentId, q, after, limit } = filter
  const rows = await ctx.replica
    .select(item)
    .from(companies)
    .leftJoin(parent, eq(parent.id, companies.parentId))
    .where(
      and(
        companiesOf(ctx.actor),
        tier && eq(companies.tier, tier),
        parentId ? eq(companies.parentId, parentId) : undefined,
        q
          ? or(ilike(companies.name, containing(q)), ilike(companies.code, containing(q)))
          : undefined,
        after ? gt(companies.id, after) : undefined,
      ),
    )
    .orderBy(asc(companies.id))
    .limit(limit + 1)
  return toPage(rows, limit)
}

/** One company in scope, with the names and numbers of those above it. */
export async function companyFor(ctx: Ctx, id: string): Promise<CompanyDetail> {
  const [row] = await ctx.db
    .select({
      ...item,
      businessNumber: companies.businessNumber,
      address: companies.address,
      closedBecause: companies.closedBecause,
      version: companies.version,
      createdAt: companies.createdAt,
      hq: { name: headquarters.name, code: headquarters.code, phone: headquarters.phone },
      parent: { name: parent.name, code: parent.code, phone: parent.phone },
    })
    .from(companies)
    .leftJoin(parent, eq(parent.id, companies.parentId))
    .leftJoin(headquarters, eq(headquarters.id, companies.hqId))
    .where(and(eq(companies.id, id), companiesOf(ctx.actor)))
  if (!row) throw new AppError('not_found', 'There is no such company.')
  const { hq, parent: above, ...company } = row
  const ancestors = { hq: [], agency: [hq], retail: [hq, above] }[company.tier]
  return {
    ...company,
    createdAt: company.createdAt.toISOString(),
    ancestors: ancestors.flatMap((ancestor) => ancestor ?? []),
    sharesBusinessNumber: false,
    actions: [],
  }
}
