import { createMiddleware } from 'hono/factory'
import { demand } from '../access/demand.ts'
import { denialOf, type Permission } from '../access/permissions.ts'
import type { AppEnv } from './env.ts'
import { noted } from './notes.ts'

/**
 * Lets only those pass whose tier, role and grants hold the permission. Which rows they reach is the
 * scope's. Where the input decides which permission it takes, any of them opens the door and the verb
 * demands the one.
 */
export const allow = (permission: Permission, ...others: Permission[]) =>
  noted(
    createMiddleware<AppEnv>(async (c, next) => {
      const { actor, clock } = c.var.ctx
      const now = clock.now()
      if (others.every((other) => denialOf(actor, other, now.getTime())))
        demand(actor, permission, now)
      await next()
    }),
    { permission, problems: ['forbidden', 'second_factor_required', 'step_up_required'] },
  )
