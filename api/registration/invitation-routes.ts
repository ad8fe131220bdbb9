import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { once } from '../http/once.ts'
import { body, byId, query } from '../http/valid.ts'
import { InvitationFilter, InvitationPage, Invite, Invited } from './contract.ts'
import { invite, revokeInvitation } from './invite.ts'
import { listInvitations } from './queries.ts'

export const invitations = new Hono<AppEnv>()
  .get(
    '/',
    allow('user.invite'),
    query(InvitationFilter),
    answers(200, 'The invitations to companies in scope, the newest first.', InvitationPage),
    async (c) => c.json(await listInvitations(c.var.ctx, c.req.valid('query')), 200),
  )
  .post(
    '/',
    allow('user.invite'),
    body(Invite),
    once,
    answers(201, 'The link, shown this once.', Invited),
    problems('not_found', 'conflict', 'idempotency_secret_shown'),
    async (c) => c.json(await invite(c.var.ctx, c.req.valid('json')), 201),
  )
  .post(
    '/:id/revocation',
    allow('user.invite'),
    byId,
    answers(204, 'The link opens nothing any more.'),
    problems('invalid_transition'),
    async (c) => {
      await revokeInvitation(c.var.ctx, c.req.valid('param').id)
      return c.body(null, 204)
    },
  )
