import { createMiddleware } from 'hono/factory'
import { type Denial, denialOf, GRANTED, type Permission } from '../access/permissions.ts'
import { AppError, type ErrorCode } from '../errors.ts'
import type { AppEnv } from './env.ts'
import { noted } from './notes.ts'

/** Lets only those pass whose tier, role and grants hold the permission. Which rows they reach is the scope's. */
export const allow = (permission: Permission) =>
  noted(
    createMiddleware<AppEnv>(async (c, next) => {
      const { actor, clock } = c.var.ctx
      const denial = denialOf(actor, permission, clock.now().getTime())
      if (denial) throw refusal(denial, permission, c.var.ctx.actor)
      await next()
    }),
    { permission, problems: ['forbidden', 'second_factor_required', 'step_up_required'] },
  )

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

/** Says why not, so that nobody has to guess whom to ask. */
function refusal(why: Denial, permission: Permission, actor: { tier: string; role: string }) {
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
