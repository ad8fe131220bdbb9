import { eq, gt } from 'drizzle-orm'
import * as z from 'zod'
import { companies } from '#db/schema/companies.ts'
import { productPrices } from '#db/schema/prices.ts'
import { PRODUCT_CATEGORIES } from '#db/words.ts'
import { filter, queryOf } from '../list.ts'
import { Id, pageQuery } from '../shapes.ts'

// The list of product prices: columns, item, filters and cursor.

export const PRICE_COLUMNS = {
  id: productPrices.id,
  companyId: productPrices.companyId,
  companyName: companies.name,
  name: productPrices.name,
  category: productPrices.category,
  sellingWon: productPrices.sellingWon,
  purchaseWon: productPrices.purchaseWon,
  active: productPrices.active,
  version: productPrices.version,
}

export type ProductPrice = z.infer<typeof ProductPrice>
export const ProductPrice = z.object({
  id: Id,
  companyId: Id,
  companyName: z.string(),
  name: z.string(),
  category: z.enum(PRODUCT_CATEGORIES),
  sellingWon: z.int(),
  /** Purchase price and margin are the owner's alone: null for the companies below. */
  purchaseWon: z.int().nullable(),
  marginWon: z.int().nullable(),
  active: z.boolean(),
  version: z.int(),
})

export const PRICE_FILTERS = {
  category: filter(z.enum(PRODUCT_CATEGORIES), (word) => eq(productPrices.category, word)),
  after: filter(Id, (id) => gt(productPrices.id, id)),
}
export type PriceFilter = z.infer<typeof PriceFilter>
export const PriceFilter = z.strictObject({ ...pageQuery, ...queryOf(PRICE_FILTERS) })
