import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import type { AppEnv } from './env.ts'
import { headersOf, requestIdOf } from './every-answer.ts'
import { noted } from './notes.ts'
import { tellAnswer } from './told.ts'

/**
 * Every request that the door does not answer passes here. It gets its id and the security headers for
 * browsers, and at the end one log line and one timing. Headers are set before the handler, because setting them
 * later rebuilds the response.
 */
export const guard = noted(
  createMiddleware<AppEnv>(async (c, next) => {
    const startedAt = performance.now()
    const requestId = requestIdOf(c.req.header('traceparent'))
    c.set('requestId', requestId)
    const { platform, setHeader: set = (name, value) => c.header(name, value) } = c.env
    for (const [name, value] of Object.entries(headersOf(requestId, platform.clock.now())))
      set(name, value)
    await next()
    // Nobody reads the body of an answer to HEAD, so the file or connection behind it is released here.
    if (c.req.method === 'HEAD') await c.res.body?.cancel()
    tellAnswer(platform, {
      ...{ requestId, startedAt, route: routePath(c, -1), method: c.req.method },
      ...{ status: c.res.status, actor: c.var.ctx?.actor },
    })
  }),
  { problems: ['internal', 'busy'] },
)
