import * as z from 'zod'
import { PRODUCT_CATEGORIES } from '#db/words.ts'
import { pageOf, Text } from '../shapes.ts'
import { ProductPrice } from './list.ts'

export { PriceFilter, ProductPrice } from './list.ts'

export const PRODUCT_MAX_WON = 100_000_000
const productWon = z.int().min(0).max(PRODUCT_MAX_WON)
const product = {
  name: Text(200),
  category: z.enum(PRODUCT_CATEGORIES),
  purchaseWon: productWon,
  sellingWon: productWon,
}

export type PricePage = z.infer<typeof PricePage>
export const PricePage = pageOf(ProductPrice)

export type AddPrice = z.infer<typeof AddPrice>
export const AddPrice = z.strictObject(product)
export type EditPrice = z.infer<typeof EditPrice>
export const EditPrice = z.strictObject({
  version: z.int().min(1),
  ...product,
  active: z.boolean(),
})
export type RemovePrice = z.infer<typeof RemovePrice>
export const RemovePrice = z.strictObject({ version: z.int().min(1) })
