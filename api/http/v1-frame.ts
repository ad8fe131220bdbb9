import { createMiddleware } from 'hono/factory'
import { AppError } from '../errors.ts'
import type { AppEnv } from './env.ts'
import { noted } from './notes.ts'

/**
 * The day from which new programs should use v2, and the day after which v1 may be switched off: thirteen months,
 * so that every program sees a whole year of its own work before. The report of use says who has not moved.
 */
const DEPRECATED_FROM = new Date('2026-12-01T00:00:00+09:00')
const SUNSET_AT = new Date('2027-12-31T00:00:00+09:00')

/** On every answer of v1, also on refusals (RFC 9745, RFC 8594). */
const RETIREMENT = {
  deprecation: `@${DEPRECATED_FROM.getTime() / 1000}`,
  sunset: SUNSET_AT.toUTCString(),
  link: '</api/docs#tag-v1>; rel="deprecation"; type="text/html"',
}

/** Says on every answer that v1 is going away. Set before the handler, as `guard.ts` does. */
export const retiring = createMiddleware<AppEnv>(async (c, next) => {
  const { setHeader: set = (name, value) => c.header(name, value) } = c.env
  for (const [name, value] of Object.entries(RETIREMENT)) set(name, value)
  await next()
})

/** A cookie alone is no sign-in here: v1 is for programs, which send a token. Stands before `enter`. */
export const bearerOnly = noted(
  createMiddleware<AppEnv>(async (c, next) => {
    if (c.req.header('authorization') === undefined)
      throw new AppError('unauthenticated', 'Send Authorization: Bearer and a token.')
    await next()
  }),
  { problems: ['unauthenticated'] },
)

/** After the routes of an address: the address exists, and this method of it does not. */
export const methodsAre = (...methods: string[]) =>
  createMiddleware<AppEnv>((_, next) => {
    // The second parameter marks it as no route of its own.
    void next
    throw new AppError('method_not_allowed', 'Method Not Allowed', {
      facts: { allow: methods.join(', ') },
    })
  })
