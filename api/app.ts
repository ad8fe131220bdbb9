import { Hono } from 'hono'
import type { RouterRoute } from 'hono/types'
import { jobsDoor } from '#jobs/http.ts'
import { attachments, attachmentUploads } from './attachments/routes.ts'
import { audit } from './audit/routes.ts'
import { account } from './auth/account-routes.ts'
import { access } from './auth/admin-routes.ts'
import { companyEnding, suspension } from './auth/ending-routes.ts'
import { myFactor } from './auth/factor-routes.ts'
import { auth } from './auth/routes.ts'
import { catalog } from './catalog/catalog-routes.ts'
import { deviceModels, plans } from './catalog/routes.ts'
import { companies } from './companies/routes.ts'
import { dashboard } from './dashboards/routes.ts'
import { devicesOfUsers, ownDevices } from './devices/routes.ts'
import { drafts } from './drafts/routes.ts'
import { exports } from './exports/routes.ts'
import { secondFactor } from './factors/routes.ts'
import { groups } from './groups/routes.ts'
import { allow } from './http/allow.ts'
import { enter } from './http/enter.ts'
import type { AppEnv } from './http/env.ts'
import { failure, noAddress } from './http/failure.ts'
import { guard } from './http/guard.ts'
import { BODY_BYTES_MAX, bytesMaxAt, jsonOnly } from './http/json-only.ts'
import { answers, problems } from './http/notes.ts'
import { limitByPerson, limitOpenRoutes } from './http/rate.ts'
import { reference } from './http/reference.ts'
import { system } from './http/system.ts'
import { routedPath } from './http/v1-address.ts'
import { impact } from './impact/routes.ts'
import { notices } from './notices/routes.ts'
import { notifications } from './notifications/routes.ts'
import { documentOf } from './openapi.ts'
import { attachmentFiles } from './orders/attachment-routes.ts'
import { orders, tracking } from './orders/routes.ts'
import { packageRoutes } from './packages/routes.ts'
import { ownPassword, passwords, passwordsOfUsers } from './passwords/routes.ts'
import { paymentRoutes } from './payments/routes.ts'
import { policies, quotes, rates } from './policies/routes.ts'
import { prices } from './prices/routes.ts'
import { reach } from './reach/routes.ts'
import { rebates } from './rebates/routes.ts'
import { invitations } from './registration/invitation-routes.ts'
import { registration } from './registration/routes.ts'
import { search } from './search/routes.ts'
import { serviceSessionRoutes } from './service-sessions/routes.ts'
import { serviceTypeRoutes } from './services/routes.ts'
import { settlements } from './settlements/routes.ts'
import { tokens } from './tokens/routes.ts'
import { uploads } from './uploads/routes.ts'
import { users } from './users/people-routes.ts'
import { me } from './users/routes.ts'
import { v1 } from './v1/routes.ts'
import { v1UsageReport } from './v1/usage-routes.ts'

const v2 = new Hono<AppEnv>()
  .use(
    '/auth/*',
    limitOpenRoutes,
    jsonOnly(() => BODY_BYTES_MAX.open),
  )
  .use('/track/*', limitOpenRoutes)
  .use(
    '/registration/*',
    limitOpenRoutes,
    jsonOnly(() => BODY_BYTES_MAX.open),
  )
  .route('/auth', auth)
  .route('/auth', passwords)
  .route('/track', tracking)
  .route('/registration', registration)
  // The routes below this line require a sign-in.
  .use(enter)
  // A socket is one request that stays open; it has limits of its own.
  .get(
    '/live',
    allow('live.listen'),
    answers(101, 'A WebSocket that says what changed: type and id, never data.'),
    problems('upgrade_required', 'too_many_requests'),
    (c) => c.env.live(c),
  )
  .use(limitByPerson)
  // Files come before the line that requires JSON.
  .route('/uploads', uploads)
  .use(jsonOnly(bytesMaxAt))
  .route('/me', me)
  .route('/me', secondFactor)
  .route('/me', myFactor)
  .route('/me', account)
  .route('/me', ownDevices)
  .route('/me', ownPassword)
  .route('/me/tokens', tokens)
  .route('/companies', companies)
  .route('/companies', companyEnding)
  .route('/users', users)
  .route('/users', access)
  .route('/users', devicesOfUsers)
  .route('/users', passwordsOfUsers)
  .route('/users', suspension)
  .route('/invitations', invitations)
  // Before `/policies/:id`.
  .route('/policies/drafts', drafts)
  .route('/policies/groups', groups)
  .route('/impacts', impact)
  .route('/plans', plans)
  .route('/devices', deviceModels)
  .route('/catalog', catalog)
  .route('/prices', prices)
  .route('/policies', policies)
  .route('/policies', reach)
  .route('/quotes', quotes)
  .route('/rates', rates)
  .route('/rebates', rebates)
  .route('/orders', orders)
  .route('/attachments', attachments)
  .route('/attachments', attachmentFiles)
  .route('/settlements', settlements)
  .route('/service-types', serviceTypeRoutes)
  .route('/payments', paymentRoutes)
  .route('/packages', packageRoutes)
  .route('/service-sessions', serviceSessionRoutes)
  .route('/notices', notices)
  .route('/notifications', notifications)
  .route('/exports', exports)
  .route('/audit', audit)
  .route('/dashboard', dashboard)
  .route('/search', search)
  .route('/v1-usage', v1UsageReport)

/** Every route of the product with its inputs and answers; the site's calls are typed by it. */
export type ApiRoutes = typeof v2

/** The whole API on one screen. Error handlers are set only here: another one would hide the notes of its routes. */
export const app = new Hono<AppEnv>({ getPath: routedPath })
  .onError(failure)
  .notFound(noAddress)
  .use(guard)
  .route('/', system)
  .route('/api/v2', v2)
  .route('/api/v1', v1)
  .route('/api/jobs', jobsDoor)
  .route('/api/uploads', attachmentUploads)
  .route(
    '/api',
    reference((release) => documentOf(allRoutes(), release)),
  )

/** A separate function, so that the type of `app` does not depend on itself. */
function allRoutes(): RouterRoute[] {
  return app.routes
}
