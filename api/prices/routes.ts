import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { once } from '../http/once.ts'
import { body, byId, query } from '../http/valid.ts'
import { addPrice, editPrice, removePrice } from './commands.ts'
import {
  AddPrice,
  EditPrice,
  PriceFilter,
  PricePage,
  ProductPrice,
  RemovePrice,
} from './contract.ts'
import { listPrices } from './queries.ts'

export const prices = new Hono<AppEnv>()
  .get(
    '/',
    allow('price.read'),
    query(PriceFilter),
    answers(200, 'The own price list, and what the companies above sell.', PricePage),
    async (c) => c.json(await listPrices(c.var.ctx, c.req.valid('query')), 200),
  )
  .post(
    '/',
    allow('price.write'),
    body(AddPrice),
    once,
    answers(201, 'The product is on the price list.', ProductPrice),
    problems('conflict'),
    async (c) => c.json(await addPrice(c.var.ctx, c.req.valid('json')), 201),
  )
  .put(
    '/:id',
    allow('price.write'),
    byId,
    body(EditPrice),
    answers(200, 'The price as it stands now.', ProductPrice),
    problems('conflict', 'version_conflict'),
    async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await editPrice(c.var.ctx, id, c.req.valid('json')), 200)
    },
  )
  .post(
    '/:id/removal',
    allow('price.write'),
    byId,
    body(RemovePrice),
    answers(204, 'The product is off the price list.'),
    problems('version_conflict'),
    async (c) => {
      await removePrice(c.var.ctx, c.req.valid('param').id, c.req.valid('json'))
      return c.body(null, 204)
    },
  )
