import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { etag } from 'hono/etag'
import { createMiddleware } from 'hono/factory'

/**
 * Only the built site may run: no inline script, no foreign origin, no frame around it. Files of orders go
 * directly to the storage, if it has an origin of its own.
 */
const policyWith = (storage: string | undefined, scripts = "'self'") =>
  [
    "default-src 'none'",
    `script-src ${scripts}`,
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self'${storage ? ` ${new URL(storage).origin}` : ''}`,
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** A thread apart from every page, with rules of its own: it alone may compile WebAssembly. */
const BARCODE_READER = /^\/_astro\/barcode-worker-[\w-]+\.js$/
const READER_POLICY = policyWith(undefined, "'self' 'wasm-unsafe-eval'")

/** Files with a hash of their content in their name. */
const HASHED = /^\/(_astro|fonts)\//
/** A file for a page: its client cannot use an HTML answer. */
const PART = /^\/(_astro|fonts)(\/|$)|\.\w+$/
/** A file for Workers, which is not served. */
const OWN = /^\/_headers$/
const YEAR = 'public, max-age=31536000, immutable'

/**
 * Serves the static site from a folder. A file with a hash of its content in its name is cached for ever;
 * anything else, also a missing file, is checked again at each request.
 */
export function staticSite(
  folder: string,
  { storage }: { storage?: string | undefined } = {},
): Hono {
  return new Hono()
    .use(headersWith(policyWith(storage)), readingOnly, etagOfWhole)
    .use(serveStatic({ root: folder, precompressed: true }))
    .notFound((c) => {
      const page = PART.test(c.req.path) ? undefined : pageIn(join(folder, '404.html'))
      return page ? c.html(page, 404) : c.text('There is no such file.\n', 404)
    })
}

/** Undefined without a built site: then only the API is served. */
const pageIn = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined)

const headersWith = (policy: string) =>
  createMiddleware(async (c, next) => {
    await next()
    // Only the finished response shows whether the file exists.
    const { status, headers } = c.res
    const isReader = BARCODE_READER.test(c.req.path)
    headers.set('Content-Security-Policy', isReader ? READER_POLICY : policy)
    headers.set('X-Content-Type-Options', 'nosniff')
    headers.set('Referrer-Policy', 'same-origin')
    headers.set('Permissions-Policy', 'camera=(self), geolocation=(), microphone=()')
    headers.set('Cache-Control', status < 400 && HASHED.test(c.req.path) ? YEAR : 'no-cache')
  })

const readingOnly = createMiddleware(async (c, next) => {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD')
    return c.text('Pages are read only.\n', 405, { Allow: 'GET, HEAD' })
  if (OWN.test(c.req.path)) return c.notFound()
  await next()
})

/** A hash of the bytes: dates are equal on all machines that unpack one archive. A partial answer has none. */
const tagged = etag()
const etagOfWhole = createMiddleware(async (c, next) =>
  c.req.header('range') ? next() : tagged(c, next),
)
