import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { limitByAddress } from '../http/limit.ts'
import { answers, open, problems } from '../http/notes.ts'
import { once } from '../http/once.ts'
import { body, byId } from '../http/valid.ts'
import { visitorOf } from '../http/visitor.ts'
import { AskPasswordReset, ChangePassword, ResetLink, ResetPassword } from './contract.ts'
import { changePassword } from './password-change.ts'
import { askPasswordReset, makeResetLink, resetPassword } from './password-reset.ts'

/** Requests from one address in ten minutes; the people of a shop share an address. */
export const RESET_REQUESTS_MAX = 10

/** Under `/auth`: for people who forgot their password. */
export const passwords = new Hono<AppEnv>()
  .post(
    '/password-reset-requests',
    open(),
    limitByAddress('password-reset', RESET_REQUESTS_MAX, 600),
    body(AskPasswordReset),
    answers(202, 'If the account has an address, a link is on its way. Always answered alike.'),
    (c) => {
      askPasswordReset(visitorOf(c), c.req.valid('json'))
      return c.body(null, 202)
    },
  )
  .post(
    '/password-resets',
    open(),
    body(ResetPassword),
    answers(204, 'The password is set and every device signed out. Sign in.'),
    problems('gone', 'too_many_requests'),
    async (c) => {
      await resetPassword(visitorOf(c), c.req.valid('json'))
      return c.body(null, 204)
    },
  )

/** Under `/me`. */
export const ownPassword = new Hono<AppEnv>().put(
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

/** Under `/users`: the link that an admin gives to a person. */
export const passwordsOfUsers = new Hono<AppEnv>().post(
  '/:id/password-reset',
  allow('user.manage'),
  byId,
  once,
  answers(201, 'A link that sets a new password once, shown this once.', ResetLink),
  problems('conflict', 'invalid_transition', 'idempotency_secret_shown'),
  async (c) => c.json(await makeResetLink(c.var.ctx, c.req.valid('param').id), 201),
)
