import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { companies, signInGuards, users } from '#db/schema/index.ts'
import { BOUNDS, FAILURES_MAX, LOCK_SECONDS } from '../lockout/bounds.ts'
import { strangersGuards } from '../lockout/guards.ts'
import { failAttempt } from '../lockout/lockout.ts'
import { DEMO_LOGINS } from './demo.ts'
import { openStage, PASSWORD, type Stage } from './stage.fixture.ts'
import { SITE, visitsTo } from './visits.fixture.ts'

let stage: Stage
let tree: Awaited<ReturnType<Stage['mintTree']>>
let username: string
let door: ReturnType<typeof visitsTo>

beforeAll(async () => {
  stage = await openStage({ connections: 10, costlyHashes: true })
  door = visitsTo(stage)
})
beforeEach(async () => {
  tree = await stage.mintTree()
  username = tree.shop.user.username
})
afterAll(() => stage.close())

const later = (seconds: number) => stage.platform.clock.advance(seconds)

describe('signing in', () => {
  test('opens a session for the caller and records it', async () => {
    const { status, headers, body } = await door.signIn({ username: ` ${username.toUpperCase()}` })
    expect(status).toBe(200)
    expect(headers.get('set-cookie')).toBeNull()
    expect(body).toMatchObject({
      expiresIn: 900,
      refreshToken: expect.stringMatching(/^v1\./),
      user: { username, role: 'admin', company: { id: tree.shop.id, tier: 'retail' } },
    })
    expect(await door.meStatus(body.accessToken)).toBe(200)
    expect(await door.recordsOf(tree.shop.user.id)).toEqual([['auth.login', {}]])
    const [user] = await stage.platform.db
      .select()
      .from(users)
      .where(eq(users.id, tree.shop.user.id))
    expect(user?.lastLoginAt).toEqual(stage.platform.clock.now())
    expect(user?.version).toBe(1)
  })

  test('from the site sets cookies that scripts cannot read, and returns no refresh token', async () => {
    const { headers, body } = await door.signIn({ username }, { headers: SITE })
    expect(headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^maru_device=[\w-]{43}; Max-Age=34560000; Path=\/api\/v2\/auth; HttpOnly; SameSite=Lax$/,
      ),
      expect.stringMatching(/^maru_access=\S+; Max-Age=900; Path=\/; HttpOnly; SameSite=Lax$/),
      expect.stringMatching(
        /^maru_refresh=v1\.\S+; Max-Age=604800; Path=\/api\/v2\/auth; HttpOnly; SameSite=Lax$/,
      ),
    ])
    expect(body).not.toHaveProperty('refreshToken')
  })

  test('sets Secure cookies once the public address is https', async () => {
    const settings = { ...stage.platform.settings, publicUrl: 'https://maru.example' }
    const { headers } = await door.signIn(
      { username },
      { headers: { origin: 'https://maru.example' }, on: { ...stage.platform, settings } },
    )
    expect(headers.getSetCookie()).toHaveLength(3)
    for (const cookie of headers.getSetCookie()) expect(cookie).toMatch(/; Secure/)
  })

  test('gives the same answer for an unknown username and a wrong password, whatever the state of the account', async () => {
    const { hq, agency, shop } = tree
    const pending = eq(users.id, shop.user.id)
    await stage.platform.db.update(users).set({ status: 'pending' }).where(pending)
    const answers = await Promise.all(
      [
        { username: 'nobody-at-all' },
        { username: hq.user.username, password: 'wrong' },
        { username: agency.user.username, password: `${PASSWORD} ` },
        { username: shop.user.username, password: 'wrong' },
      ].map(async (input) => {
        const { status, body } = await door.signIn(input)
        return JSON.stringify({ status, ...body, traceId: '' })
      }),
    )
    expect(JSON.parse(answers[0] ?? '')).toMatchObject({ status: 401, code: 'unauthenticated' })
    expect(new Set(answers).size).toBe(1)
  })

  test('replaces an old hash with one at today’s cost', async () => {
    const old = 'scrypt$16384$8$1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046_2o-7qQT44-qbVD9lRdofI'
    const { db } = stage.platform
    const mine = eq(users.id, tree.shop.user.id)
    await db.update(users).set({ passwordHash: old }).where(mine)
    for (let i = 0; i < 2; i++)
      expect((await door.signIn({ username, password: 'pleaseletmein' })).status).toBe(200)
    const [user] = await db.select().from(users).where(mine)
    expect(user?.passwordHash).toMatch(/^scrypt\$16384\$8\$5\$/)
  })

  test('lists the demo’s logins only in a demo, and only those that were seeded', async () => {
    const options = async (demo: boolean, mail = stage.platform.mail) => {
      const settings = { ...stage.platform.settings, demo }
      const response = await stage.ask('/auth/options', {}, { ...stage.platform, settings, mail })
      return response.json()
    }
    expect(await options(true)).toEqual({ mail: true, demo: [] })
    const [hq] = DEMO_LOGINS
    await stage.addUser(tree.hq.id, { companyId: tree.hq.id, username: hq?.username ?? '' })
    expect(await options(true)).toEqual({ mail: true, demo: [hq] })
    const noMail = { ...stage.platform.mail, configured: false }
    expect(await options(false, noMail)).toEqual({ mail: false, demo: [] })
  })
})

describe('a person who may not sign in', () => {
  const factsOf = async (input: { username: string; password?: string }) => {
    const { status, body } = await door.signIn(input)
    return { status, code: body.code, facts: body.facts }
  }
  const refused = (facts: object) => ({ status: 403, code: 'not_admitted', facts })
  const set = (userId: string, state: Partial<typeof users.$inferInsert>) =>
    stage.platform.db.update(users).set(state).where(eq(users.id, userId))
  const close = (companyId: string, closedBecause: string | null = null) =>
    stage.platform.db
      .update(companies)
      .set({ active: false, closedBecause })
      .where(eq(companies.id, companyId))
  const company = ({ name, phone }: { name: string; phone: string | null }) => ({
    approver: name,
    approverPhone: phone,
  })

  test('learns the reason and whom to ask, after the right password', async () => {
    const { hq, agency, shop } = tree
    await set(shop.user.id, { status: 'pending' })
    expect(await factsOf({ username })).toEqual(
      refused({ status: 'pending', reason: null, ...company(agency) }),
    )
    await set(shop.user.id, { status: 'rejected', statusReason: '서류 부족' })
    expect(await factsOf({ username })).toEqual(
      refused({ status: 'rejected', reason: '서류 부족', ...company(agency) }),
    )
    expect(await door.recordsOf(shop.user.id)).toEqual([
      ['auth.login_failed', { reason: 'pending' }],
      ['auth.login_failed', { reason: 'rejected' }],
    ])
    expect(await door.sessionsOf(shop.user.id)).toHaveLength(1)
    await set(hq.user.id, { status: 'suspended', statusReason: '퇴사' })
    expect(await factsOf({ username: hq.user.username })).toEqual(
      refused({ status: 'suspended', reason: '퇴사', approver: null, approverPhone: null }),
    )
  })

  test('is referred as staff to their own company, and to the nearest open one when that is closed', async () => {
    const { hq, agency, shop } = tree
    const staff = `${username}-staff`
    await stage.addUser(hq.id, {
      companyId: shop.id,
      username: staff,
      role: 'staff',
      status: 'pending',
    })
    const pending = { status: 'pending', reason: null }
    expect(await factsOf({ username: staff })).toEqual(refused({ ...pending, ...company(shop) }))
    await close(shop.id, '폐업')
    expect(await factsOf({ username: staff })).toEqual(refused({ ...pending, ...company(agency) }))
    expect(await factsOf({ username })).toEqual(
      refused({ status: 'closed', reason: '폐업', ...company(agency) }),
    )
    await close(agency.id, '계약 종료')
    expect(await factsOf({ username })).toEqual(
      refused({ status: 'closed', reason: '폐업', ...company(hq) }),
    )
    // An agency's shops may not learn why it was closed.
    expect(await factsOf({ username: tree.second.user.username })).toEqual(
      refused({ status: 'closed', reason: null, ...company(hq) }),
    )
  })
})

describe('the lock', () => {
  const wrong = (name = username, from?: string) =>
    door.signIn({ username: name, password: 'wrong' }, from === undefined ? {} : { from })
  const fail = async (name?: string, from?: string) => {
    for (let i = 0; i < FAILURES_MAX; i++) expect((await wrong(name, from)).status).toBe(401)
  }

  test('after five wrong passwords also refuses the right one, and states how long it lasts', async () => {
    await fail()
    const { status, headers, body } = await door.signIn({ username })
    expect(status).toBe(429)
    expect(headers.get('retry-after')).toBe(String(LOCK_SECONDS))
    expect(body).toMatchObject({ code: 'locked', facts: { retryAfterSeconds: LOCK_SECONDS } })
    const failed = ['auth.login_failed', { reason: 'wrong_password' }]
    expect(await door.recordsOf(tree.shop.user.id)).toEqual([
      ...Array.from({ length: FAILURES_MAX }, () => failed),
      ['auth.locked', { of: 'account' }],
    ])
    later(LOCK_SECONDS)
    expect((await door.signIn({ username })).status).toBe(200)
  })

  test('answers the same for a username that does not exist', async () => {
    const nobody = `${username}-nobody`
    await fail(nobody)
    const { status, body } = await wrong(nobody)
    await fail()
    const known = await wrong()
    expect(status).toBe(429)
    expect({ ...known.body, traceId: '' }).toEqual({ ...body, traceId: '' })
  })

  test('of an address takes failures under many names, and holds for all sign-ins from there and none from elsewhere', async () => {
    const from = '198.51.100.7'
    for (let i = 0; i < FAILURES_MAX; i++) await wrong(`${username}-typo`, from)
    expect((await door.signIn({ username }, { from })).status).toBe(200)
    // The other failures are counted directly, to save the hashes.
    for (let i = FAILURES_MAX; i < BOUNDS.address.max; i++)
      await failAttempt(stage.platform, strangersGuards({ address: from }, `${username}-${i}`))
    expect((await door.signIn({ username }, { from })).status).toBe(429)
    expect((await door.signIn({ username })).status).toBe(200)
  })

  test('does not come when a sign-in succeeds in between, which clears account and address', async () => {
    const from = '198.51.100.8'
    for (let i = 0; i < 2; i++) {
      for (let j = 1; j < FAILURES_MAX; j++) await wrong(username, from)
      expect((await door.signIn({ username }, { from })).status).toBe(200)
    }
  })

  test('stores no username as typed, and logs no address', async () => {
    await wrong('my-secret-typed-into-the-name')
    const rows = await stage.platform.db.select().from(signInGuards)
    expect(JSON.stringify(rows)).not.toContain('my-secret')
    expect(JSON.stringify(stage.platform.logged)).not.toMatch(/my-secret|10\.0\.0\./)
  })
})
