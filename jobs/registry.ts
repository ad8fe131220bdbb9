import { authMailPasswordReset } from './auth-mail-password-reset.ts'
import { authTellNewDevice } from './auth-tell-new-device.ts'
import type { JobName } from './catalog.ts'
import { exportsBuild } from './exports-build.ts'
import { exportsSweep } from './exports-sweep.ts'
import { idempotencySweep } from './idempotency-sweep.ts'
import type { Job } from './job.ts'
import { jobsSweep } from './jobs-sweep.ts'
import { ledgerCheck } from './ledger-check.ts'
import { policiesExpire } from './policies-expire.ts'
import { privacyErase } from './privacy-erase.ts'
import { sessionsSweep } from './sessions-sweep.ts'
import { usersTellApproved } from './users-tell-approved.ts'

/** A name in the catalogue without a handler here does not compile. */
export const REGISTRY: { [N in JobName]: Job<N> } = {
  'exports.build': exportsBuild,
  'exports.sweep': exportsSweep,
  'ledger.check': ledgerCheck,
  'idempotency.sweep': idempotencySweep,
  'sessions.sweep': sessionsSweep,
  'policies.expire': policiesExpire,
  'users.tell_approved': usersTellApproved,
  'auth.tell_new_device': authTellNewDevice,
  'auth.mail_password_reset': authMailPasswordReset,
  'privacy.erase': privacyErase,
  'jobs.sweep': jobsSweep,
}
