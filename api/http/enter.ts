import { createMiddleware } from 'hono/factory'
import { actorOf } from '../auth/session.ts'
import type { AppEnv } from './env.ts'
import { noted } from './notes.ts'

/** Makes the context of the request: who is asking, with which token, under which request id. */
export const enter = noted(
  createMiddleware<AppEnv>(async (c, next) => {
    const platform = { ...c.env.platform, foreseen: new Map() }
    const actor = await actorOf(platform, c.req.raw, c.env.address)
    c.set('ctx', { ...platform, actor, requestId: c.get('requestId'), address: c.env.address })
    await next()
  }),
  { signedIn: true, problems: ['unauthenticated', 'forbidden', 'too_many_requests'] },
)
