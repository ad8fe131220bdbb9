import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers } from '../http/notes.ts'
import { methodsAre } from '../http/v1-frame.ts'
import { v1Id, v1Query } from '../http/v1-valid.ts'
import { V1Customer, V1CustomerPage, V1CustomerQuery, V1CustomerWish } from './customer-contract.ts'
import { v1Customer, v1Customers } from './customers.ts'

const byId = v1Id('customer_id')

/** Under `/api/v1/customers`. */
export const customers = new Hono<AppEnv>()
  .get(
    '/',
    allow('customer.read'),
    v1Query(V1CustomerQuery),
    answers(200, 'A page of the customers of the caller’s company.', V1CustomerPage),
    async (c) => c.json(await v1Customers(c.var.ctx, c.req.valid('query')), 200),
  )
  .get(
    '/:id',
    allow('customer.read'),
    byId,
    v1Query(V1CustomerWish),
    answers(200, 'The customer.', V1Customer),
    async (c) => c.json(await v1Customer(c.var.ctx, c.req.valid('param').id), 200),
  )
  .use('/', methodsAre('GET', 'POST'))
  .use('/:id', methodsAre('GET', 'PUT', 'PATCH', 'DELETE'))
