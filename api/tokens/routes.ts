import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { once } from '../http/once.ts'
import { body, byId } from '../http/valid.ts'
import { createToken, revokeToken } from './commands.ts'
import { ApiTokenList, CreateApiToken, CreatedApiToken } from './contract.ts'
import { listTokens } from './list-tokens.ts'

/** Under `/me/tokens`. */
export const tokens = new Hono<AppEnv>()
  .get(
    '/',
    allow('account.manage'),
    answers(200, 'The tokens that were not revoked, the newest first.', ApiTokenList),
    async (c) => c.json(await listTokens(c.var.ctx), 200),
  )
  .post(
    '/',
    allow('account.manage'),
    body(CreateApiToken),
    once,
    answers(201, 'The token; its secret is shown this once.', CreatedApiToken),
    problems('conflict', 'idempotency_secret_shown'),
    async (c) => c.json(await createToken(c.var.ctx, c.req.valid('json')), 201),
  )
  .post(
    '/:id/revocation',
    allow('account.manage'),
    byId,
    answers(204, "The token is refused from the program's next request on."),
    async (c) => {
      await revokeToken(c.var.ctx, c.req.valid('param').id)
      return c.body(null, 204)
    },
  )
