import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { byId } from '../http/valid.ts'
import { resetSecondFactor, unlockPerson } from './help-person.ts'

const REFUSALS = ['conflict', 'invalid_transition'] as const

/** Under `/users`: how an admin helps a person sign in again. */
export const access = new Hono<AppEnv>()
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
