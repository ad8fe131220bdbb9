import { Hono } from 'hono'
import { enter } from '../http/enter.ts'
import type { AppEnv } from '../http/env.ts'
import { limitByPerson } from '../http/rate.ts'
import { bearerOnly, retiring } from '../http/v1-frame.ts'
import { customers } from './customer-routes.ts'
import { payments } from './payment-routes.ts'
import { services } from './service-routes.ts'

/** The frozen API of the second plan, apart from v2: shapes, statuses and refusals of its own. */
export const v1 = new Hono<AppEnv>()
  .use(retiring)
  .use(bearerOnly)
  .use(enter)
  .use(limitByPerson)
  .route('/customers', customers)
  .route('/services', services)
  .route('/payments', payments)
