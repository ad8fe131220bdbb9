import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { customers } from '#db/schema/customers.ts'
import { instant, integer, nullable, ofLeftJoin, text } from '#db/values.ts'
import { containing } from '../companies/name-contains.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import type { CustomerSort } from './sorts.ts'

export type Customer = Pick<typeof customers.$inferSelect, keyof typeof COLUMNS>
const { customerId, name, phone, firstVisitDate, region, referralSource, notes } = customers
const { assignedStaff, createdAt, updatedAt, version } = customers
export const COLUMNS = {
  ...{ customerId, name, phone, firstVisitDate, region, referralSource, notes },
  ...{ assignedStaff, createdAt, updatedAt, version },
}

export const noCustomer = () => new AppError('not_found', 'Customer not found')

/** The customers of the caller's own company; removed ones are gone. */
export const ownCustomers = ({ actor }: Pick<Ctx, 'actor'>) =>
  and(eq(customers.companyId, actor.companyId), isNull(customers.deletedAt))

/** The customer with this id. Throws where the caller's company has none. */
export async function customerFor(ctx: Ctx, id: number): Promise<Customer> {
  const customer = await findCustomer(ctx, id)
  if (!customer) throw noCustomer()
  return customer
}

export async function findCustomer(ctx: Ctx, id: number): Promise<Customer | undefined> {
  const [customer] = await ctx.db
    .select(COLUMNS)
    .from(customers)
    .where(and(eq(customers.customerId, id), ownCustomers(ctx)))
  return customer
}

export type CustomerWish = {
  search?: string | undefined
  region?: string | undefined
  referralSource?: string | undefined
  assignedStaff?: string | undefined
  visitedFrom?: string | undefined
  visitedTo?: string | undefined
  sort: CustomerSort
  skip: number
  limit: number
}

const OF_PAGE = {
  customerId: integer,
  name: text,
  phone: nullable(text),
  firstVisitDate: nullable(text),
  region: nullable(text),
  referralSource: nullable(text),
  notes: nullable(text),
  assignedStaff: nullable(text),
  createdAt: instant,
  updatedAt: instant,
  version: integer,
}

/**
 * A page by number, with the count of all that fit: one statement, so that they agree. The page is read along the
 * index of the newest where that is its order, and the count from the index alone.
 */
export async function pageOfCustomers(
  ctx: Ctx,
  wish: CustomerWish,
): Promise<{ total: number; customers: Customer[] }> {
  const fits = and(ownCustomers(ctx), ...conditionsOf(wish))
  const { column, descending } = wish.sort
  // As the index says it, which Postgres compares by the words; v1 has always shown who has no staff first.
  const ofIndex = descending && column === 'created_at' ? ' nulls last' : ''
  const direction = sql.raw(`${descending ? 'desc' : 'asc'}${ofIndex}`)
  const order = sql`${sql.raw(column)} ${direction}, customer_id ${direction}`
  const rows = await rowsOf(
    ctx.replica,
    sql`select (select count(*)::int from customers where ${fits}) as total, customer_id as "customerId", name, phone,
        first_visit_date::text as "firstVisitDate", region, referral_source as "referralSource", notes,
        assigned_staff as "assignedStaff", created_at as "createdAt", updated_at as "updatedAt", version
      from (select 1) as one left join
        (select * from customers where ${fits} order by ${order} limit ${wish.limit} offset ${wish.skip}) page on true
      order by ${order}`,
    { total: integer, ...ofLeftJoin(OF_PAGE) },
  )
  return { total: rows[0]?.total ?? 0, customers: rows.flatMap((row) => matchedOf(row)) }
}

/** The one row of an empty page has no customer. */
function matchedOf({
  total: _,
  ...row
}: { total: number } & { [Name in keyof Customer]: Customer[Name] | null }): Customer[] {
  const { customerId, name, createdAt, updatedAt, version } = row
  return customerId === null ||
    name === null ||
    createdAt === null ||
    updatedAt === null ||
    version === null
    ? []
    : [{ ...row, customerId, name, createdAt, updatedAt, version }]
}

function conditionsOf(wish: CustomerWish): SQL[] {
  const { search, region, referralSource, assignedStaff, visitedFrom, visitedTo } = wish
  return [
    ...(search ? [containsText(search)] : []),
    ...(region ? [sql`${customers.region} ilike ${containing(region)}`] : []),
    ...(referralSource ? [eq(customers.referralSource, referralSource)] : []),
    ...(assignedStaff ? [eq(customers.assignedStaff, assignedStaff)] : []),
    ...(visitedFrom ? [sql`${customers.firstVisitDate} >= ${visitedFrom}`] : []),
    ...(visitedTo ? [sql`${customers.firstVisitDate} <= ${visitedTo}`] : []),
  ]
}

/** In the name, or in the telephone number with or without its hyphens. */
function containsText(search: string): SQL {
  const digits = /^[\d\s-]+$/.test(search) ? search.replace(/\D/g, '') : ''
  const byDigits = digits
    ? sql` or replace(${customers.phone}, '-', '') like ${containing(digits)}`
    : sql``
  const pattern = containing(search)
  return sql`(${customers.name} ilike ${pattern} or ${customers.phone} like ${pattern}${byDigits})`
}
