import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { body } from '../http/valid.ts'
import { EditProfile, Me } from '../users/contract.ts'
import { changeProfile } from './profile-change.ts'

/** Under `/me`: name and contact details of the signed-in person. */
export const account = new Hono<AppEnv>().put(
  '/profile',
  allow('account.manage'),
  body(EditProfile),
  answers(200, 'The signed-in user as it is now.', Me),
  problems('version_conflict', 'locked'),
  async (c) => c.json(await changeProfile(c.var.ctx, c.req.valid('json')), 200),
)
