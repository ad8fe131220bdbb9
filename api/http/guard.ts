import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import type { AppEnv } from './env.ts'
import { noted } from './notes.ts'

/** W3C trace context, so that a proxy and the product use one trace id. */
const TRACEPARENT = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/

/**
 * Every request passes here. It gets its id and the security headers for browsers, and at the end one log
 * line and one timing. Headers are set before the handler, because setting them later rebuilds the response.
 */
export const guard = noted(
  createMiddleware<AppEnv>(async (c, next) => {
    const startedAt = performance.now()
    const requestId =
      c.req.header('traceparent')?.match(TRACEPARENT)?.[1] ??
      crypto.randomUUID().replaceAll('-', '')
    c.set('requestId', requestId)
    const set = c.env.setHeader ?? ((name, value) => c.header(name, value))
    set('X-Trace-Id', requestId)
    set('X-Content-Type-Options', 'nosniff')
    set('Referrer-Policy', 'same-origin')
    set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
    set('Cache-Control', 'no-store')
    // Browsers take the time from this header: their own clocks may be years off.
    set('Date', c.env.platform.clock.now().toUTCString())
    await next()
    // Nobody reads the body of an answer to HEAD, so the file or connection behind it is released here.
    if (c.req.method === 'HEAD') await c.res.body?.cancel()
    const seconds = (performance.now() - startedAt) / 1000
    const { log, metrics } = c.env.platform
    const route = routePath(c, -1)
    const status = String(c.res.status)
    metrics.time('maru_http_seconds', seconds, { route, method: c.req.method, status })
    const actor = c.var.ctx?.actor
    log.info('request', {
      requestId,
      method: c.req.method,
      route,
      status: c.res.status,
      ms: Math.round(seconds * 10_000) / 10,
      companyId: actor?.companyId,
      userId: actor?.userId,
    })
  }),
  { problems: ['internal', 'busy'] },
)
