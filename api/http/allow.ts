import { createMiddleware } from 'hono/factory'
import { demand } from '../access/demand.ts'
import { denialOf, type Permission } from '../access/permissions.ts'
import type { AppEnv } from './env.ts'
import { noted } from './notes.ts'

/**
 * Lets a request pass if the actor's tier, role and grants hold the permission; the scope decides which
 * rows they reach. Where the input or the tier decides the permission, any of the given ones passes here, and the
 * verb demands the exact one. Who is refused learns it of the one that their tier could have.
 */
export const allow = (permission: Permission, ...others: Permission[]) =>
  noted(
    createMiddleware<AppEnv>(async (c, next) => {
      const { actor, clock } = c.var.ctx
      const now = clock.now()
      const denials = [permission, ...others].map((one) => denialOf(actor, one, now.getTime()))
      if (denials.every(Boolean)) {
        const own = denials.findIndex((denial) => denial !== 'tier')
        demand(actor, others[own - 1] ?? permission, now)
      }
      await next()
    }),
    { permission, problems: ['forbidden', 'second_factor_required', 'step_up_required'] },
  )
