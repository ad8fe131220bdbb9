import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { conditionsOf } from '../list.ts'
import { type Page, pageBy } from '../shapes.ts'
import type { Payment, PaymentFilter } from './contract.ts'
import { PAYMENT, PAYMENT_COLUMNS, PAYMENT_FILTERS, paymentOf, placeOf } from './list.ts'

const ownPayments = ({ actor }: Ctx) => sql`p.company_id = ${actor.companyId}`

/** One page of the payments of the own company's customers, newest day first. */
export async function listPayments(ctx: Ctx, filter: PaymentFilter): Promise<Page<Payment>> {
  const wanted = [ownPayments(ctx), ...conditionsOf(PAYMENT_FILTERS, filter, undefined)]
  const rows = await rowsOf(
    ctx.replica,
    sql`select ${PAYMENT_COLUMNS} from payments p join customers c on c.customer_id = p.customer_id
      where ${sql.join(wanted, sql` and `)} order by p.paid_on desc, p.payment_id desc
      limit ${sql.raw(String(filter.limit + 1))}`,
    PAYMENT,
  )
  return pageBy(rows.map(paymentOf), filter.limit, placeOf)
}

/** A payment of the own company. */
export async function paymentFor(ctx: Ctx, id: number): Promise<Payment> {
  const [row] = await rowsOf(
    ctx.db,
    sql`select ${PAYMENT_COLUMNS} from payments p join customers c on c.customer_id = p.customer_id
      where p.payment_id = ${id} and ${ownPayments(ctx)}`,
    PAYMENT,
  )
  if (!row) throw new AppError('not_found', 'There is no such payment.')
  return paymentOf(row)
}
