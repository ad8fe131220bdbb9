import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { onceIfSent } from '../http/once.ts'
import { methodsAre } from '../http/v1-frame.ts'
import { v1Body, v1Query } from '../http/v1-valid.ts'
import {
  V1PaymentList,
  V1PaymentQuery,
  V1RecordedPayment,
  V1RecordPayment,
} from './payment-contract.ts'
import { recordV1Payment, v1Payments } from './payments.ts'

/** Under `/api/v1/payments`. */
export const payments = new Hono<AppEnv>()
  .get(
    '/',
    allow('payment.read'),
    v1Query(V1PaymentQuery),
    answers(200, 'The payments of customers, newest day first.', V1PaymentList),
    async (c) => c.json(await v1Payments(c.var.ctx, c.req.valid('query')), 200),
  )
  .post(
    '/',
    allow('payment.record'),
    v1Body(V1RecordPayment),
    onceIfSent,
    answers(200, 'The recorded payment.', V1RecordedPayment),
    problems('not_found', 'conflict'),
    async (c) => c.json(await recordV1Payment(c.var.ctx, c.req.valid('json')), 200),
  )
  .use('/', methodsAre('GET', 'POST'))
