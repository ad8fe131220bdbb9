import { eq } from 'drizzle-orm'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hqSettings, notifications, recoveryCodes, secondFactors, users } from '#db/schema/index.ts'
import { personNamespace, treeAuthNamespace } from '../access/namespaces.ts'
import { FAILURES_MAX } from '../lockout/bounds.ts'
import { openStage, PASSWORD, type Stage } from './stage.fixture.ts'
import { SITE, visitsTo } from './visits.fixture.ts'

let stage: Stage
let tree: Awaited<ReturnType<Stage['mintTree']>>
let username: string
let userId: string
let door: ReturnType<typeof visitsTo>
let me: { authorization: string }

beforeAll(async () => {
  stage = await openStage({ connections: 10 })
  door = visitsTo(stage)
})
beforeEach(async () => {
  tree = await stage.mintTree()
  ;({ username, id: userId } = tree.agency.user)
  me = door.as((await door.tokensOf(username)).accessToken)
})
afterAll(() => stage.close())

const later = (seconds: number) => stage.platform.clock.advance(seconds)
const mine = (path: string, body?: unknown) => door.send(`/me/${path}`, body, me)
const enrolled = () => door.enrol(me.authorization.slice('Bearer '.length))
const factor = async () => {
  const response = await stage.ask('/me/second-factor', { headers: me })
  return response.json()
}
const challenge = async (): Promise<string> => (await door.signIn({ username })).body.challenge
const finish = async (code: string, from?: string) =>
  door.send('/auth/second-factor', { challenge: await challenge(), code }, {}, undefined, from)
const newsOf = async () => {
  const rows = await stage.platform.db
    .select({ type: notifications.type, params: notifications.params })
    .from(notifications)
    .where(eq(notifications.userId, userId))
    .orderBy(notifications.id)
  return rows.map(({ type, params }) => [type, params])
}
const rule = async (secondFactor: 'off' | 'privileged' | 'everyone') => {
  const ours = eq(hqSettings.hqId, tree.hq.id)
  await stage.platform.db.update(hqSettings).set({ secondFactor }).where(ours)
  await stage.platform.cache.bump(treeAuthNamespace(tree.hq.id))
}

describe('a second factor', () => {
  test('counts only after a code confirmed it, and is stored encrypted', async () => {
    const nothing = { enrolled: false, required: false, since: null, recoveryCodesLeft: 0 }
    expect(await factor()).toEqual(nothing)
    const { body } = await mine('second-factor')
    expect(body.uri).toContain(`otpauth://totp/Maru:${username}?issuer=Maru&secret=`)
    expect(await factor()).toEqual(nothing)
    expect((await door.signIn({ username })).status).toBe(200)
    const wrong = await mine('second-factor/confirmation', { code: '000000' })
    expect([wrong.status, wrong.body.code]).toEqual([422, 'wrong_code'])
    const confirmed = await mine('second-factor/confirmation', { code: door.codeOf(body.key) })
    expect(confirmed.status).toBe(200)
    expect(new Set(confirmed.body.codes).size).toBe(10)
    const since = stage.platform.clock.now().toISOString()
    const enrolled = { enrolled: true, required: false, since, recoveryCodesLeft: 10 }
    expect(await factor()).toEqual(enrolled)
    const kept = JSON.stringify([
      await stage.platform.db.select().from(secondFactors),
      await stage.platform.db.select().from(recoveryCodes),
      stage.platform.logged,
    ])
    for (const secret of [body.key.replaceAll(' ', ''), ...confirmed.body.codes])
      expect(kept).not.toContain(secret)
    expect(await newsOf()).toEqual([['second_factor_changed', { what: 'added' }]])
  })

  test('cannot be replaced with a session alone', async () => {
    await enrolled()
    expect((await mine('second-factor')).status).toBe(409)
    expect((await mine('second-factor/confirmation', { code: '123456' })).status).toBe(409)
  })

  test('begun twice is the later one', async () => {
    const first = (await mine('second-factor')).body.key
    const second = (await mine('second-factor')).body.key
    const confirm = (key: string) => mine('second-factor/confirmation', { code: door.codeOf(key) })
    expect((await confirm(first)).status).toBe(422)
    expect((await confirm(second)).status).toBe(200)
  })

  test('is removed by password and code together, and must be set up again where the rule requires one', async () => {
    const { codes } = await enrolled()
    await rule('everyone')
    const remove = (password: string, code = codes[0]) =>
      mine('second-factor/removal', { password, code })
    expect((await remove('wrong')).status).toBe(422)
    // The wrong password has not used up the code.
    expect((await remove(PASSWORD)).status).toBe(204)
    expect(await factor()).toMatchObject({ enrolled: false, required: true, recoveryCodesLeft: 0 })
    const list = await stage.ask('/companies', { headers: me })
    expect([list.status, (await list.json()).code]).toEqual([403, 'second_factor_required'])
    expect(
      (await mine('second-factor/removal', { password: PASSWORD, code: '123456' })).status,
    ).toBe(409)
    expect((await newsOf()).at(-1)).toEqual(['second_factor_changed', { what: 'removed' }])
  })

  test('set up as the rule requires opens everything at the next request', async () => {
    await rule('privileged')
    const see = async () => (await stage.ask('/companies', { headers: me })).status
    expect(await see()).toBe(403)
    await enrolled()
    expect(await see()).toBe(200)
  })

  test('gives new recovery codes for a code of the app, but not for a recovery code', async () => {
    const { key, codes } = await enrolled()
    const short = await mine('second-factor/recovery-codes', { code: codes[0]?.slice(0, 9) })
    expect(short.status).toBe(422)
    const renewed = await mine('second-factor/recovery-codes', { code: door.codeOf(key, 1) })
    expect(renewed.status).toBe(200)
    expect((await finish(codes[0] ?? '')).status).toBe(422)
    expect((await finish(renewed.body.codes[0])).status).toBe(200)
  })
})

describe('signing in with a second factor', () => {
  test('takes two steps, and the first step alone gives no access', async () => {
    const { key } = await enrolled()
    const first = await door.signIn({ username }, { headers: SITE })
    expect(first.status).toBe(202)
    expect(first.body).toEqual({ challenge: expect.any(String), expiresIn: 300 })
    expect(first.headers.getSetCookie()).toEqual([])
    expect(await door.meStatus(first.body.challenge)).toBe(401)
    const code = door.codeOf(key, 1)
    const input = { challenge: first.body.challenge, code: `${code.slice(0, 3)} ${code.slice(3)}` }
    const second = await door.send('/auth/second-factor', input, SITE)
    expect(second.status).toBe(200)
    expect(second.headers.getSetCookie()).toHaveLength(3)
    expect(second.body.user).toMatchObject({ username, secondFactor: 'held' })
    expect((await door.recordsOf(userId)).at(-1)).toEqual(['auth.login', { by: 'app' }])
  })

  test('a code works once, even for two requests at the same time', async () => {
    const { key, codes } = await enrolled()
    for (const code of [door.codeOf(key, 1), codes[0] ?? '']) {
      const [one, other] = [await challenge(), await challenge()]
      const answers = await Promise.all(
        [one, other].map((challenge) => door.send('/auth/second-factor', { challenge, code })),
      )
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422])
      expect((await finish(code)).body.code).toBe('wrong_code')
    }
    expect(await factor()).toMatchObject({ recoveryCodesLeft: 9 })
    const used = (await door.recordsOf(userId)).filter(
      ([action]) => action === 'auth.recovery_code_used',
    )
    expect(used).toEqual([['auth.recovery_code_used', { left: 9 }]])
    // Confirming the factor already used up this code.
    expect((await finish(door.codeOf(key))).status).toBe(422)
  })

  test('a code that is more than a minute early or late is refused', async () => {
    const { key } = await enrolled()
    later(90)
    for (const steps of [-2, 2]) expect((await finish(door.codeOf(key, steps))).status).toBe(422)
    expect((await finish(door.codeOf(key, -1))).status).toBe(200)
    expect((await finish(door.codeOf(key, 1))).status).toBe(200)
  })

  test('the first step ends after five minutes, when the password changes, and when the factor is removed', async () => {
    const { key, codes } = await enrolled()
    const with_ = async (challenge: string, code = door.codeOf(key, 1)) =>
      (await door.send('/auth/second-factor', { challenge, code })).status
    const old = await challenge()
    later(300 + 61)
    expect(await with_(old)).toBe(401)
    const before = await challenge()
    const ours = eq(users.id, userId)
    await stage.platform.db
      .update(users)
      .set({ passwordChangedAt: stage.platform.clock.now() })
      .where(ours)
    expect(await with_(before)).toBe(401)
    const held = await challenge()
    await mine('second-factor/removal', { password: PASSWORD, code: codes[0] })
    expect(await with_(held)).toBe(401)
  })

  test('the first step of one person does not work for another, and an access token is no first step', async () => {
    const { key } = await enrolled()
    const code = door.codeOf(key, 1)
    const { accessToken } = await door.tokensOf(tree.shop.user.username)
    const [head, , mac] = (await challenge()).split('.')
    const [newest] = stage.platform.settings.tokenKeys
    const forSomethingElse = await new SignJWT({ pwd: 0 })
      .setProtectedHeader({ alg: 'HS256', kid: newest?.id ?? '' })
      .setSubject(userId)
      .setIssuer('maru')
      .setAudience('api')
      .setExpirationTime(Math.floor(stage.platform.clock.now().getTime() / 1000) + 300)
      .sign(newest?.secret ?? new Uint8Array(32))
    expect(
      (await door.send('/auth/second-factor', { challenge: forSomethingElse, code })).status,
    ).toBe(401)
    for (const challenge of [accessToken, `${head}.${accessToken.split('.')[1]}.${mac}`, 'x', ''])
      expect((await door.send('/auth/second-factor', { challenge, code })).status).toBe(401)
  })

  test('a person who is suspended between the steps learns the reason', async () => {
    const { codes } = await enrolled()
    const begun = await challenge()
    await stage.platform.db.update(users).set({ status: 'suspended' }).where(eq(users.id, userId))
    const answer = await door.send('/auth/second-factor', { challenge: begun, code: codes[0] })
    expect([answer.status, answer.body.code]).toEqual([403, 'not_admitted'])
  })
})

describe('the lock', () => {
  test('counts passwords and codes together, and a right password does not reset the count', async () => {
    const { codes } = await enrolled()
    await door.signIn({ username, password: 'wrong' })
    for (let i = 1; i < FAILURES_MAX; i++) {
      // Each attempt enters a right password first.
      const { status, body } = await finish('000000')
      expect([status, body.code]).toEqual([422, 'wrong_code'])
    }
    expect((await door.signIn({ username })).body.code).toBe('locked')
    // The lock does not affect a person who is already signed in.
    expect((await mine('step-up', { code: codes[0] })).status).toBe(204)
    const actions = (await door.recordsOf(userId)).map(([action]) => action)
    expect(actions.filter((action) => action === 'auth.login_failed')).toHaveLength(FAILURES_MAX)
    expect(actions).toContain('auth.locked')
  })

  test('counts step-up, removal and new recovery codes together, per session and apart from sign-in', async () => {
    const { codes } = await enrolled()
    await mine('step-up', { code: '000000' })
    await mine('step-up', { code: 'aaaa-aaaa-aaaa-aaaa' })
    await mine('second-factor/recovery-codes', { code: '000000' })
    await mine('second-factor/removal', { password: 'wrong', code: codes[0] })
    await mine('second-factor/removal', { password: PASSWORD, code: '000000' })
    expect((await mine('step-up', { code: codes[0] })).body.code).toBe('locked')
    expect((await door.signIn({ username })).status).toBe(202)
  })
})

describe('a step-up', () => {
  const approve = async () => {
    const input = { lines: { month: '2026-10' } }
    const headers = { ...me, 'idempotency-key': `key-${crypto.randomUUID()}` }
    return (await door.send('/settlements/approvals', input, headers)).body.code
  }

  /** Refreshes the tokens of this device, as the site does before its access token expires. */
  const go = async (device: { refreshToken: string }) => {
    const { body } = await door.refresh(device.refreshToken)
    Object.assign(device, { refreshToken: body.refreshToken })
    me = door.as(body.accessToken)
  }

  test('allows actions that move money for fifteen minutes, on this device only', async () => {
    const here = await door.tokensOf(username)
    await go(here)
    const { key, codes } = await enrolled()
    // Enrolling counts as showing the factor. There is nothing to approve, hence the conflict.
    expect(await approve()).toBe('conflict')
    later(15 * 60 + 1)
    await go(here)
    expect(await approve()).toBe('step_up_required')
    expect((await mine('step-up', { code: '000000' })).body.code).toBe('wrong_code')
    expect(await approve()).toBe('step_up_required')
    expect((await mine('step-up', { code: door.codeOf(key) })).status).toBe(204)
    expect(await approve()).toBe('conflict')
    expect(await door.recordsOf(userId)).toContainEqual(['auth.stepped_up', { by: 'app' }])
    const there: { refreshToken: string } = (await finish(codes[0] ?? '')).body
    later(15 * 60)
    await go(there)
    expect(await approve()).toBe('conflict')
    later(1)
    expect(await approve()).toBe('step_up_required')
    await go(here)
    expect((await mine('step-up', { code: codes[1] })).status).toBe(204)
    expect(await approve()).toBe('conflict')
    await go(there)
    expect(await approve()).toBe('step_up_required')
  })

  test('by code is refused for a person without a factor, who does not need it', async () => {
    expect((await mine('step-up', { code: '123456' })).status).toBe(409)
    await stage.platform.cache.bump(personNamespace(userId))
    expect(await approve()).toBe('conflict')
  })
})
