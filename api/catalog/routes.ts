import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { once } from '../http/once.ts'
import { body, byId, query } from '../http/valid.ts'
import {
  AddDevice,
  AddPlan,
  CatalogEffects,
  ChangeDevice,
  ChangePlan,
  Device,
  DeviceFilter,
  DeviceHistory,
  DevicePage,
  EditDevice,
  EditPlan,
  Plan,
  PlanFilter,
  PlanHistory,
  PlanPage,
  RemoveEntry,
} from './contract.ts'
import { addDevice, changeDevice, editDevice, removeDevice } from './device-commands.ts'
import { addPlan, changePlan, editPlan, removePlan } from './plan-commands.ts'
import { deviceHistory, listDevices, listPlans, planHistory } from './queries.ts'
import { deviceEffects, planEffects } from './used.ts'

export const plans = new Hono<AppEnv>()
  .get(
    '/',
    allow('plan.read'),
    query(PlanFilter),
    answers(200, "The plans of the tree's HQ, in the order in which they were added.", PlanPage),
    async (c) => c.json(await listPlans(c.var.ctx, c.req.valid('query')), 200),
  )
  .post(
    '/',
    allow('plan.write'),
    body(AddPlan),
    once,
    answers(201, 'The plan is in the catalogue.', Plan),
    problems('conflict'),
    async (c) => c.json(await addPlan(c.var.ctx, c.req.valid('json')), 201),
  )
  .put(
    '/:id',
    allow('plan.write'),
    byId,
    body(EditPlan),
    answers(200, 'The plan as it stands now.', Plan),
    problems('conflict', 'version_conflict'),
    async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await editPlan(c.var.ctx, id, c.req.valid('json')), 200)
    },
  )
  .get(
    '/:id/changes',
    allow('plan.write'),
    byId,
    answers(200, 'Planned, present and former fees and validity, the latest first.', PlanHistory),
    async (c) => c.json(await planHistory(c.var.ctx, c.req.valid('param').id), 200),
  )
  .post(
    '/:id/changes',
    allow('plan.write'),
    byId,
    body(ChangePlan),
    once,
    answers(201, 'Fee and validity hold from that instant on.', Plan),
    problems('version_conflict'),
    async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await changePlan(c.var.ctx, id, c.req.valid('json')), 201)
    },
  )
  .get(
    '/:id/effects',
    allow('plan.write'),
    byId,
    answers(200, 'What stopping or removing it would touch now.', CatalogEffects),
    async (c) => c.json(await planEffects(c.var.ctx, c.req.valid('param').id), 200),
  )
  .post(
    '/:id/removal',
    allow('plan.write'),
    byId,
    body(RemoveEntry),
    answers(204, 'The plan is gone: no order has ever named it.'),
    problems('conflict', 'version_conflict'),
    async (c) => {
      await removePlan(c.var.ctx, c.req.valid('param').id, c.req.valid('json'))
      return c.body(null, 204)
    },
  )

/** Device models, like plans. */
export const deviceModels = new Hono<AppEnv>()
  .get(
    '/',
    allow('plan.read'),
    query(DeviceFilter),
    answers(200, "The device models of the tree's HQ, in the order added.", DevicePage),
    async (c) => c.json(await listDevices(c.var.ctx, c.req.valid('query')), 200),
  )
  .post(
    '/',
    allow('plan.write'),
    body(AddDevice),
    once,
    answers(201, 'The device model is in the catalogue.', Device),
    problems('conflict'),
    async (c) => c.json(await addDevice(c.var.ctx, c.req.valid('json')), 201),
  )
  .put(
    '/:id',
    allow('plan.write'),
    byId,
    body(EditDevice),
    answers(200, 'The device model as it stands now.', Device),
    problems('conflict', 'version_conflict'),
    async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await editDevice(c.var.ctx, id, c.req.valid('json')), 200)
    },
  )
  .get(
    '/:id/changes',
    allow('plan.write'),
    byId,
    answers(200, 'Planned, present and former prices and validity.', DeviceHistory),
    async (c) => c.json(await deviceHistory(c.var.ctx, c.req.valid('param').id), 200),
  )
  .post(
    '/:id/changes',
    allow('plan.write'),
    byId,
    body(ChangeDevice),
    once,
    answers(201, 'Storages, prices and validity hold from that instant on.', Device),
    problems('version_conflict'),
    async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await changeDevice(c.var.ctx, id, c.req.valid('json')), 201)
    },
  )
  .get(
    '/:id/effects',
    allow('plan.write'),
    byId,
    answers(200, 'What stopping or removing it would touch now.', CatalogEffects),
    async (c) => c.json(await deviceEffects(c.var.ctx, c.req.valid('param').id), 200),
  )
  .post(
    '/:id/removal',
    allow('plan.write'),
    byId,
    body(RemoveEntry),
    answers(204, 'The device model is gone: no order has ever named it.'),
    problems('conflict', 'version_conflict'),
    async (c) => {
      await removeDevice(c.var.ctx, c.req.valid('param').id, c.req.valid('json'))
      return c.body(null, 204)
    },
  )
