import { AppError, type ErrorCode } from '../errors.ts'
import type { Actor } from './actor.ts'
import { type Denial, denialOf, GRANTED, type Permission } from './permissions.ts'

/** Throws, with the reason, unless this actor may do this now. */
export function demand(actor: Actor, permission: Permission, now: Date): void {
  const denial = denialOf(actor, permission, now.getTime())
  if (denial) throw refusal(denial, permission, actor)
}

const CODE: Partial<Record<Denial, ErrorCode>> = {
  second_factor: 'second_factor_required',
  step_up: 'step_up_required',
}

const SENTENCE: Record<Denial, string> = {
  tier: 'This is not for companies of your tier.',
  role: 'This is for admins. Ask an admin of your company.',
  grant: 'This needs a grant that an admin can give you.',
  scope: 'The access token was not given this permission.',
  second_factor: 'Set up a second factor first: your headquarters requires it.',
  step_up: 'Show your second factor again (POST /api/v2/me/step-up), then repeat this.',
}

/** Gives the reason, so that people know whom to ask. */
function refusal(why: Denial, permission: Permission, actor: Actor): AppError {
  return new AppError(CODE[why] ?? 'forbidden', SENTENCE[why], {
    facts: {
      permission,
      why,
      tier: actor.tier,
      role: actor.role,
      grant: why === 'grant' ? (GRANTED[permission]?.grant ?? null) : null,
    },
  })
}
