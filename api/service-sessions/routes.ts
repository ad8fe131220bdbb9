import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { once } from '../http/once.ts'
import { body, query } from '../http/valid.ts'
import {
  RecordSession,
  ServiceSession,
  ServiceSessionFilter,
  ServiceSessionPage,
} from './contract.ts'
import { listSessions } from './queries.ts'
import { recordSessionOnce } from './record-session.ts'

/** Under `/service-sessions`: the services that the own company's customers received. */
export const serviceSessionRoutes = new Hono<AppEnv>()
  .get(
    '/',
    allow('service.read'),
    query(ServiceSessionFilter),
    answers(
      200,
      'The sessions of the customers of the company, newest day first.',
      ServiceSessionPage,
    ),
    async (c) => c.json(await listSessions(c.var.ctx, c.req.valid('query')), 200),
  )
  .post(
    '/',
    allow('service.record'),
    body(RecordSession),
    once,
    answers(201, 'The session, taken from the purchase where one is given.', ServiceSession),
    problems(
      'not_found',
      'purchase_expired',
      'purchase_not_active',
      'no_sessions_left',
      'no_service_sessions_left',
    ),
    async (c) => c.json(await recordSessionOnce(c.var.ctx, c.req.valid('json')), 201),
  )
