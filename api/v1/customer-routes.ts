import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { methodsAre } from '../http/v1-frame.ts'
import { v1Body, v1Id, v1Query } from '../http/v1-valid.ts'
import {
  V1CreateCustomer,
  V1Customer,
  V1CustomerPage,
  V1CustomerQuery,
  V1CustomerWish,
  V1EditCustomer,
  V1RemoveCustomer,
  V1Removed,
} from './customer-contract.ts'
import { v1Customer, v1Customers, v1Edit, v1Register, v1Remove } from './customers.ts'

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
  .post(
    '/',
    allow('customer.write'),
    v1Body(V1CreateCustomer),
    answers(200, 'The customer.', V1Customer),
    problems('conflict'),
    async (c) => c.json(await v1Register(c.var.ctx, c.req.valid('json')), 200),
  )
  .get(
    '/:id',
    allow('customer.read'),
    byId,
    v1Query(V1CustomerWish),
    answers(200, 'The customer.', V1Customer),
    async (c) => c.json(await v1Customer(c.var.ctx, c.req.valid('param').id), 200),
  )
  .on(
    ['PUT', 'PATCH'],
    '/:id',
    allow('customer.write'),
    byId,
    v1Body(V1EditCustomer),
    answers(200, 'The customer; only what was sent has changed.', V1Customer),
    problems('conflict'),
    async (c) => c.json(await v1Edit(c.var.ctx, c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .delete(
    '/:id',
    allow('customer.delete'),
    byId,
    v1Query(V1RemoveCustomer),
    answers(200, 'The customer is in no list any more.', V1Removed),
    async (c) => c.json(await v1Remove(c.var.ctx, c.req.valid('param').id), 200),
  )
  .use('/', methodsAre('GET', 'POST'))
  .use('/:id', methodsAre('GET', 'PUT', 'PATCH', 'DELETE'))
