import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { nullable, text } from '#db/values.ts'
import { containing } from '../companies/name-contains.ts'
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

export type PaymentWish = {
  customerId?: number | undefined
  from?: string | undefined
  to?: string | undefined
  /** Any word: one that is no method or status fits nothing. */
  method?: string | undefined
  status?: string | undefined
  /** A part of the customer's name or telephone number, or of the payment's number. */
  search?: string | undefined
  skip: number
  limit: number
}

/** The same by position with the telephone numbers, as v1 asks for it. */
export async function paymentsByPosition(
  ctx: Ctx,
  { skip, limit, method, status, search, ...filter }: PaymentWish,
): Promise<(Payment & { customerPhone: string | null })[]> {
  const wanted = [ownPayments(ctx), ...conditionsOf(PAYMENT_FILTERS, filter, undefined)]
  if (method !== undefined) wanted.push(sql`p.method::text = ${method}`)
  if (status !== undefined) wanted.push(sql`p.status::text = ${status}`)
  if (search) {
    const part = containing(search)
    wanted.push(
      sql`(p.number ilike ${part} or c.deleted_at is null and (c.name ilike ${part} or c.phone like ${part}))`,
    )
  }
  const rows = await rowsOf(
    ctx.replica,
    sql`select ${PAYMENT_COLUMNS}, case when c.deleted_at is null then c.phone end as "customerPhone"
      from payments p join customers c on c.customer_id = p.customer_id
      where ${sql.join(wanted, sql` and `)} order by p.paid_on desc, p.payment_id desc
      limit ${limit} offset ${skip}`,
    { ...PAYMENT, customerPhone: nullable(text) },
  )
  return rows.map((row) => ({ ...paymentOf(row), customerPhone: row.customerPhone }))
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
