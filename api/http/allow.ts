import { createMiddleware } from 'hono/factory'
import { may, type Permission } from '../access/permissions.ts'
import { AppError } from '../errors.ts'
import type { AppEnv } from './env.ts'
import { noted } from './notes.ts'

/** Lets only those pass whose tier and role hold the permission. Which rows they reach is the scope's. */
export const allow = (permission: Permission) =>
  noted(
    createMiddleware<AppEnv>(async (c, next) => {
      const { actor } = c.var.ctx
      if (!may(actor, permission))
        throw new AppError('forbidden', `This needs the permission ${permission}.`, {
          facts: { permission, tier: actor.tier, role: actor.role },
        })
      await next()
    }),
    { permission, problems: ['forbidden'] },
  )
