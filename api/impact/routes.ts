import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { once } from '../http/once.ts'
import { body, byId, query } from '../http/valid.ts'
import { cancelImpact, startImpact } from './commands.ts'
import { Impact, ImpactQuery, ImpactView, StartImpact } from './contract.ts'
import { impactView } from './queries.ts'

/** What a draft, or other targets of a policy, would cost, by the orders of past days. */
export const impact = new Hono<AppEnv>()
  .get(
    '/',
    allow('policy.impact'),
    query(ImpactQuery),
    answers(200, 'How far its newest replay is, and the newest result.', ImpactView),
    problems('not_found', 'gone'),
    async (c) => c.json(await impactView(c.var.ctx, c.req.valid('query')), 200),
  )
  .post(
    '/',
    allow('policy.impact'),
    body(StartImpact),
    once,
    answers(202, 'The replay is queued; its state says how far it is.', Impact),
    problems('not_found', 'gone', 'conflict'),
    async (c) => c.json(await startImpact(c.var.ctx, c.req.valid('json')), 202),
  )
  .post(
    '/:id/cancellation',
    allow('policy.impact'),
    byId,
    answers(200, 'Cancelled, or about to be: then `cancelRequested` is true.', Impact),
    problems('not_found', 'invalid_transition'),
    async (c) => c.json(await cancelImpact(c.var.ctx, c.req.param('id')), 200),
  )
