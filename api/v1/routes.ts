import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import { enter } from '../http/enter.ts'
import type { AppEnv } from '../http/env.ts'
import { limitByPerson } from '../http/rate.ts'
import { bearerOnly, retiring } from '../http/v1-frame.ts'
import { customers } from './customer-routes.ts'
import { payments } from './payment-routes.ts'
import { services } from './service-routes.ts'
import { countV1Call } from './usage.ts'

/** Counts each call of a known client, for the report on who still uses v1. */
const counted = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  const { method } = c.req
  const path = routePath(c, -1)
  // What there is no route for has one name, or strange addresses would fill the report.
  const isKnown = c.res.status !== 405 && !path.endsWith('*')
  countV1Call(c.var.ctx, isKnown ? `${method} ${path}` : 'other', c.res.status >= 400)
})

/** The frozen API of the second plan, apart from v2: shapes, statuses and refusals of its own. */
export const v1 = new Hono<AppEnv>()
  .use(retiring)
  .use(bearerOnly)
  .use(enter)
  .use(counted)
  .use(limitByPerson)
  .route('/customers', customers)
  .route('/services', services)
  .route('/payments', payments)
