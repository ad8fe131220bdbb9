import { and, eq } from 'drizzle-orm'
import { productPrices } from '#db/schema/prices.ts'
import { record } from '../audit/record.ts'
import { catalogChanged } from '../catalog/changed.ts'
import { requireVersion } from '../companies/lock.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { onceOnly } from '../idempotency/once.ts'
import { newId } from '../ids.ts'
import type { AddPrice, EditPrice, ProductPrice, RemovePrice } from './contract.ts'
import { isOwn, noSuchPrice, priceFor } from './queries.ts'

/** Adds a product to the own company's price list. */
export function addPrice(ctx: Ctx, input: AddPrice): Promise<ProductPrice> {
  return onceOnly(ctx, 201, async (ctx) => {
    const createdAt = ctx.clock.now()
    const { hqId, companyId } = ctx.actor
    const id = newId(createdAt)
    await ctx.db.insert(productPrices).values({ id, hqId, companyId, createdAt, ...input })
    await record(ctx, { action: 'price.add', entityId: id, after: input })
    await catalogChanged(ctx, id)
    return priceFor(ctx, id)
  })
}

/** Replaces the values of an own price. Orders do not read it, so it has no date. */
export function editPrice(ctx: Ctx, id: string, input: EditPrice): Promise<ProductPrice> {
  return transact(ctx, async (ctx) => {
    const { version, ...values } = input
    const row = await lockPrice(ctx, id, version)
    await ctx.db
      .update(productPrices)
      .set({ ...values, version: version + 1 })
      .where(eq(productPrices.id, id))
    const { name, purchaseWon, sellingWon } = row
    await record(ctx, {
      action: 'price.edit',
      entityId: id,
      before: { name, purchaseWon, sellingWon, active: String(row.active) },
      after: {
        ...{ name: input.name, purchaseWon: input.purchaseWon },
        ...{ sellingWon: input.sellingWon, active: String(input.active) },
      },
    })
    await catalogChanged(ctx, id)
    return priceFor(ctx, id)
  })
}

/** Nothing refers to a price, so it can always be removed. */
export function removePrice(ctx: Ctx, id: string, { version }: RemovePrice): Promise<void> {
  return transact(ctx, async (ctx) => {
    const { name } = await lockPrice(ctx, id, version)
    await ctx.db.delete(productPrices).where(eq(productPrices.id, id))
    await record(ctx, { action: 'price.remove', entityId: id, before: { name } })
    await catalogChanged(ctx, id)
  })
}

async function lockPrice(ctx: TxCtx, id: string, version: number) {
  const [row] = await ctx.db
    .select()
    .from(productPrices)
    .where(and(eq(productPrices.id, id), isOwn(ctx.actor)))
    .for('update')
  if (!row) throw noSuchPrice()
  requireVersion(row, version)
  return row
}
