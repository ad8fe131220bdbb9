import { insertMany } from '#db/insert-many.ts'
import { packagePurchases, purchaseServices } from '#db/schema/packages.ts'
import { customersOf } from '../access/namespaces.ts'
import { record } from '../audit/record.ts'
import { addDays } from '../calendar.ts'
import type { Ctx, TxCtx } from '../context.ts'
import { requireCustomer } from '../customers/require-customer.ts'
import { AppError } from '../errors.ts'
import { onceOnly } from '../idempotency/once.ts'
import { recordPayment } from '../payments/record-payment.ts'
import type { Package, PackageSale, SellPackage } from './contract.ts'
import { holdPackage, purchaseFor } from './queries.ts'

/**
 * Sells a package to a customer at the price of the catalogue: the purchase, with the terms of this moment,
 * and its payment in one transaction.
 */
export const sellPackage = (
  ctx: Ctx,
  packageId: number,
  { customerId, purchasedOn, payment: paid }: SellPackage,
): Promise<PackageSale> =>
  onceOnly(ctx, 201, async (ctx) => {
    const sold = await holdPackage(ctx, packageId, 'share')
    if (!sold.active)
      throw new AppError('conflict', 'This package is no longer sold. Choose another.')
    await requireCustomer(ctx, customerId)
    const purchaseId = await addPurchase(ctx, sold, customerId, purchasedOn)
    await record(ctx, {
      action: 'package.sell',
      entityId: null,
      facts: {
        ...{ purchaseId, packageId, customerId, amountWon: sold.priceWon },
        ...{ sessions: sold.totalSessions, days: sold.validDays },
      },
    })
    const { companyId } = ctx.actor
    ctx.changed({
      namespaces: [customersOf(companyId)],
      event: { type: 'package.sold', id: String(purchaseId) },
      heardBy: [companyId],
    })
    const payment = await recordPayment(ctx, {
      ...{ ...paid, customerId, paidOn: purchasedOn, amountWon: sold.priceWon },
      ...{ type: 'package', status: 'completed' },
      ...{ referenceType: 'package_purchase', referenceId: purchaseId },
    })
    return { purchase: await purchaseFor(ctx, purchaseId), payment }
  })

async function addPurchase(
  ctx: TxCtx,
  { id: packageId, name: packageName, priceWon, totalSessions, validDays, services }: Package,
  customerId: number,
  purchasedOn: string,
): Promise<number> {
  const [row] = await ctx.db
    .insert(packagePurchases)
    .values({
      ...{ companyId: ctx.actor.companyId, customerId, packageId, packageName, priceWon },
      ...{ totalSessions, purchasedOn, expiresOn: addDays(purchasedOn, validDays) },
      createdAt: ctx.clock.now(),
    })
    .returning({ id: packagePurchases.purchaseId })
  if (!row) throw new Error('insert returned no row')
  const parts = services.map(({ serviceTypeId, sessions }) => ({
    ...{ purchaseId: row.id, serviceTypeId, total: sessions, used: 0 },
  }))
  if (parts.length > 0) await ctx.db.execute(insertMany(purchaseServices, parts))
  return row.id
}
