import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers } from '../http/notes.ts'
import { query } from '../http/valid.ts'
import { v1UsageOf } from './queries.ts'
import { V1UsageList, V1UsageQuery } from './usage-contract.ts'

/** Under `/api/v2/v1-usage`. */
export const v1UsageReport = new Hono<AppEnv>().get(
  '/',
  allow('customer.extension'),
  query(V1UsageQuery),
  answers(200, 'Who of the tree still calls v1, and how often.', V1UsageList),
  async (c) => c.json(await v1UsageOf(c.var.ctx, c.req.valid('query')), 200),
)
