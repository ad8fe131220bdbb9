import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { body, byId } from '../http/valid.ts'
import { EditProfile, Me } from '../users/contract.ts'
import { ChangePassword, DeviceList, RevokeDevices } from './contract.ts'
import { dropTokens } from './cookies.ts'
import { listOwnDevices, revokeDevice, revokeDevices } from './devices.ts'
import { changePassword } from './password-change.ts'
import { changeProfile } from './profile-change.ts'

/** Under `/me`: what a person does about its own way in. */
export const account = new Hono<AppEnv>()
  .put(
    '/profile',
    allow('account.manage'),
    body(EditProfile),
    answers(200, 'The signed-in user as it is now.', Me),
    problems('version_conflict', 'locked'),
    async (c) => c.json(await changeProfile(c.var.ctx, c.req.valid('json')), 200),
  )
  .put(
    '/password',
    allow('account.manage'),
    body(ChangePassword),
    answers(204, 'The password is changed and every other device signed out.'),
    problems('locked'),
    async (c) => {
      await changePassword(c.var.ctx, c.req.valid('json'))
      return c.body(null, 204)
    },
  )
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
