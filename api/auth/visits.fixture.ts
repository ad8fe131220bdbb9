import { eq } from 'drizzle-orm'
import { auditEvents, sessions } from '#db/schema/index.ts'
import { codeShown } from '#tests/authenticator.ts'
import type { Platform } from '../platform/platform.ts'
import type { Issued } from './issue.ts'
import { PASSWORD, type Stage } from './stage.fixture.ts'

type Headers = Record<string, string>
export type Answer = {
  status: number
  headers: globalThis.Headers
  // The body is untyped: a test names what it reads, and a wrong name fails the test.
  // biome-ignore lint/suspicious/noExplicitAny: bodies of several routes pass through here
  body: any
}

export const SITE = { 'sec-fetch-site': 'same-origin' }

/** Visitors of a stage: they sign in and refresh; their sessions and audit events can be read. */
export function visitsTo(stage: Stage) {
  let visits = 0

  async function send(
    path: string,
    body: unknown,
    headers?: Headers,
    on?: Platform,
    from?: string,
  ) {
    const response = await stage.send(path, body, headers, on, from ?? `10.0.0.${++visits}`)
    const text = await response.text()
    const answer: Answer = {
      status: response.status,
      headers: response.headers,
      body: text === '' ? {} : JSON.parse(text),
    }
    return answer
  }

  /** Every visit comes from its own address, unless one is given. */
  const signIn = (
    input: { username: string; password?: string },
    { headers = {}, on, from }: { headers?: Headers; on?: Platform; from?: string } = {},
  ) => send('/auth/login', { password: PASSWORD, ...input }, headers, on, from)

  /** Signs a person in and returns their tokens. */
  async function tokensOf(username: string): Promise<Issued> {
    const { status, body } = await signIn({ username })
    if (status !== 200) throw new Error(JSON.stringify(body))
    return body
  }

  const refresh = (refreshToken: string, on?: Platform) =>
    send('/auth/refresh', { refreshToken }, {}, on)

  const as = (accessToken: string) => ({ authorization: `Bearer ${accessToken}` })
  const meStatus = async (accessToken: string, on?: Platform) =>
    (await stage.ask('/me', { headers: as(accessToken) }, on)).status

  const sessionsOf = (userId: string) =>
    stage.platform.db
      .select()
      .from(sessions)
      .where(eq(sessions.userId, userId))
      .orderBy(sessions.id)

  /** The audit events of a person, in order, after all deferred work is done. */
  async function recordsOf(userId: string) {
    await stage.platform.settled()
    const rows = await stage.platform.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.userId, userId))
      .orderBy(auditEvents.id)
    return rows.map(({ action, facts }) => [action, facts])
  }

  /** The code of an authenticator app with this key, `later` steps of thirty seconds from now. */
  const codeOf = (key: string, later = 0) => codeShown(stage.platform, key, later)

  /** Sets up a second factor for a signed-in person; this uses up the code of the current half minute. */
  async function enrol(accessToken: string) {
    const begun = await send('/me/second-factor', undefined, as(accessToken))
    const key: string = begun.body.key
    const input = { code: codeOf(key) }
    const { status, body } = await send('/me/second-factor/confirmation', input, as(accessToken))
    if (status !== 200) throw new Error(JSON.stringify(body))
    return { key, codes: body.codes as string[] }
  }

  return { send, signIn, tokensOf, refresh, as, meStatus, sessionsOf, recordsOf, codeOf, enrol }
}
