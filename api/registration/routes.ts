import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { AppError } from '../errors.ts'
import type { AppEnv } from '../http/env.ts'
import { limitByAddress } from '../http/limit.ts'
import { answers, noted, open, problems } from '../http/notes.ts'
import { body, query } from '../http/valid.ts'
import { visitorOf } from '../http/visitor.ts'
import { acceptInvitation } from './accepting.ts'
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
import { reapply } from './reapplying.ts'
import { signUpCompany, signUpStaff } from './sign-up.ts'

/** Codes are short enough to be guessed, so that few may be tried; an hour's sign-ups share a count. */
export const LOOK_UPS_MAX = 20
export const SIGN_UPS_MAX = 20
const INVITATIONS_MAX = 60
const TEN_MINUTES = 600
const HOUR = 3_600

const fewSignUps = limitByAddress('sign-up', SIGN_UPS_MAX, HOUR)
const fewInvitations = limitByAddress('invitation', INVITATIONS_MAX, TEN_MINUTES)

/** Where no token is configured the address does not exist, whatever was sent to it. */
const whereConfigured = noted(
  createMiddleware<AppEnv>(async (c, next) => {
    if (!c.env.platform.settings.bootstrapToken)
      throw new AppError('not_found', 'There is no such address.')
    await next()
  }),
  { problems: ['not_found'] },
)

/** How people and companies come in: by a code, a link or the operator's token. Nobody is signed in yet. */
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
    fewInvitations,
    body(ReadInvitation),
    answers(200, 'Who invites, and as what.', ShownInvitation),
    problems('not_found'),
    async (c) => c.json(await showInvitation(visitorOf(c), c.req.valid('json').token), 200),
  )
  .post(
    '/invitation/acceptance',
    open(),
    fewInvitations,
    body(AcceptInvitation),
    answers(201, 'The person is approved and may sign in.', Applied),
    problems('not_found', 'conflict'),
    async (c) => c.json(await acceptInvitation(visitorOf(c), c.req.valid('json')), 201),
  )
