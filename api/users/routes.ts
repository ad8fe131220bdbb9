import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { body } from '../http/valid.ts'
import { EditProfile, Me, PermissionList } from './contract.ts'
import { editProfile } from './profile.ts'
import { explainPermissions, readMe } from './queries.ts'

export const me = new Hono<AppEnv>()
  .get(
    '/',
    allow('me.read'),
    answers(200, 'The signed-in user and what it may do.', Me),
    async (c) => c.json(await readMe(c.var.ctx), 200),
  )
  .get(
    '/permissions',
    allow('me.read'),
    answers(200, 'Every permission: what gives it, or why not.', PermissionList),
    (c) => c.json(explainPermissions(c.var.ctx), 200),
  )
  .put(
    '/profile',
    allow('account.manage'),
    body(EditProfile),
    answers(200, 'The signed-in user as it is now.', Me),
    problems('version_conflict'),
    async (c) => c.json(await editProfile(c.var.ctx, c.req.valid('json')), 200),
  )
