import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { once } from '../http/once.ts'
import { body, query } from '../http/valid.ts'
import { Payment, PaymentFilter, PaymentPage, RecordPayment } from './contract.ts'
import { listPayments } from './queries.ts'
import { recordPaymentOnce } from './record-payment.ts'

/** Under `/payments`: what the own company's customers paid. */
export const paymentRoutes = new Hono<AppEnv>()
  .get(
    '/',
    allow('payment.read'),
    query(PaymentFilter),
    answers(200, "The payments of the company's customers, newest day first.", PaymentPage),
    async (c) => c.json(await listPayments(c.var.ctx, c.req.valid('query')), 200),
  )
  .post(
    '/',
    allow('payment.record'),
    body(RecordPayment),
    once,
    answers(201, 'The payment with its number.', Payment),
    problems('not_found', 'conflict'),
    async (c) => c.json(await recordPaymentOnce(c.var.ctx, c.req.valid('json')), 201),
  )
