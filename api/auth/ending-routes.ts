import { Hono } from 'hono'
import { CloseCompany, CompanyDetail, OpenCompany } from '../companies/contract.ts'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { body, byId } from '../http/valid.ts'
import { RejectUser, UserItem } from '../users/contract.ts'
import { dissolveCompany, shutCompany, suspendPerson } from './end-access.ts'

/** Under `/users`. */
export const suspension = new Hono<AppEnv>().post(
  '/:id/suspension',
  allow('user.manage'),
  byId,
  body(RejectUser),
  answers(
    200,
    'The person is refused from its next request on; its sessions and tokens end.',
    UserItem,
  ),
  problems('conflict', 'version_conflict', 'invalid_transition'),
  async (c) => {
    const { id } = c.req.valid('param')
    return c.json(await suspendPerson(c.var.ctx, id, c.req.valid('json')), 200)
  },
)

/** Under `/companies`. */
export const companyEnding = new Hono<AppEnv>()
  .post(
    '/:id/closing',
    allow('company.close'),
    byId,
    body(CloseCompany),
    answers(
      200,
      'Nobody of it or below it is let in any more; their sessions and tokens end.',
      CompanyDetail,
    ),
    problems('conflict', 'version_conflict', 'invalid_transition'),
    async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await shutCompany(c.var.ctx, id, c.req.valid('json')), 200)
    },
  )
  .post(
    '/:id/removal',
    allow('company.remove'),
    byId,
    body(OpenCompany),
    answers(204, 'It is in no list any more; what was written of it keeps its name.'),
    problems('conflict', 'version_conflict'),
    async (c) => {
      await dissolveCompany(c.var.ctx, c.req.valid('param').id, c.req.valid('json'))
      return c.body(null, 204)
    },
  )
