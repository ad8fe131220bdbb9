import { eq } from 'drizzle-orm'
import { insertMany } from '#db/insert-many.ts'
import { packageServices, packages } from '#db/schema/packages.ts'
import { record } from '../audit/record.ts'
import { requireVersion } from '../companies/lock.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { onceOnly } from '../idempotency/once.ts'
import { ownServiceTypes } from '../services/queries.ts'
import { packageChanged } from './changed.ts'
import type { AddPackage, EditPackage, Package } from './contract.ts'
import { holdPackage, packageFor } from './queries.ts'

type Services = AddPackage['services']

/** Adds a package to the own company's catalogue. Its name is unique in the company. */
export const addPackage = (ctx: Ctx, { services, ...values }: AddPackage): Promise<Package> =>
  onceOnly(ctx, 201, async (ctx) => {
    await checkServices(ctx, services)
    const [row] = await ctx.db
      .insert(packages)
      .values({ ...values, companyId: ctx.actor.companyId, createdAt: ctx.clock.now() })
      .returning({ id: packages.packageId })
    if (!row) throw new Error('insert returned no row')
    await addServices(ctx, row.id, services)
    await record(ctx, {
      action: 'package.add',
      entityId: null,
      facts: { packageId: row.id },
      after: factsOf(values),
    })
    packageChanged(ctx, row.id)
    return packageFor(ctx, row.id)
  })

/** Replaces the terms of a package for sales from now on; purchases keep theirs. */
export const editPackage = (
  ctx: Ctx,
  id: number,
  { version, services, ...values }: EditPackage,
): Promise<Package> =>
  transact(ctx, async (ctx) => {
    const row = await holdPackage(ctx, id, 'update')
    requireVersion(row, version)
    await checkServices(ctx, services)
    await ctx.db
      .update(packages)
      .set({ ...values, version: version + 1 })
      .where(eq(packages.packageId, id))
    await ctx.db.delete(packageServices).where(eq(packageServices.packageId, id))
    await addServices(ctx, id, services)
    await record(ctx, {
      action: 'package.edit',
      entityId: null,
      facts: { packageId: id },
      before: { ...factsOf(row), active: String(row.active) },
      after: { ...factsOf(values), active: String(values.active) },
    })
    packageChanged(ctx, id)
    return packageFor(ctx, id)
  })

type Terms = Pick<Package, 'name' | 'priceWon' | 'totalSessions' | 'validDays'>
const factsOf = ({ name, priceWon, totalSessions, validDays }: Terms) => ({
  name,
  priceWon,
  sessions: totalSessions,
  days: validDays,
})

async function addServices(ctx: TxCtx, packageId: number, services: Services): Promise<void> {
  if (services.length === 0) return
  const rows = services.map((part) => ({ packageId, ...part }))
  await ctx.db.execute(insertMany(packageServices, rows))
}

async function checkServices(ctx: TxCtx, services: Services): Promise<void> {
  const own = await ownServiceTypes(
    ctx,
    services.map(({ serviceTypeId }) => serviceTypeId),
  )
  const errors = services.flatMap(({ serviceTypeId }, i) =>
    own.has(serviceTypeId)
      ? []
      : [
          {
            path: `services.${i}.serviceTypeId`,
            code: 'not_found',
            message: 'Not a service of your company.',
          },
        ],
  )
  if (errors.length > 0)
    throw new AppError('invalid_input', 'Some services cannot be used here; see errors.', {
      errors,
    })
}
