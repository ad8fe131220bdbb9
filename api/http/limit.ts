import { createMiddleware } from 'hono/factory'
import { limitAddress } from '../platform/limit-address.ts'
import type { AppEnv } from './env.ts'
import { noted } from './notes.ts'

/** At most `max` calls per address and window. */
export const limitByAddress = (name: string, max: number, windowSeconds: number) =>
  noted(
    createMiddleware<AppEnv>(async (c, next) => {
      await limitAddress(c.env.platform, c.env.address, { name, max, windowSeconds })
      await next()
    }),
    { problems: ['too_many_requests'] },
  )
