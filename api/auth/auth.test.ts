import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { auditEvents, companies, sessions, users } from '#db/schema/index.ts'
import type { Platform } from '../platform/platform.ts'
import { ATTEMPTS_MAX } from './commands.ts'
import type { Refreshed } from './contract.ts'
import { DEMO_LOGINS } from './demo.ts'
import { ADDRESS_ATTEMPTS_MAX } from './routes.ts'
import { forgetEndedSessions } from './sessions.ts'
import { openStage, PASSWORD, type Stage } from './stage.fixture.ts'

let stage: Stage
let tree: Awaited<ReturnType<Stage['mintTree']>>
let username: string
let address = 0

beforeAll(async () => {
  stage = await openStage({ connections: 10 })
})
beforeEach(async () => {
  tree = await stage.mintTree()
  username = tree.shop.user.username
})
afterAll(() => stage.close())

/** Every sign-in comes from an address of its own, unless the limit itself is meant. */
const signIn = (
  input: { username: string; password: string },
  headers: Record<string, string> = {},
) => stage.send('/auth/login', input, headers, undefined, `10.0.0.${++address}`)

async function signedIn() {
  const response = await signIn({ username, password: PASSWORD })
  expect(response.status).toBe(200)
  const { accessToken, refreshToken } = (await response.json()) as Record<string, string>
  return { accessToken: accessToken ?? '', refreshToken: refreshToken ?? '' }
}

const refresh = async (refreshToken: string, on?: Platform) => {
  const response = await stage.send('/auth/refresh', { refreshToken }, {}, on)
  const body = (await response.json()) as Partial<Refreshed>
  return { status: response.status, ...body }
}

const meStatus = async (accessToken: string, on?: Platform) =>
  (await stage.ask('/me', { headers: { authorization: `Bearer ${accessToken}` } }, on)).status

const later = (seconds: number) => stage.platform.clock.advance(seconds)

describe('signing in', () => {
  test('opens a session that says who is asking, and leaves a record', async () => {
    const response = await signIn({ username: ` ${username.toUpperCase()}`, password: PASSWORD })
    expect(response.status).toBe(200)
    expect(response.headers.get('set-cookie')).toBeNull()
    const body = (await response.json()) as { accessToken: string }
    expect(body).toMatchObject({
      expiresIn: 900,
      refreshToken: expect.stringMatching(/^v1\./),
      user: { username, role: 'admin', company: { id: tree.shop.id, tier: 'retail' } },
    })
    expect(await meStatus(body.accessToken)).toBe(200)
    const events = await eventsOf(tree.shop.id)
    expect(events.map(({ action }) => action)).toEqual(['auth.login'])
  })

  test('from the site answers with cookies that no script can read, and no refresh token', async () => {
    const response = await signIn(
      { username, password: PASSWORD },
      { 'sec-fetch-site': 'same-origin' },
    )
    const cookies = response.headers.getSetCookie()
    expect(cookies).toHaveLength(2)
    expect(cookies[0]).toMatch(/^maru_access=\S+; Max-Age=900; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(cookies[1]).toMatch(
      /^maru_refresh=v1\.\S+; Max-Age=604800; Path=\/api\/v2\/auth; HttpOnly; SameSite=Lax$/,
    )
    expect(await response.json()).not.toHaveProperty('refreshToken')
  })

  test('cookies are for encrypted connections only once the public address is', async () => {
    const settings = { ...stage.platform.settings, publicUrl: 'https://maru.example' }
    const response = await stage.send(
      '/auth/login',
      { username, password: PASSWORD },
      { origin: 'https://maru.example' },
      { ...stage.platform, settings },
    )
    for (const cookie of response.headers.getSetCookie()) expect(cookie).toMatch(/; Secure/)
  })

  test('unknown, mistyped, unapproved and closed out get the same answer', async () => {
    const { hq, agency, shop, second, cousin, other } = tree
    const { db } = stage.platform
    await db.update(users).set({ status: 'pending' }).where(eq(users.id, shop.user.id))
    await db.update(companies).set({ active: false }).where(eq(companies.id, other.id))
    const answers = await Promise.all(
      [
        { username: 'nobody-at-all', password: PASSWORD },
        { username: hq.user.username, password: 'wrong' },
        { username: agency.user.username, password: `${PASSWORD} ` },
        { username: shop.user.username, password: PASSWORD },
        { username: other.user.username, password: PASSWORD },
        { username: cousin.user.username, password: PASSWORD },
      ].map(async (input) => {
        const response = await signIn(input)
        const { traceId, ...body } = (await response.json()) as Record<string, unknown>
        return { status: response.status, body: JSON.stringify(body) }
      }),
    )
    expect(answers[0]?.status).toBe(401)
    expect(JSON.parse(answers[0]?.body ?? '')).toMatchObject({ code: 'unauthenticated' })
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect((await signIn({ username: second.user.username, password: PASSWORD })).status).toBe(200)
  })

  test('is refused to an address after many attempts in a minute, and let in again after it', async () => {
    const input = { username: 'nobody', password: 'x' }
    const attempt = () => stage.send('/auth/login', input, {}, undefined, '198.51.100.1')
    const { limiter } = stage.platform
    // Those before the last are counted without the cost of their hashes.
    for (let i = 1; i < ADDRESS_ATTEMPTS_MAX; i++)
      await limiter.limit('login:198.51.100.1', ADDRESS_ATTEMPTS_MAX, 60)
    expect((await attempt()).status).toBe(401)
    const refused = await attempt()
    expect(refused.status).toBe(429)
    expect(await refused.json()).toMatchObject({ code: 'too_many_requests' })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    later(61)
    expect((await attempt()).status).toBe(401)
  })

  test('guessing at one username is limited from wherever it comes', async () => {
    const name = `${username}-guessed`
    for (let i = 1; i < ATTEMPTS_MAX; i++)
      await stage.platform.limiter.limit(`sign-in:${name}`, ATTEMPTS_MAX, 600)
    const guess = () => signIn({ username: name, password: 'x' })
    expect((await guess()).status).toBe(401)
    expect((await guess()).status).toBe(429)
    expect((await signIn({ username, password: PASSWORD })).status).toBe(200)
  })

  test('makes an old hash anew at today’s cost', async () => {
    const old = 'scrypt$16384$8$1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046_2o-7qQT44-qbVD9lRdofI'
    const { db } = stage.platform
    const mine = eq(users.id, tree.shop.user.id)
    await db.update(users).set({ passwordHash: old }).where(mine)
    for (let i = 0; i < 2; i++)
      expect((await signIn({ username, password: 'pleaseletmein' })).status).toBe(200)
    const [user] = await db.select().from(users).where(mine)
    expect(user?.passwordHash).toMatch(/^scrypt\$16384\$8\$5\$/)
  })

  test('names the demo’s logins in a demo only, and only those that were seeded', async () => {
    const options = async (demo: boolean) => {
      const settings = { ...stage.platform.settings, demo }
      const response = await stage.ask('/auth/options', {}, { ...stage.platform, settings })
      return response.json()
    }
    expect(await options(true)).toEqual({ demo: [] })
    const [hq] = DEMO_LOGINS
    await stage.addUser(tree.hq.id, { companyId: tree.hq.id, username: hq?.username ?? '' })
    expect(await options(true)).toEqual({ demo: [hq] })
    expect(await options(false)).toEqual({ demo: [] })
  })
})

describe('refreshing', () => {
  test('fifty tabs that race with one token all get the one successor', async () => {
    const { refreshToken } = await signedIn()
    const answers = await Promise.all(Array.from({ length: 50 }, () => refresh(refreshToken)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    const successors = new Set(answers.map((answer) => answer.refreshToken))
    expect(successors.size).toBe(1)
    expect(successors).not.toContain(refreshToken)
    const [successor = ''] = successors
    expect((await refresh(successor)).status).toBe(200)
  })

  test('a token used again after the grace is a copy, and ends the session for everybody', async () => {
    const first = await signedIn()
    const next = await refresh(first.refreshToken)
    expect(await meStatus(next.accessToken ?? '')).toBe(200)
    later(20)
    expect((await refresh(first.refreshToken)).refreshToken).toBe(next.refreshToken)
    later(1)
    expect((await refresh(first.refreshToken)).status).toBe(401)
    expect((await refresh(next.refreshToken ?? '')).status).toBe(401)
    expect(await meStatus(next.accessToken ?? '')).toBe(401)
    const [session] = await sessionOf(tree.shop.user.id)
    expect(session?.revokedBecause).toBe('reused')
  })

  test('a token two rotations old is a copy even at once', async () => {
    const first = await signedIn()
    const second = await refresh(first.refreshToken)
    const third = await refresh(second.refreshToken ?? '')
    expect((await refresh(first.refreshToken)).status).toBe(401)
    expect((await refresh(third.refreshToken ?? '')).status).toBe(401)
  })

  test('a forged token ends nothing', async () => {
    const { refreshToken } = await signedIn()
    const [, key, session, , mac] = refreshToken.split('.')
    for (const forged of [`v1.${key}.${session}.2.${mac}`, `${refreshToken}x`, 'v1', '..', '가'])
      expect((await refresh(forged)).status).toBe(401)
    expect((await refresh(refreshToken)).status).toBe(200)
  })

  test('a session ends after seven days, and its last access token with it', async () => {
    let { refreshToken } = await signedIn()
    later(7 * 86_400 - 100)
    const last = await refresh(refreshToken)
    expect(last).toMatchObject({ status: 200, expiresIn: 100 })
    refreshToken = last.refreshToken ?? ''
    later(100)
    expect((await refresh(refreshToken)).status).toBe(401)
    await forgetEndedSessions(stage.ctxOf(tree.hq.actor))
    expect(await sessionOf(tree.shop.user.id)).toEqual([])
  })

  test('who was suspended, or whose HQ was closed, gets no more tokens', async () => {
    const { db } = stage.platform
    const { refreshToken, accessToken } = await signedIn()
    await db.update(companies).set({ active: false }).where(eq(companies.id, tree.hq.id))
    expect((await refresh(refreshToken)).status).toBe(401)
    expect(await meStatus(accessToken)).toBe(401)
    const [session] = await sessionOf(tree.shop.user.id)
    expect(session?.revokedBecause).toBe('company_closed')
  })

  test('the site refreshes by cookie, from its own pages only', async () => {
    const { refreshToken } = await signedIn()
    const cookie = `maru_refresh=${refreshToken}`
    const elsewhere = await stage.send(
      '/auth/refresh',
      {},
      { cookie, origin: 'https://evil.example' },
    )
    expect(elsewhere.status).toBe(403)
    expect((await stage.send('/auth/refresh', {}, { cookie })).status).toBe(403)
    const origin = stage.platform.settings.publicUrl
    const response = await stage.send('/auth/refresh', {}, { cookie, origin })
    expect(response.status).toBe(200)
    expect(response.headers.getSetCookie()).toHaveLength(2)
    expect(await response.json()).not.toHaveProperty('refreshToken')
    expect((await stage.send('/auth/refresh', {})).status).toBe(401)
  })
})

describe('signing out', () => {
  test('is effective at the next request of another process', async () => {
    const other = stage.open()
    const elsewhere = { ...other, cache: stage.platform.cache, clock: stage.platform.clock }
    const { accessToken, refreshToken } = await signedIn()
    expect(await meStatus(accessToken, elsewhere)).toBe(200)
    const headers = { authorization: `Bearer ${accessToken}` }
    expect((await stage.send('/auth/logout', {}, headers)).status).toBe(204)
    expect(await meStatus(accessToken, elsewhere)).toBe(401)
    expect(await meStatus(accessToken)).toBe(401)
    expect((await refresh(refreshToken, elsewhere)).status).toBe(401)
    await other.close()
  })

  test('holds when the cache cannot be asked: then the database is', async () => {
    const unreachable = {
      ...stage.platform,
      cache: { ...stage.platform.cache, get: () => Promise.reject(new Error('no cache')) },
    }
    const { accessToken, refreshToken } = await signedIn()
    expect(await meStatus(accessToken, unreachable)).toBe(200)
    expect((await stage.send('/auth/logout', { refreshToken })).status).toBe(204)
    expect(await meStatus(accessToken, unreachable)).toBe(401)
  })

  test('takes the browser’s cookies away, is recorded once, and may be repeated', async () => {
    const { refreshToken } = await signedIn()
    const headers = { cookie: `maru_refresh=${refreshToken}`, 'sec-fetch-site': 'same-origin' }
    for (let i = 0; i < 2; i++) {
      const response = await stage.ask('/auth/logout', { method: 'POST', headers })
      expect(response.status).toBe(204)
      expect(response.headers.getSetCookie()).toEqual([
        expect.stringMatching(/^maru_access=; Max-Age=0; Path=\/;/),
        expect.stringMatching(/^maru_refresh=; Max-Age=0; Path=\/api\/v2\/auth;/),
      ])
    }
    const events = await eventsOf(tree.shop.id)
    expect(events.map(({ action, facts }) => [action, facts])).toEqual([
      ['auth.login', {}],
      ['auth.logout', { because: 'signed_out' }],
    ])
  })

  test('without any token there is nothing to end', async () => {
    expect((await stage.send('/auth/logout', {})).status).toBe(401)
  })
})

const sessionOf = (userId: string) =>
  stage.platform.db.select().from(sessions).where(eq(sessions.userId, userId))
const eventsOf = (companyId: string) =>
  stage.platform.db.select().from(auditEvents).where(eq(auditEvents.companyId, companyId))
