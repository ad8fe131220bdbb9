import { STEP_UP_SECONDS } from '../access/permissions.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'

/**
 * Refuses unless the person has shown the second factor (the password, without one) on this device within a
 * quarter of an hour, so that an unattended desk is not enough.
 */
export function requireFreshProof({ actor, clock }: Ctx): void {
  const { factor, provenAt = 0, passwordShownAt = 0 } = actor
  const shownAt = factor === 'held' ? provenAt : passwordShownAt
  if (clock.now().getTime() - shownAt <= STEP_UP_SECONDS * 1000) return
  const what = factor === 'held' ? 'second factor' : 'password'
  throw new AppError(
    'step_up_required',
    `Show your ${what} again (POST /api/v2/me/step-up), then repeat this.`,
    { facts: { shows: factor === 'held' ? 'code' : 'password' } },
  )
}
