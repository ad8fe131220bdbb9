import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers } from '../http/notes.ts'
import { query } from '../http/valid.ts'
import { Found, SearchQuery } from './contract.ts'
import { searchAll } from './queries.ts'

/** The route needs a permission that everybody has; each kind is filtered by what the caller may read. */
export const search = new Hono<AppEnv>().get(
  '/',
  allow('company.read'),
  query(SearchQuery),
  answers(200, 'Orders, companies and people that bear this name or number.', Found),
  async (c) => c.json(await searchAll(c.var.ctx, c.req.valid('query').q), 200),
)
