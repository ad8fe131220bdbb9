import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'

/** The built site is all there is to run: no inline script, no foreign origin, no frame around it. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Names with a hash of their content. */
const HASHED = /^\/(_astro|fonts)\//
const YEAR = 'public, max-age=31536000, immutable'

/** Serves the static site from a folder; names with a content hash are kept for ever. */
export function staticSite(folder: string): Hono {
  return new Hono()
    .use(async (c, next) => {
      c.header('Content-Security-Policy', POLICY)
      c.header('X-Content-Type-Options', 'nosniff')
      c.header('Referrer-Policy', 'same-origin')
      c.header('Permissions-Policy', 'camera=(self), geolocation=(), microphone=()')
      c.header('Cache-Control', HASHED.test(c.req.path) ? YEAR : 'no-cache')
      await next()
    })
    .use(serveStatic({ root: folder, precompressed: true }))
    .use(serveStatic({ root: folder, path: '404.html', onFound: (_, c) => c.status(404) }))
}
