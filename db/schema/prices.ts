import { boolean, index, integer, pgEnum, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { PRODUCT_CATEGORIES } from '../words.ts'
import { at, id, won } from './columns.ts'
import { companies } from './companies.ts'

export const productCategory = pgEnum('product_category', PRODUCT_CATEGORIES)

/** The price list of a company. The margin is selling less purchase price and is not stored. */
export const productPrices = pgTable(
  'product_prices',
  {
    id: id(),
    hqId: uuid().notNull(),
    companyId: uuid()
      .notNull()
      .references(() => companies.id),
    name: text().notNull(),
    category: productCategory().notNull(),
    purchaseWon: won().notNull(),
    sellingWon: won().notNull(),
    active: boolean().notNull().default(true),
    version: integer().notNull().default(1),
    createdAt: at().notNull(),
  },
  (t) => [
    unique('product_prices_name').on(t.companyId, t.category, t.name),
    index().on(t.hqId, t.id),
  ],
)
