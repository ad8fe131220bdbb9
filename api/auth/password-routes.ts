import { Hono } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { limitByAddress } from '../http/limit.ts'
import { answers, open, problems } from '../http/notes.ts'
import { body } from '../http/valid.ts'
import { visitorOf } from '../http/visitor.ts'
import { AskPasswordReset, ResetPassword } from './contract.ts'
import { askPasswordReset, resetPassword } from './password-reset.ts'

/** Requests from one address in ten minutes: a shop's people share one. */
export const RESET_REQUESTS_MAX = 10

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
    problems('gone'),
    async (c) => {
      await resetPassword(visitorOf(c), c.req.valid('json'))
      return c.body(null, 204)
    },
  )
