import { sweepAttachments } from '#api/attachments/sweep.ts'
import { type Ctx, transact } from '#api/context.ts'
import { tellNewDevice } from '#api/devices/new-device-mail.ts'
import { forgetEndedSessions } from '#api/devices/sessions.ts'
import { forgetOldDrafts } from '#api/drafts/commands.ts'
import { buildExport } from '#api/exports/build-export.ts'
import { expireExports } from '#api/exports/commands.ts'
import { failExport } from '#api/exports/end-export.ts'
import { forgetOldAnswers } from '#api/idempotency/once.ts'
import { failImpact, replayImpact } from '#api/impact/replay.ts'
import type { JobName } from '#api/jobs/catalog.ts'
import { publishEvents } from '#api/jobs/publish-many.ts'
import { identifyPlaced } from '#api/orders/identify-placed.ts'
import { mailPasswordReset } from '#api/passwords/reset-mail.ts'
import { beginPolicies, expirePolicies } from '#api/policies/validity.ts'
import { erasePersonalData } from '#api/privacy/erase-personal-data.ts'
import { tellNewToken } from '#api/tokens/new-token-mail.ts'
import { tellApproved } from '#api/users/tell-approved.ts'
import type { Job } from './job.ts'
import { checkLedger } from './ledger-check.ts'
import { forgetOldJobs } from './schedule.ts'

/**
 * The handlers of all jobs: a job of the catalogue that is missing here does not compile. A letter may go out
 * twice if a process dies between sending and recording it; losing it would be worse.
 */
export const REGISTRY: { [N in JobName]: Job<N> } = {
  'exports.build': {
    run: (ctx, { exportId }, lease) => buildExport(ctx, exportId, lease),
    gaveUp: (ctx, { exportId }, error) => failExport(ctx, exportId, error),
  },
  'exports.sweep': { run: (ctx, _, lease) => expireExports(ctx, lease) },
  'attachments.sweep': { run: (ctx, _, lease) => sweepAttachments(ctx, lease) },
  'ledger.check': { run: checkLedger },
  'idempotency.sweep': { run: forgetWhatExpired },
  'sessions.sweep': { run: (ctx) => forgetEndedSessions(ctx) },
  'policies.begin': { run: (ctx) => beginPolicies(ctx) },
  'policies.expire': { run: (ctx) => expirePolicies(ctx) },
  'orders.identify': { run: (ctx, _, lease) => identifyPlaced(ctx, lease) },
  'impact.replay': {
    run: (ctx, { impactId }, lease) => replayImpact(ctx, impactId, lease),
    gaveUp: (ctx, { impactId }) => failImpact(ctx, impactId),
  },
  'users.tell_approved': { run: (ctx, { userId }) => tellApproved(ctx, userId) },
  'auth.tell_new_device': { run: (ctx, { sessionId }) => tellNewDevice(ctx, sessionId) },
  'auth.tell_new_token': { run: (ctx, { tokenId }) => tellNewToken(ctx, tokenId) },
  'auth.mail_password_reset': { run: mailPasswordReset },
  'privacy.erase': { run: (ctx, _, lease) => erasePersonalData(ctx, lease) },
  'live.publish': { run: (ctx, { events }) => publishEvents(ctx, events) },
  'jobs.sweep': { run: forgetOldJobs },
}

/** Answers and drafts whose time is over. */
async function forgetWhatExpired(ctx: Ctx): Promise<void> {
  await transact(ctx, forgetOldAnswers)
  await transact(ctx, forgetOldDrafts)
}
