import { parse } from 'hono/utils/cookie'
import type { Actor } from '../access/actor.ts'
import { AppError } from '../errors.ts'
import type { Platform } from '../platform/platform.ts'
import { TOKEN_PREFIX } from '../tokens/queries.ts'
import { actorIn } from './access-token.ts'
import { isFromSite } from './origin.ts'
import { standingOfSession, standingOfToken } from './standing.ts'

export const ACCESS_COOKIE = 'maru_access'

type Asked = Pick<Request, 'method' | 'headers' | 'url'>

/**
 * Who is asking: by bearer token, else by the site's cookie. A browser sends the cookie whoever made
 * it ask, so with it nothing is changed and no socket opened but for a page of our own.
 */
export async function actorOf(platform: Platform, request: Asked): Promise<Actor> {
  const authorization = request.headers.get('authorization')
  const bearer = authorization?.match(/^Bearer +(\S+)$/i)?.[1]
  const token = bearer ?? cookieIn(request, ACCESS_COOKIE)
  if (!token || (authorization !== null && !bearer))
    throw new AppError('unauthenticated', 'Sign in, or send Authorization: Bearer and a token.')
  if (bearer?.startsWith(TOKEN_PREFIX)) return standingOfToken(platform, bearer)
  if (!bearer && mayChange(request)) requireSite(request, platform)
  return standingOfSession(platform, await actorIn(platform, token))
}

/** The fact by which a refusal of another site's page is known for what it is. */
export const FOREIGN_PAGE = 'foreign_page'

/** Refuses what another site's page made the browser send. */
export function requireSite(request: Asked, { settings }: Pick<Platform, 'settings'>): void {
  if (!isFromSite(request, settings.publicUrl))
    throw new AppError(
      'forbidden',
      'Cookies count only for requests from our own pages. Send Authorization: Bearer instead.',
      { facts: { why: FOREIGN_PAGE } },
    )
}

export const cookieIn = ({ headers }: Pick<Request, 'headers'>, name: string) =>
  parse(headers.get('cookie') ?? '', name)[name]

const READING = new Set(['GET', 'HEAD', 'OPTIONS'])
/** An upgrade opens a socket that lives on, so it counts as a change although it is a GET. */
const mayChange = ({ method, headers }: Asked) => !READING.has(method) || headers.has('upgrade')
