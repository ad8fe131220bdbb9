import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import { cachedJson } from '../http/cached.ts'
import type { AppEnv } from '../http/env.ts'
import { keepFinished } from '../http/keep-finished.ts'
import { answers, problems } from '../http/notes.ts'
import { once } from '../http/once.ts'
import { body, byId, PRICE_VALUES_MAX, query } from '../http/valid.ts'
import { askQuote, quotedUnder } from './ask-quote.ts'
import { passAllOn, publishPolicy, publishVersion, setAgencyRates } from './commands.ts'
import {
  AskQuote,
  Difference,
  DifferenceQuery,
  EditPolicy,
  EventFilter,
  EventPage,
  PassAllOn,
  PolicyCountFilter,
  PolicyCounts,
  PolicyDetail,
  PolicyFilter,
  PolicyPage,
  PublishedPolicy,
  PublishPolicy,
  PublishVersion,
  Quote,
  SetAgencyRates,
  SetTargets,
  WithdrawPolicy,
} from './contract.ts'
import { differenceOf } from './differences.ts'
import { editPolicy, setTargets, withdrawPolicy } from './edit-policy.ts'
import { listEvents } from './events.ts'
import { listedUnder, policyListing } from './list-policies.ts'
import { countPolicies, policyDetail } from './queries.ts'
import { RateSheet } from './rate-contract.ts'
import { rateSheet } from './rate-sheet.ts'

const PRICES = { valuesMax: PRICE_VALUES_MAX }

export const policies = new Hono<AppEnv>()
  .get(
    '/',
    allow('policy.read'),
    query(PolicyFilter),
    answers(200, 'The policies that the caller may see, newest first.', PolicyPage),
    answers(304, 'The list is still the one of this ETag.'),
    keepFinished(listedUnder),
    async (c) => cachedJson<PolicyPage>(c, await policyListing(c.var.ctx, c.req.valid('query'))),
  )
  .post(
    '/',
    allow('policy.publish'),
    body(PublishPolicy, PRICES),
    once,
    answers(201, 'The policy is published and its companies are told.', PublishedPolicy),
    problems('conflict', 'approval_required'),
    async (c) => c.json(await publishPolicy(c.var.ctx, c.req.valid('json')), 201),
  )
  .get(
    '/counts',
    allow('policy.read'),
    query(PolicyCountFilter),
    answers(200, 'How many of them there are by state.', PolicyCounts),
    async (c) => c.json(await countPolicies(c.var.ctx, c.req.valid('query')), 200),
  )
  .get(
    '/:id',
    allow('policy.read'),
    byId,
    answers(200, 'The policy with what this viewer may see of its prices.', PolicyDetail),
    problems('not_found'),
    async (c) => c.json(await policyDetail(c.var.ctx, c.req.param('id')), 200),
  )
  .post(
    '/:id/versions',
    allow('policy.publish'),
    byId,
    body(PublishVersion, PRICES),
    once,
    answers(201, 'A new version is in force; open orders keep theirs.', PublishedPolicy),
    problems(
      'not_found',
      'conflict',
      'version_conflict',
      'invalid_transition',
      'approval_required',
    ),
    async (c) =>
      c.json(await publishVersion(c.var.ctx, c.req.param('id'), c.req.valid('json')), 201),
  )
  .put(
    '/:id',
    allow('policy.publish'),
    byId,
    body(EditPolicy),
    answers(200, 'What may change after the publication is changed and recorded.', PolicyDetail),
    problems('not_found', 'version_conflict', 'invalid_transition', 'conflict'),
    async (c) => c.json(await editPolicy(c.var.ctx, c.req.param('id'), c.req.valid('json')), 200),
  )
  .put(
    '/:id/targets',
    allow('policy.target'),
    byId,
    body(SetTargets),
    answers(
      200,
      'The policy reaches these companies from now on; new ones are told.',
      PolicyDetail,
    ),
    problems('not_found', 'version_conflict', 'invalid_transition'),
    async (c) => c.json(await setTargets(c.var.ctx, c.req.param('id'), c.req.valid('json')), 200),
  )
  .get(
    '/:id/events',
    allow('policy.history'),
    byId,
    query(EventFilter),
    answers(200, 'What has happened to the policy, newest first.', EventPage),
    problems('not_found'),
    async (c) => c.json(await listEvents(c.var.ctx, c.req.param('id'), c.req.valid('query')), 200),
  )
  .get(
    '/:id/differences',
    allow('policy.read'),
    byId,
    query(DifferenceQuery),
    answers(
      200,
      'What differs between two versions, as far as it is the viewer’s own.',
      Difference,
    ),
    problems('not_found'),
    async (c) =>
      c.json(await differenceOf(c.var.ctx, c.req.param('id'), c.req.valid('query')), 200),
  )
  .post(
    '/:id/withdrawal',
    allow('policy.publish'),
    byId,
    body(WithdrawPolicy),
    answers(200, 'No new orders; open ones finish under their version.', PolicyDetail),
    problems('not_found', 'version_conflict', 'invalid_transition'),
    async (c) =>
      c.json(await withdrawPolicy(c.var.ctx, c.req.param('id'), c.req.valid('json')), 200),
  )
  .put(
    '/:id/agency-rates',
    allow('policy.price'),
    byId,
    body(SetAgencyRates, PRICES),
    answers(200, "The agency's own prices are in force for orders from now on.", PolicyDetail),
    problems('not_found', 'version_conflict'),
    async (c) =>
      c.json(await setAgencyRates(c.var.ctx, c.req.param('id'), c.req.valid('json')), 200),
  )
  .post(
    '/:id/passing-on',
    allow('policy.price'),
    byId,
    body(PassAllOn),
    answers(201, "The agency's shops get all that HQ pays it, from now on.", PolicyDetail),
    problems('not_found', 'version_conflict'),
    async (c) => c.json(await passAllOn(c.var.ctx, c.req.param('id'), c.req.valid('json')), 201),
  )

/** What a shop can earn now, for looking rates up. */
export const rates = new Hono<AppEnv>().get(
  '/',
  allow('quote.ask'),
  answers(200, 'Every rate that this shop can earn now.', RateSheet),
  async (c) => c.json(await rateSheet(c.var.ctx), 200),
)

export const quotes = new Hono<AppEnv>().post(
  '/',
  allow('quote.ask'),
  body(AskQuote),
  answers(
    200,
    'What the order would earn this shop, and what it would leave of its budget.',
    Quote,
  ),
  problems('not_found', 'not_priced', 'policy_unread'),
  keepFinished(quotedUnder),
  async (c) => c.json(await askQuote(c.var.ctx, c.req.valid('json')), 200),
)
