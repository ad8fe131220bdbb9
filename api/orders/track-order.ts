import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { instant, nullable, oneOf, type RowOf, text } from '#db/values.ts'
import { COURIERS, ORDER_STATUSES } from '#db/words.ts'
import { AppError } from '../errors.ts'
import { placesOf, secretGuards } from '../lockout/guards.ts'
import { guess } from '../lockout/guess.ts'
import { formatPhone } from '../phone-groups.ts'
import type { Platform } from '../platform/platform.ts'
import type { Tracked } from './contract.ts'

const STEP = {
  number: text,
  status: oneOf(ORDER_STATUSES),
  to: oneOf(ORDER_STATUSES),
  at: instant,
  shop: text,
  phone: nullable(text),
  courier: nullable(oneOf(COURIERS)),
  trackingNumber: nullable(text),
}
type Asking = Pick<Platform, 'db' | 'replica' | 'clock'> & { address?: string }

/**
 * Progress of an order, for customers with its number and the last digits of the phone: its state, the
 * shop to ask and the parcel; no person, plan or money. A wrong number and wrong digits get the same
 * answer, so that neither can be guessed alone. Wrong look-ups are counted by order number, known or not,
 * and by address; right ones are not counted.
 */
export async function trackOrder(
  ctx: Asking,
  typedNumber: string,
  phoneSuffix: string,
): Promise<Tracked> {
  const number = typedNumber.toUpperCase()
  const guards = secretGuards('order', number, placesOf(ctx, ['tracker', 'tracker_network']))
  const tracked = await guess(ctx, guards, () => findTracked(ctx, number, phoneSuffix))
  if (!tracked) throw new AppError('not_found', 'The order number or the four digits do not fit.')
  return tracked
}

async function findTracked(
  { replica }: Asking,
  number: string,
  phoneSuffix: string,
): Promise<Tracked | undefined> {
  const rows = await rowsOf(
    replica,
    sql`select o.number, o.status, h.to_status as "to", h.at, c.name as shop, c.phone, o.courier,
        o.tracking_number as "trackingNumber"
      from orders o join order_history h on h.order_id = o.id join companies c on c.id = o.retail_id
      where o.number = ${number} and right(o.customer_phone, 4) = ${phoneSuffix} order by h.seq`,
    STEP,
  )
  const [first] = rows
  return (
    first && {
      number: first.number,
      status: first.status,
      steps: rows.map(({ to, at }) => ({ status: to, at: at.toISOString() })),
      shop: { name: first.shop, phone: first.phone && formatPhone(first.phone) },
      shipment: shipmentOf(first),
    }
  )
}

const shipmentOf = ({ courier, trackingNumber }: RowOf<typeof STEP>): Tracked['shipment'] =>
  courier && trackingNumber ? { courier, trackingNumber } : null
