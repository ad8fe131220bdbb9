import { createMiddleware } from 'hono/factory'
import { actorOf } from '../auth/session.ts'
import type { AppEnv } from './env.ts'

/** Who is asking, with what, and under which request id. Everything below receives this one value. */
export const enter = createMiddleware<AppEnv>(async (c, next) => {
  const { platform } = c.env
  const actor = await actorOf(platform, c.req.raw)
  c.set('ctx', { ...platform, actor, requestId: c.get('requestId') })
  await next()
})
