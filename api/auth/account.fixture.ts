import { eq } from 'drizzle-orm'
import { auditEvents, notifications } from '#db/schema/index.ts'
import { runJob } from '#jobs/run.ts'
import { PASSWORD, type Tree, type World } from '#tests/world.ts'
import type { Platform } from '../platform/platform.ts'

type Company = Tree['r1']
type Visit = {
  method?: string
  body?: unknown
  token?: string
  headers?: Record<string, string>
  on?: Platform
  from?: string
}

/** Test people; each visit comes from another device and address. */
export function accountsOf(world: World) {
  const { platform } = world
  let visits = 0

  async function visit(path: string, { method, body, token, headers, on, from }: Visit = {}) {
    const address = from ?? `10.1.${++visits >> 8}.${visits & 255}`
    const response = await world.call(
      path,
      {
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(token && { authorization: `Bearer ${token}` }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      },
      { address, ...(on && { on }) },
    )
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      // The body is untyped: a test names what it reads, and a wrong name fails the test.
      // biome-ignore lint/suspicious/noExplicitAny: bodies of several routes pass through here
      body: (text ? JSON.parse(text) : {}) as any,
      text,
    }
  }

  const signIn = (username: string, password = PASSWORD, more: Visit = {}) =>
    visit('auth/login', { ...more, body: { username, password } })

  /** Signs in on another device of this person and returns its access token. */
  async function device(username: string, more: Visit = {}): Promise<string> {
    const { status, text, body } = await signIn(username, PASSWORD, more)
    if (status !== 200) throw new Error(text)
    await platform.settled()
    return body.accessToken
  }

  return {
    visit,
    signIn,
    device,
    meStatus: async (token: string, on?: Platform) =>
      (await visit('me', { token, ...(on && { on }) })).status,
    /** Adds a person to the company's staff, with an e-mail address where one is given. */
    async person(company: Company, email?: string) {
      const who = await company.lent()
      const { username } = (await who.get('me')).body
      if (email) {
        const profile = { version: 1, name: '김서연', email, phone: null }
        const proof = { currentPassword: PASSWORD }
        const { status, text } = await who.put('me/profile', { ...profile, ...proof })
        if (status !== 200) throw new Error(text)
      }
      return { who, username: String(username), id: who.actor.userId }
    },
    /** The audit events about a person or record, in order. */
    async recordsAbout(entityId: string) {
      await platform.settled()
      const rows = await platform.db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.entityId, entityId))
        .orderBy(auditEvents.id)
      return rows.map(({ action, userId, facts }) => ({ action, userId, facts }))
    },
    /** The notifications addressed to this person alone. */
    newsOf: (userId: string) =>
      platform.db
        .select({ type: notifications.type, companyId: notifications.companyId })
        .from(notifications)
        .where(eq(notifications.userId, userId))
        .orderBy(notifications.id),
    /** Runs deferred work and woken jobs, and returns the mails that they sent. */
    async mailsSent() {
      await platform.settled()
      for (const id of platform.woken.splice(0)) await runJob(platform, id)
      return platform.mails.splice(0)
    },
  }
}

/** The secret of a link, as the page reads it from the fragment. */
export const secretIn = (text: string): string => /\/reset#([\w-]+)/.exec(text)?.[1] ?? ''
