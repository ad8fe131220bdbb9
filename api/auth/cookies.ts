import type { Context } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import type { AppEnv } from '../http/env.ts'
import type { Issued } from './commands.ts'
import { ACCESS_COOKIE } from './session.ts'

export const REFRESH_COOKIE = 'maru_refresh'
/** The refresh token goes only where it is exchanged, never along with every request. */
const REFRESH_PATH = '/api/v2/auth'

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
