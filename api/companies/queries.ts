import { and, asc, eq, gt, ilike, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { companies, hqSettings } from '#db/schema/companies.ts'
import { users } from '#db/schema/users.ts'
import { may } from '../access/permissions.ts'
import type { Ctx } from '../context.ts'
import { type Page, toPage } from '../shapes.ts'
import { companyActions, editableFields } from './actions.ts'
import { bondsOf, isBare } from './bonds.ts'
import { containing } from './containing.ts'
import type {
  CompanyDetail,
  CompanyFilter,
  CompanyItem,
  CompanyTree,
  TreeSettings,
} from './contract.ts'
import { noSuchCompany } from './lock.ts'
import { companiesOf } from './scope.ts'

const parent = alias(companies, 'parent')
const headquarters = alias(companies, 'headquarters')

/** Closed, or waiting for its first admin, or at work. */
const stateColumn = sql<
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
  state: stateColumn,
  phone: companies.phone,
}

/** The companies in scope, in the order in which they joined: the headquarters first. */
export async function listCompanies(ctx: Ctx, filter: CompanyFilter): Promise<Page<CompanyItem>> {
  const { tier, parentId, state, q, after, limit } = filter
  const rows = await ctx.replica
    .select(item)
    .from(companies)
    .leftJoin(parent, eq(parent.id, companies.parentId))
    .where(
      and(
        companiesOf(ctx.actor),
        tier && eq(companies.tier, tier),
        parentId ? eq(companies.parentId, parentId) : undefined,
        state ? sql`${stateColumn} = ${state}` : undefined,
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
      sharesBusinessNumber: sql<boolean>`exists (select 1 from companies o where o.parent_id = ${companies.parentId}
        and o.id <> ${companies.id} and o.business_number = ${companies.businessNumber} and o.removed_at is null)`,
    })
    .from(companies)
    .leftJoin(parent, eq(parent.id, companies.parentId))
    .leftJoin(headquarters, eq(headquarters.id, companies.hqId))
    .where(and(eq(companies.id, id), companiesOf(ctx.actor)))
  if (!row) throw noSuchCompany()
  const { hq, parent: above, sharesBusinessNumber, ...company } = row
  const ancestors = { hq: [], agency: [hq], retail: [hq, above] }[company.tier]
  const { actor } = ctx
  // The row's own id: the asked one may be spelt in capitals.
  const isOwn = company.id === actor.companyId
  // Asked for only where the answer decides something.
  const isRemovable = !isOwn && may(actor, 'company.remove') && isBare(await bondsOf(ctx, company))
  return {
    ...company,
    createdAt: company.createdAt.toISOString(),
    ancestors: ancestors.flatMap((ancestor) => ancestor ?? []),
    // Whom else a parent has below it is not told to those below.
    sharesBusinessNumber: !isOwn && sharesBusinessNumber,
    actions: companyActions(actor, company, { isBare: isRemovable }),
    editable: editableFields(actor, company),
  }
}

/** The companies in scope with how many people each has; whoever stands above comes first. */
export async function companyTree(ctx: Ctx): Promise<CompanyTree> {
  const items = await ctx.db
    .select({
      id: companies.id,
      parentId: companies.parentId,
      code: companies.code,
      name: companies.name,
      tier: companies.tier,
      state: stateColumn,
      users: sql<number>`count(*) filter (where ${users.status} = 'approved')::int`,
      waiting: sql<number>`count(*) filter (where ${users.status} = 'pending')::int`,
    })
    .from(companies)
    .leftJoin(users, eq(users.companyId, companies.id))
    .where(companiesOf(ctx.actor))
    .groupBy(companies.id)
    .orderBy(asc(companies.tier), asc(companies.id))
  return { items }
}

/** What the headquarters decided for its tree. Version 0: nothing yet, the defaults hold. */
export async function readTreeSettings(ctx: Ctx): Promise<TreeSettings> {
  const { secondFactor, idleMinutes, version } = hqSettings
  const [settings] = await ctx.db
    .select({ secondFactor, idleMinutes, version })
    .from(hqSettings)
    .where(eq(hqSettings.hqId, ctx.actor.hqId))
  return settings ?? { secondFactor: 'privileged', idleMinutes: 60, version: 0 }
}
