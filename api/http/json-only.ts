import { createMiddleware } from 'hono/factory'
import type { MiddlewareHandler } from 'hono/types'
import { AppError } from '../errors.ts'
import type { AppEnv } from './env.ts'
import { noted } from './notes.ts'
import { readAtMost } from './read.ts'

/** The largest JSON body in bytes, by who is asking. */
export const BODY_BYTES_MAX = {
  /** Anybody. The largest open form, a sign-up, has some 2,000. */
  open: 16_000,
  /** People who are signed in. */
  signedIn: 1_000_000,
  /** Prices: 20,000 cells with every axis. */
  prices: 6_000_000,
  /** An import of the catalogue: 1,000 rows with the longest Korean descriptions and colours. */
  imports: 12_000_000,
}

/** The largest body of a route for people who are signed in. */
export function bytesMaxAt(path: string): number {
  if (PRICES.test(path)) return BODY_BYTES_MAX.prices
  return IMPORTS.test(path) ? BODY_BYTES_MAX.imports : BODY_BYTES_MAX.signedIn
}
const PRICES = /\/policies(\/[^/]+\/(versions|agency-rates)|\/drafts\/[^/]+\/steps\/prices)?$/
const IMPORTS = /\/catalog\/import$/

/** Refuses bodies that are not JSON or too large, before they are read whole. */
export const jsonOnly = (bytesMaxOf: (path: string) => number): MiddlewareHandler => {
  const tooLarge = (bytesMax: number) => () =>
    new AppError('too_large', `The body may be at most ${bytesMax} bytes.`, {
      facts: { maxBytes: bytesMax },
    })
  return noted(
    createMiddleware<AppEnv>(async (c, next) => {
      if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
      const bytesMax = bytesMaxOf(c.req.path)
      const refusal = tooLarge(bytesMax)
      const declared = c.req.header('content-length')
      if (declared !== undefined && !(Number(declared) <= bytesMax)) throw refusal()
      const encoding = c.req.header('content-encoding')
      if (encoding && encoding.toLowerCase() !== 'identity')
        throw new AppError('unsupported_media_type', 'Send the body without Content-Encoding.')
      // Only a body of unknown length is read here: access to it costs the Node server a copy.
      const unknown = declared === undefined ? c.req.raw.body : null
      const text = unknown && (await readAtMost(unknown, bytesMax, refusal))
      // The stream is used up, so the validator gets a request that holds the text.
      if (text !== null) c.req.raw = new Request(c.req.raw, { body: text })
      const isEmpty = declared === undefined ? !text : declared === '0'
      if (!isEmpty && !JSON_TYPE.test(c.req.header('content-type') ?? ''))
        throw new AppError('unsupported_media_type', 'Send the body as application/json.')
      await next()
    }),
    { ofBodies: true, problems: ['too_large', 'unsupported_media_type'] },
  )
}

const JSON_TYPE = /^application\/([\w.-]+\+)?json *(;|$)/i
