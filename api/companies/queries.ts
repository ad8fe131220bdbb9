import { and, asc, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { companies, hqSettings } from '#db/schema/companies.ts'
import { users } from '#db/schema/users.ts'
import { boolean, computed, integer } from '#db/values.ts'
import { may } from '../access/permissions.ts'
import type { Ctx } from '../context.ts'
import { conditionsOf } from '../list.ts'
import { shownPhone } from '../phone.ts'
import { type Page, toPage } from '../shapes.ts'
import { companyActions, editableFields } from './actions.ts'
import type {
  CompanyDetail,
  CompanyFilter,
  CompanyItem,
  CompanyTree,
  TreeSettings,
} from './contract.ts'
import { dependentsOf, isBare } from './dependents.ts'
import { COMPANY_COLUMNS, COMPANY_FILTERS, parent, stateColumn } from './list.ts'
import { noSuchCompany } from './lock.ts'
import { companiesOf } from './scope.ts'

const headquarters = alias(companies, 'headquarters')

/** The companies in scope, in the order in which they joined: the headquarters first. */
export async function listCompanies(ctx: Ctx, filter: CompanyFilter): Promise<Page<CompanyItem>> {
  const rows = await ctx.replica
    .select(COMPANY_COLUMNS)
    .from(companies)
    .leftJoin(parent, eq(parent.id, companies.parentId))
    .where(and(companiesOf(ctx.actor), ...conditionsOf(COMPANY_FILTERS, filter, undefined)))
    .orderBy(asc(companies.id))
    .limit(filter.limit + 1)
  return toPage(rows.map(shownPhone), filter.limit)
}

/** One company in scope, with the names and phone numbers of those above it. */
export async function companyFor(ctx: Ctx, id: string): Promise<CompanyDetail> {
  const [row] = await ctx.db
    .select({
      ...COMPANY_COLUMNS,
      businessNumber: companies.businessNumber,
      address: companies.address,
      closedBecause: companies.closedBecause,
      version: companies.version,
      createdAt: companies.createdAt,
      hq: { name: headquarters.name, code: headquarters.code, phone: headquarters.phone },
      parent: { name: parent.name, code: parent.code, phone: parent.phone },
      sharesBusinessNumber: computed(
        boolean,
        sql`exists (select 1 from companies o where o.parent_id = ${companies.parentId}
        and o.id <> ${companies.id} and o.business_number = ${companies.businessNumber} and o.removed_at is null)`,
      ),
    })
    .from(companies)
    .leftJoin(parent, eq(parent.id, companies.parentId))
    .leftJoin(headquarters, eq(headquarters.id, companies.hqId))
    .where(and(eq(companies.id, id), companiesOf(ctx.actor)))
  if (!row) throw noSuchCompany()
  const { hq, parent: above, sharesBusinessNumber, ...company } = row
  const ancestors = { hq: [], agency: [hq], retail: [hq, above] }[company.tier]
  const { actor } = ctx
  // The row's id, because the requested id may be in upper case.
  const isOwn = company.id === actor.companyId
  // The query runs only where its result matters.
  const isRemovable =
    !isOwn && may(actor, 'company.remove') && isBare(await dependentsOf(ctx, company))
  return {
    ...shownPhone(company),
    createdAt: company.createdAt.toISOString(),
    ancestors: ancestors.flatMap((ancestor) => (ancestor ? shownPhone(ancestor) : [])),
    // A company must not learn which siblings its parent has.
    sharesBusinessNumber: !isOwn && sharesBusinessNumber,
    actions: companyActions(actor, company, { isBare: isRemovable }),
    editable: editableFields(actor, company),
  }
}

/** The companies in scope with the number of people of each; upper tiers first. */
export async function companyTree(ctx: Ctx): Promise<CompanyTree> {
  const items = await ctx.db
    .select({
      id: companies.id,
      parentId: companies.parentId,
      code: companies.code,
      name: companies.name,
      tier: companies.tier,
      state: stateColumn,
      users: computed(integer, sql`count(*) filter (where ${users.status} = 'approved')::int`),
      waiting: computed(integer, sql`count(*) filter (where ${users.status} = 'pending')::int`),
    })
    .from(companies)
    .leftJoin(users, eq(users.companyId, companies.id))
    .where(companiesOf(ctx.actor))
    .groupBy(companies.id)
    .orderBy(asc(companies.tier), asc(companies.id))
  return { items }
}

/** The headquarters' settings for its tree. Version 0 means that the defaults apply. */
export async function readTreeSettings(ctx: Ctx): Promise<TreeSettings> {
  const { secondFactor, idleMinutes, approvalOverWon, version } = hqSettings
  const [settings] = await ctx.db
    .select({ secondFactor, idleMinutes, approvalOverWon, version })
    .from(hqSettings)
    .where(eq(hqSettings.hqId, ctx.actor.hqId))
  const defaults = { secondFactor: 'privileged', idleMinutes: 60, approvalOverWon: null } as const
  return settings ?? { ...defaults, version: 0 }
}
