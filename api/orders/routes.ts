import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { limitByAddress } from '../http/limit.ts'
import { answers, open, problems } from '../http/notes.ts'
import { once } from '../http/once.ts'
import { body, byId, query } from '../http/valid.ts'
import { visitorOf } from '../http/visitor.ts'
import { checkIdentifier } from './check-identifier.ts'
import {
  ApproveOrder,
  CancelOrder,
  CheckIdentifier,
  CompleteOrder,
  CountFilter,
  IdentifierCheck,
  OrderCounts,
  OrderDetail,
  OrderFilter,
  OrderPage,
  PlacedOrder,
  PlaceOrder,
  RejectOrder,
  RevealedField,
  RevealOrder,
  ShipOrder,
  Tracked,
  TrackQuery,
} from './contract.ts'
import { approveOrder, cancelOrder, completeOrder, rejectOrder, shipOrder } from './move-order.ts'
import { movedOrder } from './moved.ts'
import { placeOrder } from './place-order.ts'
import { countOrders, listOrders, orderDetail } from './queries.ts'
import { revealOrder } from './reveal.ts'
import { trackOrder } from './track-order.ts'

const moved = (what: string) => answers(200, what, OrderDetail)
const moveProblems = problems('not_found', 'version_conflict', 'invalid_transition')

export const orders = new Hono<AppEnv>()
  .get(
    '/',
    allow('order.read'),
    query(OrderFilter),
    answers(200, 'Orders that the caller may see.', OrderPage),
    async (c) => c.json(await listOrders(c.var.ctx, c.req.valid('query')), 200),
  )
  .post(
    '/',
    allow('order.place'),
    body(PlaceOrder),
    once,
    answers(201, 'The order is placed, priced and its budget held.', PlacedOrder),
    problems(
      'not_found',
      'not_priced',
      'policy_unread',
      'insufficient_balance',
      'conflict',
      'idempotency_in_flight',
    ),
    async (c) => c.json(await placeOrder(c.var.ctx, c.req.valid('json')), 201),
  )
  .get(
    '/counts',
    allow('order.read'),
    query(CountFilter),
    answers(200, 'Orders by state, for the tabs above the list.', OrderCounts),
    async (c) => c.json(await countOrders(c.var.ctx, c.req.valid('query').companyId), 200),
  )
  .post(
    '/identifier-checks',
    allow('order.place'),
    body(CheckIdentifier),
    answers(
      200,
      'Whether a live order has this number, while the form is filled in.',
      IdentifierCheck,
    ),
    problems('too_many_requests'),
    // Without `once`: it creates nothing, and its answer changes.
    async (c) => c.json(await checkIdentifier(c.var.ctx, c.req.valid('json')), 200),
  )
  .get(
    '/:id',
    allow('order.read'),
    byId,
    answers(200, 'The order as this viewer may see it, with the next actions.', OrderDetail),
    problems('not_found'),
    async (c) => c.json(await orderDetail(c.var.ctx, c.req.param('id')), 200),
  )
  .post(
    '/:id/approval',
    allow('order.approve'),
    byId,
    body(ApproveOrder),
    once,
    moved('The order is approved.'),
    moveProblems,
    async (c) => {
      const id = c.req.param('id')
      const input = c.req.valid('json')
      return c.json(await movedOrder(c.var.ctx, id, (ctx) => approveOrder(ctx, id, input)), 200)
    },
  )
  .post(
    '/:id/rejection',
    allow('order.reject'),
    byId,
    body(RejectOrder),
    once,
    moved('The order is refused and its budget given back.'),
    moveProblems,
    async (c) => {
      const id = c.req.param('id')
      const input = c.req.valid('json')
      return c.json(await movedOrder(c.var.ctx, id, (ctx) => rejectOrder(ctx, id, input)), 200)
    },
  )
  .post(
    '/:id/shipment',
    allow('order.ship'),
    byId,
    body(ShipOrder),
    once,
    moved('The order is on its way.'),
    moveProblems,
    async (c) => {
      const id = c.req.param('id')
      const input = c.req.valid('json')
      return c.json(await movedOrder(c.var.ctx, id, (ctx) => shipOrder(ctx, id, input)), 200)
    },
  )
  .post(
    '/:id/completion',
    allow('order.complete'),
    byId,
    body(CompleteOrder),
    once,
    moved('The line is active: the budget is used and the settlement lines are payable.'),
    moveProblems,
    async (c) => {
      const id = c.req.param('id')
      const input = c.req.valid('json')
      return c.json(await movedOrder(c.var.ctx, id, (ctx) => completeOrder(ctx, id, input)), 200)
    },
  )
  .post(
    '/:id/cancellation',
    allow('order.cancel'),
    byId,
    body(CancelOrder),
    once,
    moved('The order is cancelled and its budget given back.'),
    moveProblems,
    async (c) => {
      const id = c.req.param('id')
      const input = c.req.valid('json')
      return c.json(await movedOrder(c.var.ctx, id, (ctx) => cancelOrder(ctx, id, input)), 200)
    },
  )
  .post(
    '/:id/reveals',
    allow('order.reveal'),
    byId,
    body(RevealOrder),
    answers(
      200,
      'The field as the customer gave it, for a minute; the look is kept.',
      RevealedField,
    ),
    problems('not_found', 'conflict', 'too_many_requests'),
    // Without `once`, which stores answers: this one must not be stored.
    async (c) => c.json(await revealOrder(c.var.ctx, c.req.param('id'), c.req.valid('json')), 200),
  )

/** Look-ups of one address in ten minutes, right or wrong; wrong ones have further limits. */
const TRACK_MAX = 120
const TRACK_WINDOW_SECONDS = 600

/** Public order tracking. */
export const tracking = new Hono<AppEnv>().get(
  '/',
  open(),
  limitByAddress('track', TRACK_MAX, TRACK_WINDOW_SECONDS),
  query(TrackQuery),
  answers(200, 'How far the order is. State only.', Tracked),
  problems('not_found'),
  async (c) => {
    const { order, phone } = c.req.valid('query')
    return c.json(await trackOrder(visitorOf(c), order, phone), 200)
  },
)
