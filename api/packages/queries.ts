import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import type { Ctx, TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'
import { conditionsOf } from '../list.ts'
import { type Page, toPage } from '../shapes.ts'
import type { Package, PackageFilter, Purchase, PurchaseFilter } from './contract.ts'
import { PACKAGE, PACKAGE_COLUMNS, PACKAGE_FILTERS } from './list.ts'
import { PURCHASE, PURCHASE_COLUMNS, PURCHASE_FILTERS, purchaseOf } from './purchase-list.ts'

const ownPackages = ({ actor }: Ctx) => sql`k.company_id = ${actor.companyId}`
const ownPurchases = ({ actor }: Ctx) => sql`b.company_id = ${actor.companyId}`

/** One page of the own company's packages, in the order added. */
export async function listPackages(ctx: Ctx, filter: PackageFilter): Promise<Page<Package>> {
  const wanted = [ownPackages(ctx), ...conditionsOf(PACKAGE_FILTERS, filter, undefined)]
  const rows = await rowsOf(
    ctx.replica,
    sql`select ${PACKAGE_COLUMNS} from packages k where ${sql.join(wanted, sql` and `)}
      order by k.package_id limit ${sql.raw(String(filter.limit + 1))}`,
    PACKAGE,
  )
  return toPage(rows, filter.limit)
}

/** A package of the own company. */
export async function packageFor(ctx: Ctx, id: number): Promise<Package> {
  const [row] = await rowsOf(
    ctx.db,
    sql`select ${PACKAGE_COLUMNS} from packages k where k.package_id = ${id} and ${ownPackages(ctx)}`,
    PACKAGE,
  )
  if (!row) throw new AppError('not_found', 'There is no such package.')
  return row
}

/**
 * The same, held until the commit: for a sale, so that its terms stay, or for a change. It is read after the
 * lock, because its services are rows of their own.
 */
export async function holdPackage(
  ctx: TxCtx,
  id: number,
  strength: 'share' | 'update',
): Promise<Package> {
  await ctx.db.execute(
    sql`select 1 from packages k where k.package_id = ${id} and ${ownPackages(ctx)} for ${sql.raw(strength)}`,
  )
  return packageFor(ctx, id)
}

/** One page of what the own company's customers bought, newest first. */
export async function listPurchases(ctx: Ctx, filter: PurchaseFilter): Promise<Page<Purchase>> {
  const wanted = [ownPurchases(ctx), ...conditionsOf(PURCHASE_FILTERS, filter, undefined)]
  const rows = await rowsOf(
    ctx.replica,
    sql`select ${PURCHASE_COLUMNS} from package_purchases b join customers c on c.customer_id = b.customer_id
      where ${sql.join(wanted, sql` and `)} order by b.purchase_id desc
      limit ${sql.raw(String(filter.limit + 1))}`,
    PURCHASE,
  )
  return toPage(rows.map(purchaseOf), filter.limit)
}

/** A purchase of the own company. */
export async function purchaseFor(ctx: Ctx, id: number): Promise<Purchase> {
  const [row] = await rowsOf(
    ctx.db,
    sql`select ${PURCHASE_COLUMNS} from package_purchases b join customers c on c.customer_id = b.customer_id
      where b.purchase_id = ${id} and ${ownPurchases(ctx)}`,
    PURCHASE,
  )
  if (!row) throw noSuchPurchase()
  return purchaseOf(row)
}

export const noSuchPurchase = () =>
  new AppError('not_found', 'There is no such purchase of this customer.')
