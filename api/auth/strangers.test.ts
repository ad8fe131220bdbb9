import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { BOUNDS, FAILURES_MAX } from '../lockout/bounds.ts'
import { strangersGuards } from '../lockout/guards.ts'
import { failAttempt } from '../lockout/lockout.ts'
import { openStage, PASSWORD, type Stage } from './stage.fixture.ts'
import { SITE, visitsTo } from './visits.fixture.ts'

// Anybody who knows a username can fail under it as often as they like. The resulting lock applies to
// strangers, not to signed-in people or to browsers that have signed in to the account before.

let stage: Stage
let door: ReturnType<typeof visitsTo>
let username: string
let userId: string

beforeAll(async () => {
  stage = await openStage({ connections: 10 })
  door = visitsTo(stage)
})
beforeEach(async () => {
  const { shop } = await stage.mintTree()
  username = shop.user.username
  userId = shop.user.id
})
afterAll(() => stage.close())

const failAs = async (name = username) => {
  for (let i = 0; i < FAILURES_MAX; i++) await door.signIn({ username: name, password: 'wrong' })
  expect((await door.signIn({ username: name })).body.code).toBe('locked')
}

/** A browser that has signed in and comes back with only its device cookie. */
async function browser(name = username) {
  const { headers, status } = await door.signIn({ username: name }, { headers: SITE })
  expect(status).toBe(200)
  const cookie = headers.getSetCookie()[0]?.split(';')[0] ?? ''
  return { headers: { ...SITE, cookie } }
}

describe('a known browser', () => {
  test('signs in while the account is locked, and the lock stays for everybody else', async () => {
    const known = await browser()
    await failAs()
    expect((await door.signIn({ username }, known)).status).toBe(200)
    expect((await door.signIn({ username })).body.code).toBe('locked')
    expect((await door.signIn({ username }, { headers: SITE })).body.code).toBe('locked')
  })

  test('signs in from an address that others have locked', async () => {
    const known = await browser()
    const from = '198.51.100.50'
    // Counted directly, to save the hashes.
    for (let i = 0; i < BOUNDS.address.max; i++)
      await failAttempt(stage.platform, strangersGuards({ address: from }, `${username}-${i}`))
    expect((await door.signIn({ username }, { from })).body.code).toBe('locked')
    expect((await door.signIn({ username }, { ...known, from })).status).toBe(200)
  })

  test('has its own count: after five failures it is locked, while the account is not', async () => {
    const known = await browser()
    for (let i = 0; i < FAILURES_MAX; i++)
      expect((await door.signIn({ username, password: 'wrong' }, known)).status).toBe(401)
    expect((await door.signIn({ username }, known)).body.code).toBe('locked')
    expect((await door.signIn({ username })).status).toBe(200)
  })

  test('is known only to the accounts that it signed in to', async () => {
    const known = await browser()
    const { second } = await stage.mintTree()
    await failAs(second.user.username)
    const other = { username: second.user.username }
    expect((await door.signIn(other, known)).body.code).toBe('locked')
  })

  test('is a stranger again once its session was revoked', async () => {
    const known = await browser()
    const { accessToken } = await door.tokensOf(username)
    await door.send('/me/sessions/revocations', { which: 'all' }, door.as(accessToken))
    await failAs()
    expect((await door.signIn({ username }, known)).body.code).toBe('locked')
  })

  test('completes the second step while strangers guess', async () => {
    const { key } = await door.enrol((await door.tokensOf(username)).accessToken)
    stage.platform.clock.advance(60)
    const first = await door.signIn({ username }, { headers: SITE })
    const { challenge } = first.body
    const entered = await door.send(
      '/auth/second-factor',
      { challenge, code: door.codeOf(key) },
      SITE,
    )
    const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const known = { headers: { ...SITE, cookie } }
    await failAs()
    stage.platform.clock.advance(60)
    const again = await door.signIn({ username }, known)
    expect(again.status).toBe(202)
    const code = door.codeOf(key)
    const input = { challenge: again.body.challenge, code }
    expect((await door.send('/auth/second-factor', input, known.headers)).status).toBe(200)
  })
})

describe('a signed-in person', () => {
  test('proves the password while the account is locked; five wrong proofs lock only the session', async () => {
    const { accessToken } = await door.tokensOf(username)
    const other = await door.tokensOf(username)
    await failAs()
    const prove = (password: string, token = accessToken) =>
      door.send('/me/step-up', { password }, door.as(token))
    expect((await prove(PASSWORD)).status).toBe(204)
    for (let i = 0; i < FAILURES_MAX; i++) expect((await prove('wrong')).status).toBe(422)
    expect((await prove(PASSWORD)).body.code).toBe('locked')
    expect((await prove(PASSWORD, other.accessToken)).status).toBe(204)
  })

  test('with many sessions has one limit of wrong proofs for all of them', async () => {
    const tokens = []
    for (let i = 0; i < 4; i++) tokens.push((await door.tokensOf(username)).accessToken)
    const codes = []
    for (let i = 0; i < BOUNDS.person.max + 2; i++) {
      const to = door.as(tokens[i % 4] ?? '')
      codes.push((await door.send('/me/step-up', { password: 'wrong' }, to)).body.code)
    }
    const wrong = codes.filter((code) => code === 'invalid_input')
    expect(wrong).toHaveLength(BOUNDS.person.max)
    expect(codes.at(-1)).toBe('locked')
  })

  test('of fifty wrong proofs at once, five are answered as wrong, and the rest and a later right one are locked', async () => {
    const { accessToken } = await door.tokensOf(username)
    const { key } = await door.enrol(accessToken)
    stage.platform.clock.advance(60)
    const right = [door.codeOf(key, -1), door.codeOf(key), door.codeOf(key, 1)]
    const wrong = Array.from({ length: 53 }, (_, i) => String(200_000 + i))
      .filter((code) => !right.includes(code))
      .slice(0, 50)
    const answers = await Promise.all(
      wrong.map((code) => door.send('/me/step-up', { code }, door.as(accessToken))),
    )
    const codes = answers.map(({ body }) => body.code)
    expect(codes.filter((code) => code === 'wrong_code')).toHaveLength(FAILURES_MAX)
    expect(codes.filter((code) => code === 'locked')).toHaveLength(50 - FAILURES_MAX)
    const late = await door.send('/me/step-up', { code: door.codeOf(key) }, door.as(accessToken))
    expect(late.body.code).toBe('locked')
  })
})

test('a lock of a session is recorded as such', async () => {
  const { accessToken } = await door.tokensOf(username)
  for (let i = 0; i < FAILURES_MAX; i++)
    await door.send('/me/step-up', { password: 'wrong' }, door.as(accessToken))
  expect(await door.recordsOf(userId)).toContainEqual(['auth.locked', { of: 'session' }])
})
