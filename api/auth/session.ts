import { eq } from 'drizzle-orm'
import { parse } from 'hono/utils/cookie'
import { sessions } from '#db/schema/auth.ts'
import type { Actor } from '../access/actor.ts'
import { AppError } from '../errors.ts'
import type { Platform } from '../platform/platform.ts'
import { ACCESS_SECONDS, actorIn, SKEW_SECONDS } from './access-token.ts'
import { isFromSite } from './origin.ts'

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
  if (!bearer && mayChange(request)) requireSite(request, platform)
  const actor = await actorIn(platform, token)
  if (await isRevoked(platform, actor.sessionId))
    throw new AppError('unauthenticated', 'This session has ended. Sign in again.')
  return actor
}

/** Refuses what another site's page made the browser send. */
export function requireSite(request: Asked, { settings }: Pick<Platform, 'settings'>): void {
  if (!isFromSite(request, settings.publicUrl))
    throw new AppError(
      'forbidden',
      'Cookies count only for requests from our own pages. Send Authorization: Bearer instead.',
    )
}

export const cookieIn = ({ headers }: Pick<Request, 'headers'>, name: string) =>
  parse(headers.get('cookie') ?? '', name)[name]

/** Remembers for every process that a session ended, for as long as its last access token could live. */
export const rememberRevoked = ({ cache }: Pick<Platform, 'cache'>, sessionId: string) =>
  cache.set(revokedKey(sessionId), true, ACCESS_SECONDS + 2 * SKEW_SECONDS)

async function isRevoked(platform: Platform, sessionId: string): Promise<boolean> {
  try {
    return (await platform.cache.get(revokedKey(sessionId))) !== undefined
  } catch {
    // Without the cache the truth itself is asked; a revoked session is never let in for speed.
    platform.metrics.count('maru_cache_total', { result: 'failed' })
    const [session] = await platform.db
      .select({ revokedAt: sessions.revokedAt })
      .from(sessions)
      .where(eq(sessions.id, sessionId))
    return !session || session.revokedAt !== null
  }
}

const revokedKey = (sessionId: string) => `revoked:${sessionId}`

const READING = new Set(['GET', 'HEAD', 'OPTIONS'])
/** An upgrade opens a socket that lives on, so it counts as a change although it is a GET. */
const mayChange = ({ method, headers }: Asked) => !READING.has(method) || headers.has('upgrade')
