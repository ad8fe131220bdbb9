import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { once } from '../http/once.ts'
import { body, bySerial, query } from '../http/valid.ts'
import { addServiceType, editServiceType } from './commands.ts'
import {
  AddServiceType,
  EditServiceType,
  ServiceType,
  ServiceTypeFilter,
  ServiceTypePage,
} from './contract.ts'
import { listServiceTypes } from './queries.ts'

/** Under `/service-types`: what the own company offers its customers. */
export const serviceTypeRoutes = new Hono<AppEnv>()
  .get(
    '/',
    allow('service.read'),
    query(ServiceTypeFilter),
    answers(200, 'The services of the company, in the order added.', ServiceTypePage),
    async (c) => c.json(await listServiceTypes(c.var.ctx, c.req.valid('query')), 200),
  )
  .post(
    '/',
    allow('service.write'),
    body(AddServiceType),
    once,
    answers(201, 'The service.', ServiceType),
    problems('conflict'),
    async (c) => c.json(await addServiceType(c.var.ctx, c.req.valid('json')), 201),
  )
  .put(
    '/:id',
    allow('service.write'),
    bySerial,
    body(EditServiceType),
    answers(200, 'The service with these values.', ServiceType),
    problems('conflict', 'version_conflict'),
    async (c) =>
      c.json(await editServiceType(c.var.ctx, c.req.valid('param').id, c.req.valid('json')), 200),
  )
