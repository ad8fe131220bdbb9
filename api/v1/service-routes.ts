import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { onceIfSent } from '../http/once.ts'
import { methodsAre } from '../http/v1-frame.ts'
import { v1Body, v1Query } from '../http/v1-valid.ts'
import {
  V1RecordedService,
  V1RecordService,
  V1ServiceList,
  V1ServiceQuery,
} from './service-contract.ts'
import { recordV1Service, v1Services } from './services.ts'

/** An address of the services that customers received. */
const usages = () =>
  new Hono<AppEnv>()
    .get(
      '/',
      allow('service.read'),
      v1Query(V1ServiceQuery),
      answers(200, 'The services that customers received, newest day first.', V1ServiceList),
      async (c) => c.json(await v1Services(c.var.ctx, c.req.valid('query')), 200),
    )
    .post(
      '/',
      allow('service.record'),
      v1Body(V1RecordService),
      onceIfSent,
      answers(200, 'The recorded service.', V1RecordedService),
      problems('not_found', 'no_sessions_left'),
      async (c) => c.json(await recordV1Service(c.var.ctx, c.req.valid('json')), 200),
    )
    .use('/', methodsAre('GET', 'POST'))

/** Under `/api/v1/services`; both addresses of the sources answer alike. */
export const services = new Hono<AppEnv>().route('/', usages()).route('/usage', usages())
