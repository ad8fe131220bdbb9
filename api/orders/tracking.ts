import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import type { OrderStatus } from '#db/words.ts'
import { AppError } from '../errors.ts'
import type { Platform } from '../platform/platform.ts'
import type { Tracked } from './contract.ts'

type Row = { number: string; status: OrderStatus; to: OrderStatus; at: Date | string }

/**
 * How far an order is, for the customer who has its number and the last digits of the phone. State
 * only. A wrong number and wrong digits get the same answer, so that neither can be guessed alone.
 */
export async function trackOrder(
  platform: Platform,
  number: string,
  phoneSuffix: string,
): Promise<Tracked> {
  const rows = await rowsOf<Row>(
    platform.replica,
    sql`select o.number, o.status, h.to_status as "to", h.at from orders o join order_history h on h.order_id = o.id
      where o.number = ${number.toUpperCase()} and right(o.customer_phone, 4) = ${phoneSuffix} order by h.seq`,
  )
  const [first] = rows
  if (!first) throw new AppError('not_found', 'The order number or the four digits do not fit.')
  return {
    number: first.number,
    status: first.status,
    steps: rows.map(({ to, at }) => ({ status: to, at: new Date(at).toISOString() })),
  }
}
