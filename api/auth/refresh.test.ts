import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { companies, sessions } from '#db/schema/index.ts'
import { treeAuthNamespace } from '../access/namespaces.ts'
import { forgetEndedSessions } from '../devices/sessions.ts'
import type { Platform } from '../platform/platform.ts'
import { actorIn } from './access-token.ts'
import { recheck } from './recheck.ts'
import { openStage, type Stage } from './stage.fixture.ts'
import { SITE, visitsTo } from './visits.fixture.ts'

let stage: Stage
let tree: Awaited<ReturnType<Stage['mintTree']>>
let username: string
let door: ReturnType<typeof visitsTo>

beforeAll(async () => {
  stage = await openStage({ connections: 10 })
  door = visitsTo(stage)
})
beforeEach(async () => {
  tree = await stage.mintTree()
  username = tree.shop.user.username
})
afterAll(() => stage.close())

const later = (seconds: number) => stage.platform.clock.advance(seconds)
/** Backdates the last rotation, because the database measures its age by its own clock. */
const ageRotation = (userId: string, seconds: number) =>
  stage.platform.db
    .update(sessions)
    .set({ rotatedAt: sql`${sessions.rotatedAt} - ${seconds} * interval '1 second'` })
    .where(eq(sessions.userId, userId))
const endOf = async (userId: string) =>
  (await door.sessionsOf(userId)).at(-1)?.revokedBecause ?? null
const renewed = async (token: string, on?: Platform) => {
  const { status, body } = await door.refresh(token, on)
  expect(status).toBe(200)
  return body as { accessToken: string; refreshToken: string; expiresIn: number }
}

describe('a refresh token', () => {
  test('gives the same successor to fifty tabs that race with it', async () => {
    const { refreshToken } = await door.tokensOf(username)
    const answers = await Promise.all(Array.from({ length: 50 }, () => door.refresh(refreshToken)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    const successors = new Set(answers.map(({ body }) => body.refreshToken))
    expect(successors.size).toBe(1)
    expect(successors).not.toContain(refreshToken)
    await renewed([...successors][0])
    // The stage's own session, and the session of the fifty tabs.
    const open = await door.sessionsOf(tree.shop.user.id)
    expect(open.map(({ counter, revokedAt }) => [counter, revokedAt])).toEqual([
      [1, null],
      [3, null],
    ])
  })

  test('used again after the grace period is a copy, and ends the session for all its holders', async () => {
    const first = await door.tokensOf(username)
    const next = await renewed(first.refreshToken)
    expect(await door.meStatus(next.accessToken)).toBe(200)
    await ageRotation(tree.shop.user.id, 5)
    expect((await renewed(first.refreshToken)).refreshToken).toBe(next.refreshToken)
    await ageRotation(tree.shop.user.id, 16)
    expect((await door.refresh(first.refreshToken)).status).toBe(401)
    expect((await door.refresh(next.refreshToken)).status).toBe(401)
    expect(await door.meStatus(next.accessToken)).toBe(401)
    expect(await endOf(tree.shop.user.id)).toBe('reused')
    expect(await door.recordsOf(tree.shop.user.id)).toEqual([
      ['auth.login', {}],
      ['auth.token_reused', { because: 'reused' }],
    ])
  })

  test('two rotations old is a copy even within the grace period', async () => {
    const first = await door.tokensOf(username)
    const second = await renewed(first.refreshToken)
    const third = await renewed(second.refreshToken)
    expect((await door.refresh(first.refreshToken)).status).toBe(401)
    expect((await door.refresh(third.refreshToken)).status).toBe(401)
  })

  test('that is forged ends no session', async () => {
    const { refreshToken } = await door.tokensOf(username)
    const [, key, session, , mac] = refreshToken.split('.')
    for (const forged of [`v1.${key}.${session}.2.${mac}`, `${refreshToken}x`, 'v1', '..', '가'])
      expect((await door.refresh(forged)).status).toBe(401)
    await renewed(refreshToken)
  })

  test('expires after seven days, and the last access token with it', async () => {
    const { refreshToken } = await door.tokensOf(username)
    later(7 * 86_400 - 100)
    const last = await renewed(refreshToken)
    expect(last.expiresIn).toBe(100)
    later(100)
    expect((await door.refresh(last.refreshToken)).status).toBe(401)
  })

  test('becomes invalid when the HQ is closed, and so do the access tokens', async () => {
    const { refreshToken, accessToken } = await door.tokensOf(username)
    expect(await door.meStatus(accessToken)).toBe(200)
    const mine = eq(companies.id, tree.hq.id)
    await stage.platform.db.update(companies).set({ active: false }).where(mine)
    await stage.platform.cache.bump(treeAuthNamespace(tree.hq.id))
    expect(await door.meStatus(accessToken)).toBe(401)
    expect((await door.refresh(refreshToken)).status).toBe(401)
    expect(await endOf(tree.shop.user.id)).toBe('closed')
  })

  test('in a cookie is accepted only from our own pages', async () => {
    const { refreshToken } = await door.tokensOf(username)
    const cookie = `maru_refresh=${refreshToken}`
    const from = (headers: object) => door.send('/auth/refresh', {}, { cookie, ...headers })
    expect((await from({ origin: 'https://evil.example' })).status).toBe(403)
    expect((await from({})).status).toBe(403)
    const { status, headers, body } = await from({ origin: stage.platform.settings.publicUrl })
    expect(status).toBe(200)
    expect(headers.getSetCookie()).toHaveLength(2)
    expect(body).not.toHaveProperty('refreshToken')
    expect((await door.send('/auth/refresh', {})).status).toBe(401)
  })
})

describe('a browser without activity', () => {
  const cookieOf = (headers: Headers, name: string) =>
    headers
      .getSetCookie()
      .find((cookie) => cookie.startsWith(`${name}=`))
      ?.split(';')[0] ?? ''

  test('is signed out after the tree’s idle minutes; a program is not', async () => {
    const browser = await door.signIn({ username }, { headers: SITE })
    const program = await door.tokensOf(username)
    later(60 * 60 + 61)
    const cookie = cookieOf(browser.headers, 'maru_refresh')
    expect((await door.send('/auth/refresh', {}, { cookie, ...SITE })).status).toBe(401)
    const ends = (await door.sessionsOf(tree.shop.user.id)).map((each) => each.revokedBecause)
    expect(ends).toEqual([null, 'idle', null])
    await renewed(program.refreshToken)
  })

  test('is signed out even while its socket listens; requests of any kind keep it signed in', async () => {
    const { headers } = await door.signIn({ username }, { headers: SITE })
    const cookie = cookieOf(headers, 'maru_access')
    const actor = await actorIn(stage.platform, cookie.slice('maru_access='.length))
    const listen = async (minutes: number, alongside = async () => {}) => {
      for (let i = 0; i < minutes; i++) {
        later(60)
        await recheck(stage.platform, actor, { headers: new Headers() })
        await alongside()
        await stage.platform.settled()
      }
    }
    await listen(14, async () => {
      expect((await stage.ask('/me', { headers: { cookie } })).status).toBe(200)
    })
    await listen(60)
    await expect(listen(2)).rejects.toThrow('This session has ended')
  })
})

describe('two processes whose clocks are a minute apart', () => {
  async function apart(seconds: number) {
    const own = stage.open()
    own.clock.set(new Date(stage.platform.clock.now().getTime() + seconds * 1000))
    return { on: { ...own, cache: stage.platform.cache }, close: () => own.close() }
  }

  test.each([60, -60])(
    '%i seconds: tabs that race through both processes stay signed in',
    async (seconds) => {
      const other = await apart(seconds)
      const { refreshToken } = await door.tokensOf(username)
      const places = Array.from({ length: 10 }, (_, i) => (i % 2 ? other.on : stage.platform))
      let token = refreshToken
      for (const first of [other.on, stage.platform]) {
        // One request comes first, at the process whose turn it is; the others follow.
        const { refreshToken: next } = await renewed(token, first)
        for (const on of places) expect((await renewed(token, on)).refreshToken).toBe(next)
        token = next
      }
      expect(await endOf(tree.shop.user.id)).toBeNull()
      await other.close()
    },
  )

  test.each([60, -60])(
    '%i seconds: a fresh access token is valid at both processes',
    async (seconds) => {
      const other = await apart(seconds)
      const here = await door.tokensOf(username)
      const there = (await door.signIn({ username }, { on: other.on })).body
      for (const { accessToken } of [here, there])
        for (const on of [stage.platform, other.on])
          expect(await door.meStatus(accessToken, on)).toBe(200)
      await other.close()
    },
  )
})

describe('a new signing key', () => {
  const withKeys = async <T>(
    tokenKeys: Platform['settings']['tokenKeys'],
    work: (on: Platform) => Promise<T>,
  ): Promise<T> => {
    const own = stage.open()
    own.clock.set(stage.platform.clock.now())
    const settings = { ...own.settings, tokenKeys }
    const result = await work({ ...own, settings, cache: stage.platform.cache })
    await own.close()
    return result
  }
  const fresh = { id: 'fresh', secret: crypto.getRandomValues(new Uint8Array(32)) }

  test('in front of the old ones signs out nobody; removing the old ones does', async () => {
    const { tokenKeys } = stage.platform.settings
    const before = await door.tokensOf(username)
    const after = await withKeys([fresh, ...tokenKeys], async (on) => {
      expect(await door.meStatus(before.accessToken, on)).toBe(200)
      return renewed(before.refreshToken, on)
    })
    expect(after.refreshToken).toMatch(/^v1\.fresh\./)
    await withKeys([fresh], async (on) => {
      expect(await door.meStatus(before.accessToken, on)).toBe(401)
      expect((await door.refresh(before.refreshToken, on)).status).toBe(401)
      // Tokens that were exchanged meanwhile are valid with the new key alone.
      expect(await door.meStatus(after.accessToken, on)).toBe(200)
      await renewed(after.refreshToken, on)
    })
  })
})

test('ended sessions are deleted, except the last of each device', async () => {
  const { user } = tree.shop
  const programs = ['curl/8.5', 'curl/8.5', 'okhttp/4.12']
  for (const agent of programs)
    await door.signIn({ username }, { headers: { 'user-agent': agent } })
  const [browser] = await Promise.all([door.signIn({ username }, { headers: SITE })])
  const cookie = browser?.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  await door.signIn({ username }, { headers: { ...SITE, cookie, 'user-agent': 'updated' } })
  later(7 * 86_400 + 1)
  await forgetEndedSessions(stage.ctxOf(tree.hq.actor))
  const kept = (await door.sessionsOf(user.id)).map(({ userAgent }) => userAgent)
  expect(kept).toEqual([null, 'curl/8.5', 'okhttp/4.12', 'updated'])
  later(400 * 86_400)
  await forgetEndedSessions(stage.ctxOf(tree.hq.actor))
  expect(await door.sessionsOf(user.id)).toEqual([])
})
