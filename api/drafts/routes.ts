import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { once } from '../http/once.ts'
import { body, byId, PRICE_VALUES_MAX, query } from '../http/valid.ts'
import { PolicyDetail } from '../policies/contract.ts'
import { approvalFor, approveDraft, declineDraft, requestApproval } from './approve.ts'
import { beginDraft, deleteDraft, saveStep } from './commands.ts'
import {
  Approval,
  ApproveDraft,
  BeginDraft,
  DeclineDraft,
  Draft,
  DraftFilter,
  DraftPage,
  DraftSuccession,
  Overlaps,
  PreviewQuery,
  PublishDraft,
  RequestApproval,
  SaveActivation,
  SavedDraft,
  SaveForm,
  SavePrices,
  SaveTargets,
  SaveTerms,
} from './contract.ts'
import { draftOverlaps } from './overlaps.ts'
import { previewOf } from './preview.ts'
import { publishDraft } from './publish-draft.ts'
import { draftDetail, listDrafts } from './queries.ts'
import { draftSuccession } from './succession.ts'

const saved = answers(
  200,
  'The step is stored as far as it is typed. Steps with a newer version than the caller knows are others’.',
  SavedDraft,
)
/** `version_conflict` names who saved the step first, and holds their step as `current`. */
const refusals = problems('not_found', 'gone', 'version_conflict')

/** Under `/policies/drafts`. */
export const drafts = new Hono<AppEnv>()
  .get(
    '/',
    allow('policy.draft'),
    query(DraftFilter),
    answers(200, 'The drafts of the headquarters, newest first.', DraftPage),
    async (c) => c.json(await listDrafts(c.var.ctx, c.req.valid('query')), 200),
  )
  .post(
    '/',
    allow('policy.draft'),
    body(BeginDraft),
    once,
    answers(
      201,
      'A draft: empty, a copy of a policy, what succeeds one, or its next version.',
      Draft,
    ),
    problems('not_found', 'conflict'),
    async (c) => c.json(await beginDraft(c.var.ctx, c.req.valid('json')), 201),
  )
  .get(
    '/:id',
    allow('policy.draft'),
    byId,
    answers(200, 'The draft with the content of its five steps.', Draft),
    problems('not_found', 'gone'),
    async (c) => c.json(await draftDetail(c.var.ctx, c.req.param('id')), 200),
  )
  .get(
    '/:id/overlaps',
    allow('policy.draft'),
    byId,
    answers(
      200,
      'Policies that can take the same orders as the draft would, to be accepted in step 5.',
      Overlaps,
    ),
    problems('not_found', 'gone'),
    async (c) => c.json(await draftOverlaps(c.var.ctx, c.req.param('id')), 200),
  )
  .get(
    '/:id/succession',
    allow('policy.draft'),
    byId,
    answers(
      200,
      'What publishing the draft does to the policy that it follows, and whom it leaves without a price.',
      DraftSuccession,
    ),
    problems('not_found', 'gone'),
    async (c) => c.json(await draftSuccession(c.var.ctx, c.req.param('id')), 200),
  )
  .delete(
    '/:id',
    allow('policy.draft'),
    byId,
    answers(204, 'The draft is deleted; nothing else was written for it.'),
    problems('not_found', 'gone'),
    async (c) => {
      await deleteDraft(c.var.ctx, c.req.param('id'))
      return c.body(null, 204)
    },
  )
  .patch(
    '/:id/steps/targets',
    allow('policy.draft'),
    byId,
    body(SaveTargets),
    saved,
    refusals,
    async (c) =>
      c.json(await saveStep(c.var.ctx, c.req.param('id'), 'targets', c.req.valid('json')), 200),
  )
  .patch(
    '/:id/steps/form',
    allow('policy.draft'),
    byId,
    body(SaveForm),
    saved,
    refusals,
    async (c) =>
      c.json(await saveStep(c.var.ctx, c.req.param('id'), 'form', c.req.valid('json')), 200),
  )
  .patch(
    '/:id/steps/prices',
    allow('policy.draft'),
    byId,
    body(SavePrices, { valuesMax: PRICE_VALUES_MAX }),
    saved,
    refusals,
    async (c) =>
      c.json(await saveStep(c.var.ctx, c.req.param('id'), 'prices', c.req.valid('json')), 200),
  )
  .patch(
    '/:id/steps/terms',
    allow('policy.draft'),
    byId,
    body(SaveTerms),
    saved,
    refusals,
    async (c) =>
      c.json(await saveStep(c.var.ctx, c.req.param('id'), 'terms', c.req.valid('json')), 200),
  )
  .patch(
    '/:id/steps/activation',
    allow('policy.draft'),
    byId,
    body(SaveActivation),
    saved,
    refusals,
    async (c) =>
      c.json(await saveStep(c.var.ctx, c.req.param('id'), 'activation', c.req.valid('json')), 200),
  )
  .post(
    '/:id/publication',
    allow('policy.publish'),
    byId,
    body(PublishDraft),
    once,
    answers(
      201,
      'The policy or its next version is published, and the draft is gone.',
      PolicyDetail,
    ),
    problems(
      'not_found',
      'gone',
      'conflict',
      'version_conflict',
      'invalid_transition',
      'approval_required',
    ),
    async (c) => c.json(await publishDraft(c.var.ctx, c.req.param('id'), c.req.valid('json')), 201),
  )
  .get(
    '/:id/approval',
    allow('policy.draft'),
    byId,
    answers(200, 'Whether a second person must agree, and what was said so far.', Approval),
    problems('not_found', 'gone'),
    async (c) => c.json(await approvalFor(c.var.ctx, c.req.param('id')), 200),
  )
  .post(
    '/:id/approval-requests',
    allow('policy.publish'),
    byId,
    body(RequestApproval),
    once,
    answers(201, 'The colleagues who may publish are told.', Approval),
    problems('not_found', 'gone', 'conflict', 'version_conflict', 'invalid_transition'),
    async (c) =>
      c.json(await requestApproval(c.var.ctx, c.req.param('id'), c.req.valid('json')), 201),
  )
  .post(
    '/:id/approval',
    allow('policy.publish'),
    byId,
    body(ApproveDraft),
    answers(200, 'The draft may be published as it is; any change voids this.', Approval),
    problems('not_found', 'gone', 'version_conflict', 'invalid_transition'),
    async (c) => c.json(await approveDraft(c.var.ctx, c.req.param('id'), c.req.valid('json')), 200),
  )
  .post(
    '/:id/refusal',
    allow('policy.publish'),
    byId,
    body(DeclineDraft),
    answers(200, 'Whoever asked is told the reason.', Approval),
    problems('not_found', 'gone', 'invalid_transition'),
    async (c) => c.json(await declineDraft(c.var.ctx, c.req.param('id'), c.req.valid('json')), 200),
  )
  .get(
    '/:id/preview',
    allow('policy.draft'),
    byId,
    query(PreviewQuery),
    answers(
      200,
      'The policy as this company will be answered it once it is published.',
      PolicyDetail,
    ),
    problems('not_found', 'gone', 'invalid_input'),
    async (c) =>
      c.json(await previewOf(c.var.ctx, c.req.param('id'), c.req.valid('query').companyId), 200),
  )
