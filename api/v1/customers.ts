import { type Ctx, readingNow, transact } from '../context.ts'
import {
  type CustomerChange,
  editCustomer,
  registerCustomer,
  removeCustomer,
} from '../customers/commands.ts'
import { healthOf, recordHealthRead } from '../customers/health.ts'
import { type Customer, customerFor, pageOfCustomers } from '../customers/queries.ts'
import { sortOf } from '../customers/sorts.ts'
import type {
  V1CreateCustomer,
  V1Customer,
  V1CustomerPage,
  V1CustomerQuery,
  V1EditCustomer,
  V1Removed,
} from './customer-contract.ts'
import { naiveSeoul } from './naive.ts'

/** A customer in the form of v1. */
export const v1Customer = async (ctx: Ctx, id: number): Promise<V1Customer> =>
  shown(ctx, await customerFor(ctx, id))

// The answer of a command is made in its transaction: a health text that cannot be read or recorded undoes the command,
// instead of failing one that is committed.

export const v1Register = (ctx: Ctx, input: V1CreateCustomer): Promise<V1Customer> =>
  transact(ctx, async (ctx) => {
    const { name } = input
    return shown(ctx, await registerCustomer(ctx, { ...changeOf(input), name }))
  })

export const v1Edit = (ctx: Ctx, id: number, input: V1EditCustomer): Promise<V1Customer> =>
  transact(ctx, async (ctx) => shown(ctx, await editCustomer(ctx, id, changeOf(input))))

export async function v1Remove(ctx: Ctx, id: number): Promise<V1Removed> {
  await removeCustomer(ctx, id)
  return { message: 'Customer deleted successfully' }
}

/** What v1 calls the fields. A telephone number without a character is none. */
function changeOf(input: V1EditCustomer): CustomerChange {
  const { name, phone, region, notes } = input
  return {
    ...(name !== undefined && { name }),
    ...{ region, notes },
    phone: phone === '' ? null : phone,
    firstVisitDate: input.first_visit_date,
    referralSource: input.referral_source,
    assignedStaff: input.assigned_staff,
    healthConcerns: input.health_concerns,
  }
}

async function shown(ctx: Ctx, customer: Customer): Promise<V1Customer> {
  const [only] = await shownAs(ctx, [customer])
  if (!only) throw new Error('one customer is one answer')
  return only
}

/** A page of customers in the envelope of v1. Old programs look for what they have just registered. */
export async function v1Customers(ctx: Ctx, query: V1CustomerQuery): Promise<V1CustomerPage> {
  const { skip, limit, search, region } = query
  const { total, customers } = await pageOfCustomers(readingNow(ctx), {
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
async function shownAs(ctx: Ctx, customers: readonly Customer[]): Promise<V1Customer[]> {
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
