import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers } from '../http/notes.ts'
import { agencyDashboard } from './agency.ts'
import { Dashboard, FirstSteps, MenuCounts } from './contract.ts'
import { firstSteps } from './first-steps.ts'
import { hqDashboard } from './hq.ts'
import { retailDashboard } from './retail.ts'
import { waitingCounts } from './waiting-counts.ts'

const BY_TIER = { hq: hqDashboard, agency: agencyDashboard, retail: retailDashboard }

export const dashboard = new Hono<AppEnv>()
  .get(
    '/',
    allow('dashboard.read'),
    answers(200, "The first screen of the caller's tier, computed now.", Dashboard),
    async (c) => c.json<Dashboard, 200>(await BY_TIER[c.var.ctx.actor.tier](c.var.ctx), 200),
  )
  .get(
    '/waiting',
    allow('dashboard.read'),
    answers(200, 'How much waits for the caller, beside the entries of the menu.', MenuCounts),
    async (c) => c.json(await waitingCounts(c.var.ctx), 200),
  )
  .get(
    '/first-steps',
    allow('dashboard.read'),
    answers(200, "How far the caller's company is on its way to its first order.", FirstSteps),
    async (c) => c.json(await firstSteps(c.var.ctx), 200),
  )
