import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers } from '../http/notes.ts'
import { Me, PermissionList } from './contract.ts'
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
