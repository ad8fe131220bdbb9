import type { Ctx } from '../context.ts'
import { healthOf, recordHealthRead } from '../customers/health.ts'
import { type Customer, customerFor, pageOfCustomers } from '../customers/queries.ts'
import { sortOf } from '../customers/sorts.ts'
import type { V1Customer, V1CustomerPage, V1CustomerQuery } from './customer-contract.ts'
import { naiveSeoul } from './naive.ts'

/** A customer in the form of v1. */
export async function v1Customer(ctx: Ctx, id: number): Promise<V1Customer> {
  const [shown] = await shownAs(ctx, [await customerFor(ctx, id)])
  if (!shown) throw new Error('one customer is one answer')
  return shown
}

/** A page of customers in the envelope of v1. */
export async function v1Customers(ctx: Ctx, query: V1CustomerQuery): Promise<V1CustomerPage> {
  const { skip, limit, search, region } = query
  const { total, customers } = await pageOfCustomers(ctx, {
    ...{ skip, limit, search, region },
    referralSource: query.referral_source,
    assignedStaff: query.assigned_staff,
    visitedFrom: query.first_visit_from,
    visitedTo: query.first_visit_to,
    sort: sortOf(query.sort_by, query.sort_order),
  })
  const page = Math.floor(skip / limit) + 1
  const pages = Math.ceil(total / limit)
  return {
    success: true,
    data: await shownAs(ctx, customers),
    total,
    page,
    page_size: limit,
    total_pages: pages,
    has_next: page < pages,
    has_prev: page > 1,
    message: null,
    timestamp: naiveSeoul(ctx.clock.now()),
  }
}

/** With the health texts that the caller may see; that they are seen is recorded first. */
export async function shownAs(ctx: Ctx, customers: readonly Customer[]): Promise<V1Customer[]> {
  const ids = customers.map(({ customerId }) => customerId)
  const health = await healthOf(ctx, ids, 'concerns')
  await recordHealthRead(ctx, [...health.keys()], 'v1')
  return customers.map((customer) => ({
    customer_id: customer.customerId,
    name: customer.name,
    phone: customer.phone,
    first_visit_date: customer.firstVisitDate,
    region: customer.region,
    referral_source: customer.referralSource,
    health_concerns: health.get(customer.customerId) ?? null,
    notes: customer.notes,
    assigned_staff: customer.assignedStaff,
    created_at: naiveSeoul(customer.createdAt),
    updated_at: naiveSeoul(customer.updatedAt),
  }))
}
