import type { OrderDetail } from '#api/orders/contract.ts'
import type { Courier } from '#db/words.ts'
import { api } from '../../lib/client.ts'
import { ApiProblem } from '../../lib/problem.ts'

/** The order as it was looked at: if it has changed since, the server refuses instead of guessing. */
export type Seen = { id: string; version: number }
export type Shipment =
  | { courier: Courier; trackingNumber: string }
  /** eSIM, or handed over in the shop. */
  | { noShipment: true }
export type Activation = { activatedOn: string; activatedNumber: string }

const move = (order: Seen, noun: string, body: object, idempotencyKey?: string) =>
  api.post<OrderDetail>(
    `/orders/${order.id}/${noun}`,
    { version: order.version, ...body },
    { idempotencyKey },
  )

export const approve = (order: Seen) => move(order, 'approval', {})
export const reject = (order: Seen, reason: string, key: string) =>
  move(order, 'rejection', { reason }, key)
export const cancel = (order: Seen, reason: string, key: string) =>
  move(order, 'cancellation', { reason }, key)
export const ship = (order: Seen, how: Shipment) => move(order, 'shipment', how)
export const complete = (order: Seen, activation: Activation, key: string) =>
  move(order, 'completion', activation, key)

/** Somebody else was first; what is on screen is old. */
export const isConflict = (failure: unknown): boolean =>
  failure instanceof ApiProblem &&
  (failure.code === 'version_conflict' || failure.code === 'invalid_transition')
