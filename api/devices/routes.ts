import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { body, byId } from '../http/valid.ts'
import { DeviceList, RevokeDevices } from './contract.ts'
import { dropTokens } from './cookies.ts'
import {
  listDevicesOf,
  listOwnDevices,
  revokeDevice,
  revokeDevices,
  revokeDevicesOf,
} from './devices.ts'

/** Under `/me`: the caller's devices. */
export const ownDevices = new Hono<AppEnv>()
  .get(
    '/sessions',
    allow('account.manage'),
    answers(200, 'The devices that are signed in, the last seen first.', DeviceList),
    async (c) => c.json(await listOwnDevices(c.var.ctx), 200),
  )
  .post(
    '/sessions/revocations',
    allow('account.manage'),
    body(RevokeDevices),
    answers(204, 'The devices are signed out from their next request on.'),
    async (c) => {
      const { which } = c.req.valid('json')
      await revokeDevices(c.var.ctx, { which })
      if (which === 'all') dropTokens(c)
      return c.body(null, 204)
    },
  )
  .post(
    '/sessions/:id/revocation',
    allow('account.manage'),
    byId,
    answers(204, 'The device is signed out from its next request on.'),
    async (c) => {
      const { id } = c.req.valid('param')
      await revokeDevice(c.var.ctx, id)
      if (id === c.var.ctx.actor.sessionId) dropTokens(c)
      return c.body(null, 204)
    },
  )

/** Under `/users`: a person's devices, which an admin may see and sign out. */
export const devicesOfUsers = new Hono<AppEnv>()
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
    problems('conflict', 'invalid_transition'),
    async (c) => {
      await revokeDevicesOf(c.var.ctx, c.req.valid('param').id)
      return c.body(null, 204)
    },
  )
