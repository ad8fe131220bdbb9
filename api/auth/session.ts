import type { Actor } from '../access/actor.ts'
import { ACCESS_COOKIE, cookieIn } from '../devices/cookies.ts'
import { AppError } from '../errors.ts'
import { refuseWrong } from '../lockout/wrong-secret.ts'
import type { Platform } from '../platform/platform.ts'
import { TOKEN_PREFIX } from '../tokens/queries.ts'
import { actorIn } from './access-token.ts'
import { authStateOfSession, authStateOfToken } from './auth-state.ts'
import { isFromSite } from './origin.ts'

type Asked = Pick<Request, 'method' | 'headers' | 'url'>

/**
 * Authenticates the caller: by bearer token, else by the site's cookie. A browser also sends the cookie when
 * a foreign page makes the request, so with a cookie only our own pages may change something or open a
 * socket.
 */
export async function actorOf(
  platform: Platform,
  request: Asked,
  address?: string,
): Promise<Actor> {
  const authorization = request.headers.get('authorization')
  const bearer = authorization?.match(/^Bearer +(\S+)$/i)?.[1]
  const token = bearer ?? cookieIn(request, ACCESS_COOKIE)
  if (!token || (authorization !== null && !bearer))
    throw new AppError('unauthenticated', 'Sign in, or send Authorization: Bearer and a token.')
  if (bearer?.startsWith(TOKEN_PREFIX))
    return authStateOfToken(platform, bearer).catch((refusal) =>
      refuseWrong(platform, { what: 'token', address }, refusal),
    )
  if (!bearer && mayChange(request)) requireSite(request, platform)
  return authStateOfSession(platform, await actorIn(platform, token))
}

/** The fact that marks a refusal as caused by another site's page. */
export const FOREIGN_PAGE = 'foreign_page'

/** Refuses a request that another site's page made the browser send. */
export function requireSite(request: Asked, { settings }: Pick<Platform, 'settings'>): void {
  if (!isFromSite(request, settings.publicUrl))
    throw new AppError(
      'forbidden',
      'Cookies count only for requests from our own pages. Send Authorization: Bearer instead.',
      { facts: { why: FOREIGN_PAGE } },
    )
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS'])
/** An upgrade opens a long-lived socket, so it counts as a change although it is a GET. */
const mayChange = ({ method, headers }: Asked) => !READING.has(method) || headers.has('upgrade')
