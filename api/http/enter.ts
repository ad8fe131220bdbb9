import { createMiddleware } from 'hono/factory'
import { actorOf } from '../auth/session.ts'
import type { AppEnv } from './env.ts'
import { noted } from './notes.ts'

/** Who is asking, with what, and under which request id. Everything below receives this one value. */
export const enter = noted(
  createMiddleware<AppEnv>(async (c, next) => {
    const { platform } = c.env
    const actor = await actorOf(platform, c.req.raw)
    c.set('ctx', { ...platform, actor, requestId: c.get('requestId'), address: c.env.address })
    await next()
  }),
  { signedIn: true, problems: ['unauthenticated', 'forbidden'] },
)
