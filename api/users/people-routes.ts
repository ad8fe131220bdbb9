import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { body, byId, query } from '../http/valid.ts'
import { approveUser, reinstateUser, rejectUser } from './admission.ts'
import {
  ApproveUser,
  ChangeGrants,
  ChangeRole,
  RejectUser,
  UserFilter,
  UserItem,
  UserPage,
} from './contract.ts'
import { listUsers, userFor } from './list-users.ts'
import { changeGrants, changeRole } from './rights.ts'

const REFUSALS = ['conflict', 'version_conflict', 'invalid_transition'] as const

export const users = new Hono<AppEnv>()
  .get(
    '/',
    allow('user.read'),
    query(UserFilter),
    answers(200, 'The people in scope: those who wait first, then as they came.', UserPage),
    async (c) => c.json(await listUsers(c.var.ctx, c.req.valid('query')), 200),
  )
  .get(
    '/:id',
    allow('user.read'),
    byId,
    answers(200, 'The person, and what may be decided about it now.', UserItem),
    async (c) => c.json(await userFor(c.var.ctx, c.req.valid('param').id), 200),
  )
  .post(
    '/:id/approval',
    allow('user.approve'),
    byId,
    body(ApproveUser),
    answers(200, 'The person may sign in; a first admin opens its company.', UserItem),
    problems(...REFUSALS),
    async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await approveUser(c.var.ctx, id, c.req.valid('json')), 200)
    },
  )
  .post(
    '/:id/rejection',
    allow('user.approve'),
    byId,
    body(RejectUser),
    answers(200, 'The person reads the reason and may apply again.', UserItem),
    problems(...REFUSALS),
    async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await rejectUser(c.var.ctx, id, c.req.valid('json')), 200)
    },
  )
  .post(
    '/:id/reinstatement',
    allow('user.manage'),
    byId,
    body(ApproveUser),
    answers(200, 'The person may sign in again.', UserItem),
    problems(...REFUSALS),
    async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await reinstateUser(c.var.ctx, id, c.req.valid('json')), 200)
    },
  )
  .post(
    '/:id/role',
    allow('user.manage'),
    byId,
    body(ChangeRole),
    answers(200, "The role holds from the person's next request on.", UserItem),
    problems(...REFUSALS),
    async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await changeRole(c.var.ctx, id, c.req.valid('json')), 200)
    },
  )
  .put(
    '/:id/grants',
    allow('user.manage'),
    byId,
    body(ChangeGrants),
    answers(200, 'The person holds exactly these grants.', UserItem),
    problems(...REFUSALS),
    async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await changeGrants(c.var.ctx, id, c.req.valid('json')), 200)
    },
  )
