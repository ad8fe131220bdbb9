import { Hono } from 'hono'
import { OpenCompany } from '../companies/contract.ts'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { body, byId } from '../http/valid.ts'
import { removeCompany } from './removing.ts'

/** Under `/companies`. It stands here because a company's people go with it, and they stand above. */
export const companyRemoval = new Hono<AppEnv>().post(
  '/:id/removal',
  allow('company.remove'),
  byId,
  body(OpenCompany),
  answers(204, 'It is in no list any more; what was written of it keeps its name.'),
  problems('conflict', 'version_conflict'),
  async (c) => {
    await removeCompany(c.var.ctx, c.req.valid('param').id, c.req.valid('json'))
    return c.body(null, 204)
  },
)
