import type { Context } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import { base64url } from 'jose'
import type { AppEnv } from '../http/env.ts'
import { sha256 } from '../platform/sha256.ts'
import { deviceNameOf } from './device-name.ts'
import type { Issued } from './issue.ts'
import { ACCESS_COOKIE, cookieIn } from './session.ts'
import { DEVICE_SECONDS, type DeviceFacts } from './sessions.ts'

export const REFRESH_COOKIE = 'maru_refresh'
/** The refresh token goes only where it is exchanged, never along with every request. */
const REFRESH_PATH = '/api/v2/auth'

/** Says which browser this is, and to nobody but the sign-in: it opens nothing. */
const DEVICE_COOKIE = 'maru_device'
const DEVICE_BYTES = 32

const kept = (c: Context<AppEnv>, path: string) => ({
  path,
  httpOnly: true,
  sameSite: 'Lax' as const,
  secure: c.env.platform.settings.publicUrl.startsWith('https:'),
})

/** Gives the site its tokens where no script can read them. */
export function keepTokens(c: Context<AppEnv>, issued: Issued): void {
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

/** What is known of the device that asks; `cookie` names a browser and is to be kept by it. */
export type Device = { facts: DeviceFacts; cookie?: string }

/** Which device asks. A browser that has no name yet gets a random one, of which we keep the digest. */
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
