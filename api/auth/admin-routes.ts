import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { byId } from '../http/valid.ts'
import { DeviceList, ResetLink } from './contract.ts'
import { listDevicesOf, revokeDevicesOf } from './devices.ts'
import { resetSecondFactor, unlockPerson } from './helping.ts'
import { makeResetLink } from './password-reset.ts'

const REFUSALS = ['conflict', 'invalid_transition'] as const

/** Under `/users`: how an admin helps a person in, or shows it out. */
export const access = new Hono<AppEnv>()
  .post(
    '/:id/password-reset',
    allow('user.manage'),
    byId,
    answers(201, 'A link that sets a new password once, shown this once.', ResetLink),
    problems(...REFUSALS),
    async (c) => c.json(await makeResetLink(c.var.ctx, c.req.valid('param').id), 201),
  )
  .post(
    '/:id/second-factor-reset',
    allow('user.manage'),
    byId,
    answers(204, 'The person has no second factor any more.'),
    problems(...REFUSALS),
    async (c) => {
      await resetSecondFactor(c.var.ctx, c.req.valid('param').id)
      return c.body(null, 204)
    },
  )
  .post(
    '/:id/unlock',
    allow('user.manage'),
    byId,
    answers(204, 'The person may try to sign in again.'),
    problems(...REFUSALS),
    async (c) => {
      await unlockPerson(c.var.ctx, c.req.valid('param').id)
      return c.body(null, 204)
    },
  )
  .get(
    '/:id/sessions',
    allow('user.manage'),
    byId,
    answers(200, 'The devices that are signed in, the last seen first.', DeviceList),
    async (c) => c.json(await listDevicesOf(c.var.ctx, c.req.valid('param').id), 200),
  )
  .post(
    '/:id/sessions/revocations',
    allow('user.manage'),
    byId,
    answers(204, 'Devices and tokens of the person are refused from their next request on.'),
    problems(...REFUSALS),
    async (c) => {
      await revokeDevicesOf(c.var.ctx, c.req.valid('param').id)
      return c.body(null, 204)
    },
  )
