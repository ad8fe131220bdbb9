import type { Courier } from '#db/words.ts'
import { api } from '../../lib/client.ts'

/** The order as the person saw it: the server refuses the move if it has changed since. */
export type Seen = { id: string; version: number }
export type Shipment =
  | { courier: Courier; trackingNumber: string }
  /** eSIM, or handed over in the shop. */
  | { noShipment: true }
export type Activation = { activatedOn: string; activatedNumber: string }

/** What every move needs: the order with the version that was seen, and the idempotency key. */
const moved = <More extends object>({ id, version }: Seen, more: More, key?: string) => ({
  param: { id },
  json: { version, ...more },
  idempotencyKey: key ?? crypto.randomUUID(),
})

export const approve = (order: Seen) => api.post('/orders/:id/approval', moved(order, {}))
export const reject = (order: Seen, reason: string, key: string) =>
  api.post('/orders/:id/rejection', moved(order, { reason }, key))
export const cancel = (order: Seen, reason: string, key: string) =>
  api.post('/orders/:id/cancellation', moved(order, { reason }, key))
export const ship = (order: Seen, how: Shipment) =>
  api.post('/orders/:id/shipment', moved(order, how))
export const complete = (order: Seen, activation: Activation, key: string) =>
  api.post('/orders/:id/completion', moved(order, activation, key))
