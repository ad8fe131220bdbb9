import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers } from '../http/notes.ts'
import { SecondFactor } from './contract.ts'
import { readFactor } from './queries.ts'

export const secondFactor = new Hono<AppEnv>().get(
  '/second-factor',
  allow('account.manage'),
  answers(200, 'Whether a second factor is held and asked for.', SecondFactor),
  async (c) => c.json(await readFactor(c.var.ctx), 200),
)
