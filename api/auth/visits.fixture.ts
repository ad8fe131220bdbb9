import { eq } from 'drizzle-orm'
import { Secret, TOTP } from 'otpauth'
import { auditEvents, sessions } from '#db/schema/index.ts'
import type { Platform } from '../platform/platform.ts'
import type { Issued } from './issue.ts'
import { PASSWORD, type Stage } from './stage.fixture.ts'

type Headers = Record<string, string>
export type Answer = {
  status: number
  headers: globalThis.Headers
  // What a test reads of a body it names itself; a wrong name fails the test.
  // biome-ignore lint/suspicious/noExplicitAny: bodies of several routes pass through here
  body: any
}

export const SITE = { 'sec-fetch-site': 'same-origin' }

/** People who come to the door of a stage: they sign in, refresh and are seen in the records. */
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

  /** Every visit comes from an address of its own, unless one is named. */
  const signIn = (
    input: { username: string; password?: string },
    { headers = {}, on, from }: { headers?: Headers; on?: Platform; from?: string } = {},
  ) => send('/auth/login', { password: PASSWORD, ...input }, headers, on, from)

  /** The tokens of somebody who is let in. */
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

  /** What is on record of a person, in order, once everything that was put off is done. */
  async function recordsOf(userId: string) {
    await stage.platform.settled()
    const rows = await stage.platform.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.userId, userId))
      .orderBy(auditEvents.id)
    return rows.map(({ action, facts }) => [action, facts])
  }

  /** An authenticator app with this secret, `later` by that many steps of thirty seconds. */
  const codeOf = (key: string, later = 0) =>
    new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) }).generate({
      timestamp: stage.platform.clock.now().getTime() + later * 30_000,
    })

  /** Gives a signed-in person a second factor; its code of this half minute is used up by it. */
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
