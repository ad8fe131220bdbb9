import { type Context, Hono } from 'hono'
import {
  cookieIn,
  type Device,
  deviceOf,
  dropTokens,
  keepDevice,
  keepTokens,
  REFRESH_COOKIE,
} from '../devices/cookies.ts'
import { AppError } from '../errors.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, open, problems } from '../http/notes.ts'
import { body } from '../http/valid.ts'
import { visitorOf } from '../http/visitor.ts'
import { refresh, signOut } from './commands.ts'
import {
  ByRefreshToken,
  FinishSignIn,
  Refreshed,
  SecondStep,
  SignedIn,
  SignIn,
  SignInOptions,
} from './contract.ts'
import type { Issued } from './issue.ts'
import { isFromSite } from './origin.ts'
import { signInOptions } from './queries.ts'
import { readRefreshToken } from './refresh-token.ts'
import { actorOf, requireSite } from './session.ts'
import { finishSignIn, signIn } from './sign-in.ts'

export const auth = new Hono<AppEnv>()
  .post(
    '/login',
    open(),
    body(SignIn),
    answers(200, 'Signed in. The site gets cookies, other clients a refresh token.', SignedIn),
    answers(202, 'The password was right; show the second factor.', SecondStep),
    problems('unauthenticated', 'not_admitted', 'locked'),
    async (c) => {
      const device = deviceOf(c, cameFromSite(c))
      const issued = await signIn(visitorOf(c), c.req.valid('json'), device.facts)
      return 'challenge' in issued ? c.json(issued, 202) : c.json(welcome(c, issued, device), 200)
    },
  )
  .post(
    '/second-factor',
    open(),
    body(FinishSignIn),
    answers(200, 'Signed in by the code of the app, or by a recovery code.', SignedIn),
    problems('unauthenticated', 'not_admitted', 'locked', 'wrong_code'),
    async (c) => {
      const device = deviceOf(c, cameFromSite(c))
      const issued = await finishSignIn(visitorOf(c), c.req.valid('json'), device.facts)
      return c.json(welcome(c, issued, device), 200)
    },
  )
  .post(
    '/refresh',
    open(),
    body(ByRefreshToken),
    answers(200, 'New tokens; the refresh token that was sent is used up.', Refreshed),
    problems('unauthenticated', 'forbidden'),
    async (c) => {
      const { token, fromCookie } = presented(c, c.req.valid('json'))
      if (!token) throw new AppError('unauthenticated', 'Send a refresh token, or sign in.')
      return c.json(handOver(c, await refresh(visitorOf(c), token), fromCookie), 200)
    },
  )
  .post(
    '/logout',
    open(),
    body(ByRefreshToken),
    answers(204, 'The session has ended; its tokens are refused from now on.'),
    problems('unauthenticated', 'forbidden', 'too_many_requests'),
    async (c) => {
      const sessionId = await sessionToEnd(c, c.req.valid('json'))
      if (sessionId) await signOut(visitorOf(c), sessionId)
      dropTokens(c)
      return c.body(null, 204)
    },
  )
  .get(
    '/options',
    open(),
    answers(200, 'What the sign-in page may offer.', SignInOptions),
    async (c) => c.json(await signInOptions(visitorOf(c)), 200),
  )

const cameFromSite = (c: Context<AppEnv>) =>
  isFromSite(c.req.raw, c.env.platform.settings.publicUrl)

function welcome(c: Context<AppEnv>, issued: Issued, device: Device): SignedIn {
  keepDevice(c, device)
  return { ...handOver(c, issued, device.cookie !== undefined), user: issued.user }
}

/** The site's tokens are only in cookies; every other client reads them from the body. */
function handOver(c: Context<AppEnv>, issued: Issued, asCookies: boolean): Refreshed {
  const { accessToken, expiresIn, refreshToken } = issued
  if (!asCookies) return { accessToken, expiresIn, refreshToken }
  keepTokens(c, issued)
  return { accessToken, expiresIn }
}

/** The refresh token from the body, or from the cookie, which only our own pages may use. */
function presented(c: Context<AppEnv>, { refreshToken }: ByRefreshToken) {
  if (refreshToken) return { token: refreshToken, fromCookie: false }
  const token = cookieIn(c.req.raw, REFRESH_COOKIE)
  if (token) requireSite(c.req.raw, c.env.platform)
  return { token, fromCookie: token !== undefined }
}

/** The session that a sign-out ends. A browser whose tokens have expired has none left. */
async function sessionToEnd(c: Context<AppEnv>, input: ByRefreshToken) {
  const { token, fromCookie } = presented(c, input)
  const read = token ? await readRefreshToken(c.env.platform, token) : undefined
  if (read || fromCookie) return read?.sessionId
  return (await actorOf(c.env.platform, c.req.raw, c.env.address)).sessionId
}
