import type { Context } from 'hono'
import { noteRefusal } from '../audit/refusals.ts'
import { actorIn } from '../auth/access-token.ts'
import { ACCESS_COOKIE, cookieIn, FOREIGN_PAGE } from '../auth/session.ts'
import { standingOfSession } from '../auth/standing.ts'
import { AppError } from '../errors.ts'
import type { AppEnv } from './env.ts'

const ORIGIN_CHARACTERS_MAX = 200

/** Keeps what somebody who is known was refused; the answer does not wait for it. */
export function keepRefusal(c: Context<AppEnv>, { facts = {} }: AppError): void {
  const { permission, why } = facts
  // Set once somebody is signed in; the type cannot know how far a request came.
  const ctx = c.get('ctx') as AppEnv['Variables']['ctx'] | undefined
  if (why === FOREIGN_PAGE) keepForeignPage(c)
  else if (ctx && typeof permission === 'string')
    noteRefusal(ctx, 'auth.permission_denied', permission, { permission, why: why ?? null })
}

/** Of a browser whose session is good, another site's page asked for something. */
function keepForeignPage(c: Context<AppEnv>): void {
  const { platform, address } = c.env
  const requestId = c.get('requestId')
  const token = cookieIn(c.req.raw, ACCESS_COOKIE)
  if (!token) return
  const facts = {
    method: c.req.method,
    origin: c.req.header('origin')?.slice(0, ORIGIN_CHARACTERS_MAX) ?? null,
  }
  const keep = async () => {
    const actor = await standingOfSession(platform, await actorIn(platform, token))
    noteRefusal({ ...platform, actor, requestId, address }, 'auth.csrf_refused', '', facts)
  }
  platform.defer(
    keep().catch((cause) => {
      // A session that is not good has nobody to keep it about.
      if (!(cause instanceof AppError)) platform.log.error('audit.lost', { requestId }, cause)
    }),
  )
}
