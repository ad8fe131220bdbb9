import { SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Platform } from '../platform/platform.ts'
import { accessTokenFor } from './access-token.ts'
import { openStage, type Stage } from './stage.fixture.ts'

let stage: Stage
let tree: Awaited<ReturnType<Stage['mintTree']>>

beforeAll(async () => {
  stage = await openStage()
  tree = await stage.mintTree()
})
afterAll(() => stage.close())

const ask = (token: string, on?: Platform) =>
  stage.ask('/me', { headers: { authorization: `Bearer ${token}` } }, on)

/** The claims of a valid token of the shop's admin; each case spoils one of them. */
function claims() {
  const { userId, sessionId, companyId, tier, role, hqId, agencyId } = tree.shop.actor
  const now = Math.floor(stage.platform.clock.now().getTime() / 1000)
  return {
    sub: userId,
    sid: sessionId,
    cid: companyId,
    tier,
    role,
    hq: hqId,
    ag: agencyId,
    iss: 'maru',
    aud: 'api',
    iat: now,
    exp: now + 900,
  }
}

function sign(
  payload: Record<string, unknown>,
  { alg = 'HS256', kid = key().id, secret = key().secret } = {},
) {
  return new SignJWT(payload).setProtectedHeader({ alg, kid }).sign(secret)
}

function key() {
  const [newest] = stage.platform.settings.tokenKeys
  if (!newest) throw new Error('the test platform has no token key')
  return newest
}

describe('an access token', () => {
  test('that is valid names its actor', async () => {
    const response = await ask(await sign(claims()))
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ id: tree.shop.user.id })
  })

  test('is refused when any part of it is wrong', async () => {
    const now = claims().iat
    const strange = crypto.getRandomValues(new Uint8Array(32))
    const spoiled = {
      'no algorithm': new UnsecuredJWT(claims()).encode(),
      'another key': await sign(claims(), { secret: strange }),
      'an unknown key': await sign(claims(), { kid: 'other', secret: strange }),
      'another algorithm': await sign(claims(), { alg: 'HS512', secret: new Uint8Array(64) }),
      expired: await sign({ ...claims(), iat: now - 1000, exp: now - 61 }),
      'no end': await sign({ ...claims(), exp: undefined }),
      'not yet valid': await sign({ ...claims(), nbf: now + 120 }),
      'another issuer': await sign({ ...claims(), iss: 'other' }),
      'another audience': await sign({ ...claims(), aud: 'other' }),
      'an unknown tier': await sign({ ...claims(), tier: 'root' }),
      'a name for an id': await sign({ ...claims(), cid: 'everyone' }),
      'too long': await sign({ ...claims(), more: 'x'.repeat(2000) }),
      'not a token': 'nonsense',
    }
    for (const [what, token] of Object.entries(spoiled))
      expect([what, (await ask(token)).status]).toEqual([what, 401])
  })

  test('expires at its stated time, within the clock skew, even when a process has it cached', async () => {
    const own = stage.open()
    const on = { ...own, cache: stage.platform.cache }
    const start = stage.platform.clock.now()
    own.clock.set(start)
    const token = await accessTokenFor(on, tree.shop.actor, 900)
    const after = async (seconds: number) => {
      own.clock.set(new Date(start.getTime() + seconds * 1000))
      return (await ask(token, on)).status
    }
    expect([await after(0), await after(958), await after(961)]).toEqual([200, 200, 401])
    await own.close()
  })

  test('signed with an older key is valid until that key is removed', async () => {
    const token = await accessTokenFor(stage.platform, tree.shop.actor, 900)
    const fresh = { id: 'fresh', secret: crypto.getRandomValues(new Uint8Array(32)) }
    const withKeys = async (tokenKeys: Platform['settings']['tokenKeys']) => {
      const own = stage.open()
      own.clock.set(stage.platform.clock.now())
      const { status } = await ask(token, { ...own, settings: { ...own.settings, tokenKeys } })
      await own.close()
      return status
    }
    expect(await withKeys([fresh, key()])).toBe(200)
    expect(await withKeys([fresh])).toBe(401)
  })

  test('is required: a request without one, or with another scheme, is refused', async () => {
    const cookie = `maru_access=${await sign(claims())}`
    expect((await stage.ask('/me')).status).toBe(401)
    const basic = { authorization: 'Basic eDp5', cookie }
    expect((await stage.ask('/me', { headers: basic })).status).toBe(401)
  })
})

describe('the site’s cookie', () => {
  const cookie = async () => ({ cookie: `other=1; maru_access=${await sign(claims())}` })
  const reads = { upToId: '00000000-0000-7000-8000-000000000000' }

  test('may read whatever page sent the request, because no other page sees the answer', async () => {
    expect((await stage.ask('/me', { headers: await cookie() })).status).toBe(200)
  })

  test('changes nothing unless our own page sent the request', async () => {
    const post = async (headers: Record<string, string>) =>
      (await stage.send('/notifications/reads', reads, { ...(await cookie()), ...headers })).status
    const { publicUrl } = stage.platform.settings
    expect(await post({})).toBe(403)
    expect(await post({ origin: 'https://evil.example' })).toBe(403)
    expect(await post({ origin: `${publicUrl}.evil.example` })).toBe(403)
    expect(await post({ origin: 'null' })).toBe(403)
    expect(await post({ 'sec-fetch-site': 'same-site' })).toBe(403)
    expect(await post({ origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' })).toBe(
      403,
    )
    // Past the guard, there is no such notification.
    expect(await post({ origin: publicUrl })).toBe(404)
    expect(await post({ origin: 'http://localhost' })).toBe(404)
    expect(await post({ 'sec-fetch-site': 'same-origin' })).toBe(404)
  })

  test('opens no socket for another site’s page', async () => {
    const upgrade = { ...(await cookie()), upgrade: 'websocket' }
    const foreign = { ...upgrade, origin: 'https://evil.example' }
    expect((await stage.ask('/me', { headers: foreign })).status).toBe(403)
    const ours = { ...upgrade, origin: stage.platform.settings.publicUrl }
    expect((await stage.ask('/me', { headers: ours })).status).toBe(200)
  })

  test('a bearer token may change things from any page, because no browser sends it by itself', async () => {
    const headers = { ...(await stage.bearer(tree.shop.actor)), origin: 'https://evil.example' }
    expect((await stage.send('/notifications/reads', reads, headers)).status).toBe(404)
  })
})
