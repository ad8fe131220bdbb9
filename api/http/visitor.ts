import type { Context } from 'hono'
import type { Ctx } from '../context.ts'
import type { AppEnv } from './env.ts'

/** The context of an open route: the platform and the request, but no actor. */
export const visitorOf = (c: Context<AppEnv>): Omit<Ctx, 'actor' | 'once'> => ({
  ...c.env.platform,
  requestId: c.get('requestId'),
  address: c.env.address,
})
