import type { Context } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import { parse } from 'hono/utils/cookie'
import { base64url } from 'jose'
import type { AppEnv } from '../http/env.ts'
import { sha256 } from '../platform/sha256.ts'
import { deviceNameOf } from './device-name.ts'
import { DEVICE_SECONDS, type DeviceFacts } from './sessions.ts'

export const ACCESS_COOKIE = 'maru_access'
export const REFRESH_COOKIE = 'maru_refresh'
/** The refresh token is sent only where it is exchanged, not with every request. */
const REFRESH_PATH = '/api/v2/auth'

/** Identifies the browser, and is sent only to the sign-in routes. It gives no access. */
const DEVICE_COOKIE = 'maru_device'
const DEVICE_BYTES = 32

const kept = (c: Context<AppEnv>, path: string) => ({
  path,
  httpOnly: true,
  sameSite: 'Lax' as const,
  secure: c.env.platform.settings.publicUrl.startsWith('https:'),
})

export const cookieIn = ({ headers }: Pick<Request, 'headers'>, name: string) =>
  cookieFrom(headers.get('cookie') ?? '', name)

/** The value of a cookie in the text of a `Cookie` header. */
export const cookieFrom = (cookies: string, name: string): string | undefined =>
  parse(cookies, name)[name]

/** The tokens of a session, each with the seconds until it expires. */
type Tokens = {
  accessToken: string
  expiresIn: number
  refreshToken: string
  refreshExpiresIn: number
}

/** Sets the site's tokens as cookies that scripts cannot read. */
export function keepTokens(c: Context<AppEnv>, issued: Tokens): void {
  setCookie(c, ACCESS_COOKIE, issued.accessToken, { ...kept(c, '/'), maxAge: issued.expiresIn })
  setCookie(c, REFRESH_COOKIE, issued.refreshToken, {
    ...kept(c, REFRESH_PATH),
    maxAge: issued.refreshExpiresIn,
  })
}

export function dropTokens(c: Context<AppEnv>): void {
  deleteCookie(c, ACCESS_COOKIE, kept(c, '/'))
  deleteCookie(c, REFRESH_COOKIE, kept(c, REFRESH_PATH))
}

/** What is known about the requesting device; `cookie` identifies a browser, which must keep it. */
export type Device = { facts: DeviceFacts; cookie?: string }

/**
 * The requesting device. A browser without a device cookie gets a random one, of which only the digest is
 * stored.
 */
export function deviceOf(c: Context<AppEnv>, isBrowser: boolean): Device {
  const userAgent = c.req.header('user-agent')
  const facts = { userAgent, deviceName: deviceNameOf(userAgent) }
  if (!isBrowser) return { facts }
  const sent = cookieIn(c.req.raw, DEVICE_COOKIE) ?? ''
  const random = crypto.getRandomValues(new Uint8Array(DEVICE_BYTES))
  const cookie = /^[\w-]{43}$/.test(sent) ? sent : base64url.encode(random)
  return { facts: { ...facts, deviceHash: sha256(cookie) }, cookie }
}

export function keepDevice(c: Context<AppEnv>, { cookie }: Device): void {
  if (cookie)
    setCookie(c, DEVICE_COOKIE, cookie, { ...kept(c, REFRESH_PATH), maxAge: DEVICE_SECONDS })
}
