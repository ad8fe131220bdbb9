import { Hono } from 'hono'
import type { RouterRoute } from 'hono/types'
import { jobsDoor } from '#jobs/http.ts'
import { audit } from './audit/routes.ts'
import { account } from './auth/account-routes.ts'
import { access } from './auth/admin-routes.ts'
import { myFactor } from './auth/factor-routes.ts'
import { passwords } from './auth/password-routes.ts'
import { auth } from './auth/routes.ts'
import { catalog } from './catalog/routes.ts'
import { companies } from './companies/routes.ts'
import { dashboard } from './dashboards/routes.ts'
import { AppError } from './errors.ts'
import { exports } from './exports/routes.ts'
import { secondFactor } from './factors/routes.ts'
import { allow } from './http/allow.ts'
import { enter } from './http/enter.ts'
import type { AppEnv } from './http/env.ts'
import { failure, problem } from './http/failure.ts'
import { guard } from './http/guard.ts'
import { answers } from './http/notes.ts'
import { reference } from './http/reference.ts'
import { system } from './http/system.ts'
import { jsonOnly } from './http/valid.ts'
import { notifications } from './notifications/routes.ts'
import { documentOf } from './openapi.ts'
import { orders, tracking } from './orders/routes.ts'
import { policies, quotes } from './policies/routes.ts'
import { rebates } from './rebates/routes.ts'
import { invitations } from './registration/invitation-routes.ts'
import { registration } from './registration/routes.ts'
import { settlements } from './settlements/routes.ts'
import { tokens } from './tokens/routes.ts'
import { users } from './users/people-routes.ts'
import { companyRemoval } from './users/removal-routes.ts'
import { me } from './users/routes.ts'

const v2 = new Hono<AppEnv>()
  .use(jsonOnly)
  .route('/auth', auth)
  .route('/auth', passwords)
  .route('/track', tracking)
  .route('/registration', registration)
  // Below this line somebody is signed in.
  .use(enter)
  .route('/me', me)
  .route('/me', secondFactor)
  .route('/me', myFactor)
  .route('/me', account)
  .route('/me/tokens', tokens)
  .route('/companies', companies)
  .route('/companies', companyRemoval)
  .route('/users', users)
  .route('/users', access)
  .route('/invitations', invitations)
  .route('/', catalog)
  .route('/policies', policies)
  .route('/quotes', quotes)
  .route('/rebates', rebates)
  .route('/orders', orders)
  .route('/settlements', settlements)
  .route('/notifications', notifications)
  .route('/exports', exports)
  .route('/audit', audit)
  .route('/dashboard', dashboard)
  .get(
    '/live',
    allow('live.listen'),
    answers(101, 'A WebSocket that says what changed: type and id, never data.'),
    (c) => c.env.live(c),
  )

/** The whole API on one screen. Only this file sets error handlers, so that notes stay readable. */
export const app = new Hono<AppEnv>()
  .onError(failure)
  .notFound((c) => problem(c, new AppError('not_found', 'There is no such address.')))
  .use(guard)
  .route('/', system)
  .route('/api/v2', v2)
  .route('/api/jobs', jobsDoor)
  .route(
    '/api',
    reference((release) => documentOf(allRoutes(), release)),
  )

/** A function of its own, so that the type of `app` does not depend on itself. */
function allRoutes(): RouterRoute[] {
  return app.routes
}
