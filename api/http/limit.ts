import { createMiddleware } from 'hono/factory'
import { AppError } from '../errors.ts'
import { limitKeyOf } from '../platform/client-address.ts'
import type { AppEnv } from './env.ts'
import { noted } from './notes.ts'

/** At most `max` calls per address and window. A limiter that cannot be asked refuses. */
export const limitByAddress = (name: string, max: number, windowSeconds: number) =>
  noted(
    createMiddleware<AppEnv>(async (c, next) => {
      const { allowed, retryAfterSeconds } = await c.env.platform.limiter.limit(
        `${name}:${limitKeyOf(c.env.address)}`,
        max,
        windowSeconds,
      )
      if (!allowed)
        throw new AppError('too_many_requests', `Try again in ${retryAfterSeconds} seconds.`, {
          facts: { retryAfterSeconds },
        })
      await next()
    }),
    { problems: ['too_many_requests'] },
  )
