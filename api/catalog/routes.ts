import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers } from '../http/notes.ts'
import { query } from '../http/valid.ts'
import { DeviceFilter, DevicePage, PlanFilter, PlanPage } from './contract.ts'
import { listDevices, listPlans } from './queries.ts'

/** The two lists of the catalogue are at the root of the API: `/plans`, `/devices`. */
export const catalog = new Hono<AppEnv>()
  .get(
    '/plans',
    allow('plan.read'),
    query(PlanFilter),
    answers(200, "The plans of the tree's HQ, in the order in which they were added.", PlanPage),
    async (c) => c.json(await listPlans(c.var.ctx, c.req.valid('query')), 200),
  )
  .get(
    '/devices',
    allow('plan.read'),
    query(DeviceFilter),
    answers(200, "The device models of the tree's HQ, in the order added.", DevicePage),
    async (c) => c.json(await listDevices(c.var.ctx, c.req.valid('query')), 200),
  )
