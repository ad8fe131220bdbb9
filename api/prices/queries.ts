import { and, asc, eq, or, type SQL, sql } from 'drizzle-orm'
import { companies } from '#db/schema/companies.ts'
import { productPrices } from '#db/schema/prices.ts'
import type { Actor } from '../access/actor.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { conditionsOf } from '../list.ts'
import { type Page, toPage } from '../shapes.ts'
import type { PriceFilter, ProductPrice } from './contract.ts'
import { PRICE_COLUMNS, PRICE_FILTERS } from './list.ts'

// The price list of a company (`domain.md` B.4, D.1). A company reads its own list, and what those above it
// sell; what they paid for it stays theirs.

export const isOwn = ({ companyId }: Actor): SQL => eq(productPrices.companyId, companyId)
const fromAbove = ({ hqId, agencyId, companyId }: Actor): SQL[] =>
  [hqId, agencyId]
    .filter((id) => id !== null && id !== companyId)
    .map((id) => sql`(${productPrices.companyId} = ${id} and ${productPrices.active})`)

type Row = Omit<ProductPrice, 'purchaseWon' | 'marginWon'> & { purchaseWon: number }
const seenBy = ({ companyId }: Actor, row: Row): ProductPrice => {
  const isTheirs = row.companyId === companyId
  return {
    ...row,
    purchaseWon: isTheirs ? row.purchaseWon : null,
    marginWon: isTheirs ? row.sellingWon - row.purchaseWon : null,
  }
}

/** The own price list and what the companies above sell, in the order added. */
export async function listPrices(ctx: Ctx, filter: PriceFilter): Promise<Page<ProductPrice>> {
  const { actor } = ctx
  const rows = await ctx.replica
    .select(PRICE_COLUMNS)
    .from(productPrices)
    .innerJoin(companies, eq(companies.id, productPrices.companyId))
    .where(
      and(or(isOwn(actor), ...fromAbove(actor)), ...conditionsOf(PRICE_FILTERS, filter, undefined)),
    )
    .orderBy(asc(productPrices.id))
    .limit(filter.limit + 1)
  return toPage(
    rows.map((row) => seenBy(actor, row)),
    filter.limit,
  )
}

/** An own price. */
export async function priceFor(ctx: Ctx, id: string): Promise<ProductPrice> {
  const [row] = await ctx.db
    .select(PRICE_COLUMNS)
    .from(productPrices)
    .innerJoin(companies, eq(companies.id, productPrices.companyId))
    .where(and(eq(productPrices.id, id), isOwn(ctx.actor)))
  if (!row) throw noSuchPrice()
  return seenBy(ctx.actor, row)
}

export const noSuchPrice = () => new AppError('not_found', 'Your company has no such price.')
