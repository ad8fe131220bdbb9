import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { AppError } from '../errors.ts'
import type { AppEnv } from '../http/env.ts'
import { limitByAddress } from '../http/limit.ts'
import { answers, noted, open, problems } from '../http/notes.ts'
import { body, query } from '../http/valid.ts'
import { visitorOf } from '../http/visitor.ts'
import { acceptInvitation } from './accept-invitation.ts'
import {
  AcceptInvitation,
  Applied,
  FindParent,
  FoundParent,
  ReadInvitation,
  Reapply,
  ShownInvitation,
  SignUpCompany,
  SignUpHeadquarters,
  SignUpStaff,
} from './contract.ts'
import { signUpHeadquarters } from './headquarters.ts'
import { showInvitation } from './invitation.ts'
import { showParent } from './parent.ts'
import { reapply } from './reapply.ts'
import { signUpCompany, signUpStaff } from './sign-up.ts'

/**
 * Limits per address. Codes are short enough to guess, so few look-ups are allowed; all sign-ups of an hour
 * share one count.
 */
export const LOOK_UPS_MAX = 20
export const SIGN_UPS_MAX = 20
const TEN_MINUTES = 600
const HOUR = 3_600

const fewSignUps = limitByAddress('sign-up', SIGN_UPS_MAX, HOUR)

/** Without a configured token the address does not exist, for any request. */
const whereConfigured = noted(
  createMiddleware<AppEnv>(async (c, next) => {
    if (!c.env.platform.settings.bootstrapToken)
      throw new AppError('not_found', 'There is no such address.')
    await next()
  }),
  { problems: ['not_found'] },
)

/** Joining by a code, a link or the operator's token, all without a session. */
export const registration = new Hono<AppEnv>()
  .get(
    '/parent',
    open(),
    limitByAddress('company-code', LOOK_UPS_MAX, TEN_MINUTES),
    query(FindParent),
    answers(200, 'The company at work that has exactly this code.', FoundParent),
    problems('not_found'),
    async (c) => c.json(await showParent(visitorOf(c), c.req.valid('query').code), 200),
  )
  .post(
    '/companies',
    open(),
    fewSignUps,
    body(SignUpCompany),
    answers(201, 'The company and its first admin wait for approval.', Applied),
    problems('not_found', 'conflict'),
    async (c) => c.json(await signUpCompany(visitorOf(c), c.req.valid('json')), 201),
  )
  .post(
    '/staff',
    open(),
    fewSignUps,
    body(SignUpStaff),
    answers(201, 'The person waits for the approval of an admin.', Applied),
    problems('not_found', 'conflict'),
    async (c) => c.json(await signUpStaff(visitorOf(c), c.req.valid('json')), 201),
  )
  .post(
    '/headquarters',
    open(),
    whereConfigured,
    fewSignUps,
    body(SignUpHeadquarters),
    answers(201, 'The headquarters and its first admin are at work.', Applied),
    problems('forbidden', 'conflict', 'gone'),
    async (c) => c.json(await signUpHeadquarters(visitorOf(c), c.req.valid('json')), 201),
  )
  .post(
    '/reapplications',
    open(),
    body(Reapply),
    answers(204, 'The person waits for a decision again.'),
    problems('unauthenticated', 'locked'),
    async (c) => {
      await reapply(visitorOf(c), c.req.valid('json'))
      return c.body(null, 204)
    },
  )
  .post(
    '/invitation',
    open(),
    body(ReadInvitation),
    answers(200, 'Who invites, and as what.', ShownInvitation),
    problems('not_found', 'too_many_requests'),
    async (c) => c.json(await showInvitation(visitorOf(c), c.req.valid('json').token), 200),
  )
  .post(
    '/invitation/acceptance',
    open(),
    body(AcceptInvitation),
    answers(201, 'The person is approved and may sign in.', Applied),
    problems('not_found', 'conflict', 'too_many_requests'),
    async (c) => c.json(await acceptInvitation(visitorOf(c), c.req.valid('json')), 201),
  )
