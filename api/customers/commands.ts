import { and, eq, sql } from 'drizzle-orm'
import { customers } from '#db/schema/customers.ts'
import { customersOf } from '../access/namespaces.ts'
import { record } from '../audit/record.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { maySeeHealth, writeHealth } from './health.ts'
import { holdPhone } from './phone-once.ts'
import { COLUMNS, type Customer, noCustomer, ownCustomers } from './queries.ts'

/** What people enter. Null clears a field; a missing one stays as it is. */
export type CustomerChange = Partial<
  Omit<Customer, 'customerId' | 'createdAt' | 'updatedAt' | 'version'>
> & {
  /** Counts only from those who may see it, so that nobody wipes what was not shown to them. */
  healthConcerns?: string | null | undefined
}
export type NewCustomer = CustomerChange & { name: string }

/** Registers a customer of the caller's company. */
export function registerCustomer(ctx: Ctx, input: NewCustomer): Promise<Customer> {
  const { healthConcerns, ...fields } = input
  return transact(ctx, async (ctx) => {
    if (fields.phone) await holdPhone(ctx, fields.phone)
    const now = ctx.clock.now()
    const [customer] = await ctx.db
      .insert(customers)
      .values({ ...fields, companyId: ctx.actor.companyId, createdAt: now, updatedAt: now })
      .returning(COLUMNS)
    if (!customer) throw new Error('insert returned no row')
    const { customerId } = customer
    if (healthConcerns && maySeeHealth(ctx.actor))
      await writeHealth(ctx, customerId, 'concerns', healthConcerns)
    await record(ctx, { action: 'customer.register', entityId: null, facts: { customerId } })
    customerChanged(ctx, customerId)
    return customer
  })
}

/** Changes the fields that are given. */
export function editCustomer(ctx: Ctx, id: number, change: CustomerChange): Promise<Customer> {
  const { healthConcerns, ...fields } = change
  return transact(ctx, async (ctx) => {
    const before = await holdCustomer(ctx, id)
    const isHealth = healthConcerns !== undefined && maySeeHealth(ctx.actor)
    const named = namesIn({ ...fields, ...(isHealth && { healthConcerns }) })
    if (named.length === 0) return before
    if (fields.phone && fields.phone !== before.phone) await holdPhone(ctx, fields.phone, id)
    if (isHealth) await writeHealth(ctx, id, 'concerns', healthConcerns)
    const [customer] = await ctx.db
      .update(customers)
      .set({ ...fields, updatedAt: ctx.clock.now(), version: sql`${customers.version} + 1` })
      .where(eq(customers.customerId, id))
      .returning(COLUMNS)
    if (!customer) throw new Error('a held customer is gone')
    await record(ctx, {
      action: 'customer.edit',
      entityId: null,
      facts: { customerId: id, fields: named.join(' ') },
    })
    customerChanged(ctx, id)
    return customer
  })
}

/** Takes a customer out of every list and answer; what refers to them stays. */
export async function removeCustomer(ctx: Ctx, id: number): Promise<void> {
  await transact(ctx, async (ctx) => {
    await holdCustomer(ctx, id)
    await ctx.db
      .update(customers)
      .set({ deletedAt: ctx.clock.now(), version: sql`${customers.version} + 1` })
      .where(eq(customers.customerId, id))
    await record(ctx, { action: 'customer.remove', entityId: null, facts: { customerId: id } })
    customerChanged(ctx, id)
  })
}

/** Locks the row, so that commands on one customer take turns. */
async function holdCustomer(ctx: TxCtx, id: number): Promise<Customer> {
  const [customer] = await ctx.db
    .select(COLUMNS)
    .from(customers)
    .where(and(eq(customers.customerId, id), ownCustomers(ctx)))
    .for('update')
  if (!customer) throw noCustomer()
  return customer
}

const namesIn = (change: object): string[] =>
  Object.entries(change).flatMap(([name, value]) => (value === undefined ? [] : [name]))

const customerChanged = (ctx: TxCtx, id: number) =>
  ctx.changed({
    namespaces: [customersOf(ctx.actor.companyId)],
    event: { type: 'customer.changed', id: String(id) },
    heardBy: [ctx.actor.companyId],
  })
