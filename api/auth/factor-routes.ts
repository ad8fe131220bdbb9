import { Hono } from 'hono'
import { ConfirmFactor, Enrolment, RecoveryCodes, RemoveFactor } from '../factors/contract.ts'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { body } from '../http/valid.ts'
import { StepUp } from './contract.ts'
import {
  confirmEnrolment,
  enrol,
  removeFactor,
  replaceRecoveryCodes,
  stepUp,
} from './factor-commands.ts'

export const myFactor = new Hono<AppEnv>()
  .post(
    '/second-factor',
    allow('account.manage'),
    answers(200, 'A new secret for an authenticator app; confirm it with a code.', Enrolment),
    problems('conflict'),
    async (c) => c.json(await enrol(c.var.ctx), 200),
  )
  .post(
    '/second-factor/confirmation',
    allow('account.manage'),
    body(ConfirmFactor),
    answers(200, 'The factor counts. Recovery codes, shown this once.', RecoveryCodes),
    problems('conflict', 'wrong_code'),
    async (c) => c.json(await confirmEnrolment(c.var.ctx, c.req.valid('json')), 200),
  )
  .post(
    '/second-factor/recovery-codes',
    allow('account.manage'),
    body(ConfirmFactor),
    answers(200, 'New recovery codes for a code of the app; the old ones end.', RecoveryCodes),
    problems('conflict', 'wrong_code', 'locked'),
    async (c) => c.json(await replaceRecoveryCodes(c.var.ctx, c.req.valid('json')), 200),
  )
  .post(
    '/second-factor/removal',
    allow('account.manage'),
    body(RemoveFactor),
    answers(204, 'The factor is gone; where the rule asks for one, another is owed.'),
    problems('conflict', 'wrong_code', 'locked'),
    async (c) => {
      await removeFactor(c.var.ctx, c.req.valid('json'))
      return c.body(null, 204)
    },
  )
  .post(
    '/step-up',
    allow('account.manage'),
    body(StepUp),
    answers(204, 'The factor was shown; what asks for a fresh proof is open for a while.'),
    problems('conflict', 'wrong_code', 'locked'),
    async (c) => {
      await stepUp(c.var.ctx, c.req.valid('json'))
      return c.body(null, 204)
    },
  )
