import { eq } from 'drizzle-orm'
import { serviceTypes } from '#db/schema/services.ts'
import { customersOf } from '../access/namespaces.ts'
import { record } from '../audit/record.ts'
import { requireVersion } from '../companies/lock.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { onceOnly } from '../idempotency/once.ts'
import type { AddServiceType, EditServiceType, ServiceType } from './contract.ts'
import { serviceTypeFor } from './queries.ts'

/** Adds a service that the own company offers. Code, name and abbreviation are unique in the company. */
export const addServiceType = (ctx: Ctx, input: AddServiceType): Promise<ServiceType> =>
  onceOnly(ctx, 201, async (ctx) => {
    const [row] = await ctx.db
      .insert(serviceTypes)
      .values({ ...input, companyId: ctx.actor.companyId, createdAt: ctx.clock.now() })
      .returning({ id: serviceTypes.serviceTypeId })
    if (!row) throw new Error('insert returned no row')
    await record(ctx, {
      action: 'service.add',
      entityId: null,
      facts: { serviceTypeId: row.id },
      after: factsOf(input),
    })
    serviceChanged(ctx, row.id)
    return serviceTypeFor(ctx, row.id)
  })

/**
 * Replaces the values of a service. One that is not active is offered no longer, but sold sessions of it may
 * still be taken.
 */
export const editServiceType = (
  ctx: Ctx,
  id: number,
  { version, ...values }: EditServiceType,
): Promise<ServiceType> =>
  transact(ctx, async (ctx) => {
    const row = await serviceTypeFor(ctx, id, true)
    requireVersion(row, version)
    await ctx.db
      .update(serviceTypes)
      .set({ ...values, version: version + 1 })
      .where(eq(serviceTypes.serviceTypeId, id))
    await record(ctx, {
      action: 'service.edit',
      entityId: null,
      facts: { serviceTypeId: id },
      before: { ...factsOf(row), active: String(row.active) },
      after: { ...factsOf(values), active: String(values.active) },
    })
    serviceChanged(ctx, id)
    return serviceTypeFor(ctx, id)
  })

const factsOf = ({ code, name, priceWon }: Pick<ServiceType, 'code' | 'name' | 'priceWon'>) => ({
  serviceCode: code,
  name,
  priceWon,
})

function serviceChanged(ctx: TxCtx, id: number): void {
  const { companyId } = ctx.actor
  ctx.changed({
    namespaces: [customersOf(companyId)],
    event: { type: 'service.changed', id: String(id) },
    heardBy: [companyId],
  })
}
