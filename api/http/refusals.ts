import type { Context } from 'hono'
import type { Denial } from '../access/permissions.ts'
import { noteRefusal } from '../audit/refusals.ts'
import { actorIn } from '../auth/access-token.ts'
import { authStateOfSession } from '../auth/auth-state.ts'
import { FOREIGN_PAGE } from '../auth/session.ts'
import { ACCESS_COOKIE, cookieIn } from '../devices/cookies.ts'
import { AppError } from '../errors.ts'
import type { AppEnv } from './env.ts'

const ORIGIN_CHARACTERS_MAX = 200

/** Steps that a person still has to take; their permission was not refused. */
const OWED: ReadonlySet<unknown> = new Set<Denial>(['second_factor', 'step_up'])

/** Records a refusal to a known person; the answer does not wait for it. */
export function keepRefusal(c: Context<AppEnv>, { facts = {} }: AppError): void {
  const { permission, why } = facts
  // Set only after a sign-in; the type does not know how far the request came.
  const ctx = c.get('ctx') as AppEnv['Variables']['ctx'] | undefined
  if (why === FOREIGN_PAGE) keepForeignPage(c)
  else if (ctx && typeof permission === 'string' && !OWED.has(why))
    noteRefusal(ctx, 'auth.permission_denied', permission, { permission, why: why ?? null })
}

/** A page of another site used a browser with a valid session to send a request. */
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
    const actor = await authStateOfSession(platform, await actorIn(platform, token))
    noteRefusal({ ...platform, actor, requestId, address }, 'auth.csrf_refused', '', facts)
  }
  platform.defer(
    keep().catch((cause) => {
      // An invalid session belongs to no person, so there is nothing to record.
      if (!(cause instanceof AppError)) platform.log.error('audit.lost', { requestId }, cause)
    }),
  )
}
