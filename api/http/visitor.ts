import type { Context } from 'hono'
import type { Ctx } from '../context.ts'
import type { AppEnv } from './env.ts'

/** What an open route hands on: the platform and the request, but no actor. */
export const visitorOf = (c: Context<AppEnv>): Omit<Ctx, 'actor' | 'once'> => ({
  ...c.env.platform,
  requestId: c.get('requestId'),
  address: c.env.address,
})
