import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROUTES } from '#tests/conform.ts'
import { askedPath, MATRIX, OPEN } from '#tests/matrix.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import { AHEAD, PERMISSIONS } from './access/permissions.ts'
import { accessTokenFor } from './auth/access-token.ts'

test('a permission that no route requires is listed as ahead of the product', () => {
  const asked = new Set<string | undefined>(ROUTES.map(({ permission }) => permission))
  // The kind of an export decides which of these the command demands, below the route.
  for (const kind of ['export.settlements', 'export.audit']) asked.add(kind)
  // Of a headquarters the same routes demand the permission to choose targets.
  for (const ofAgency of ['group.read', 'group.write']) asked.add(ofAgency)
  // The grant shows health texts in the answers of v1, which others get without them.
  asked.add('customer.health')
  const unrequired = Object.keys(PERMISSIONS).filter((permission) => !asked.has(permission))
  expect([...AHEAD].toSorted()).toEqual(unrequired.toSorted())
})

const TIERS = ['hq', 'agency', 'retail'] as const
const ROLES = ['admin', 'staff'] as const
const NOBODYS_ID = '0198b1c2-0000-7000-8000-000000000000'

test('every route is in the table or in the list of open routes with a reason', () => {
  const routes = ROUTES.map(({ method, path }) => `${method} ${path}`)
  expect(routes.toSorted()).toEqual([...Object.keys(MATRIX), ...Object.keys(OPEN)].toSorted())
})

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
})
afterAll(() => world.close())

const split = (route: string) => {
  const [method = '', path = ''] = route.split(' ')
  return { method, path: askedPath(path).replace(':id', NOBODYS_ID) }
}

describe.each(Object.entries(MATRIX))('%s', (route, cells) => {
  const columns = cells.split(' ')
  for (const [n, tier] of TIERS.entries())
    for (const role of ROLES) {
      const may = columns[n]?.includes(role === 'admin' ? 'a' : 's') ?? false
      test(`${tier} ${role} ${may ? 'may' : 'may not'}`, async () => {
        const { method, path } = split(route)
        const company = { hq: tree.hq, agency: tree.a, retail: tree.r1 }[tier]
        const { status } = await company[role].send(method, path, method === 'GET' ? undefined : {})
        if (may) expect(status).not.toBe(403)
        else expect(status).toBe(403)
        expect(status).not.toBe(401)
      })
    }
})

describe('without a token of ours', () => {
  const encoder = new TextEncoder()
  const encoded = (value: object) =>
    encoder.encode(JSON.stringify(value)).toBase64({ alphabet: 'base64url', omitPadding: true })
  const header = { alg: 'HS256', kid: 'token-2', typ: 'JWT' }

  /** The claims of a valid token of HQ's admin, so that each test changes only one fault. */
  const claims = () => {
    const { userId, sessionId, companyId, hqId } = tree.hq.admin.actor
    const now = Math.floor(world.platform.clock.now().getTime() / 1000)
    return {
      sub: userId,
      sid: sessionId,
      cid: companyId,
      tier: 'hq',
      role: 'admin',
      hq: hqId,
      ag: null,
      iss: 'maru',
      aud: 'api',
      iat: now,
      exp: now + 900,
    }
  }
  const sign = (payload: object, protectedHeader: object = header, secret?: Uint8Array) =>
    new SignJWT({ ...payload })
      .setProtectedHeader({ ...header, ...protectedHeader })
      .sign(secret ?? world.platform.settings.tokenKeys[0]?.secret ?? new Uint8Array(32))
  const spliced = async (change: object) => {
    const [head, , signature] = (await sign(claims())).split('.')
    return [head, encoded({ ...claims(), ...change }), signature].join('.')
  }

  const TOKENS: Record<string, () => Promise<string | undefined> | string | undefined> = {
    none: () => undefined,
    'an empty one': () => '',
    'one that is no token': () => 'x'.repeat(40),
    'one of another key': () => sign(claims(), {}, new Uint8Array(32).fill(9)),
    'one of an unknown key id': () => sign(claims(), { kid: 'token-9' }),
    'one without a key id': () => sign(claims(), { kid: undefined }),
    'one with the algorithm none': () =>
      `${encoded({ alg: 'none', typ: 'JWT' })}.${encoded(claims())}.`,
    'one with the algorithm none and a key id': () =>
      `${encoded({ ...header, alg: 'none' })}.${encoded(claims())}.`,
    'one with another algorithm': () => sign(claims(), { alg: 'HS512' }),
    'one with claims that were not signed': () => spliced({ role: 'admin', cid: NOBODYS_ID }),
    'one of another issuer': () => sign({ ...claims(), iss: 'elsewhere' }),
    'one for another audience': () => sign({ ...claims(), aud: 'jobs' }),
    'an expired one': () => sign({ ...claims(), exp: claims().iat - 61 }),
    'one that never expires': () => sign({ ...claims(), exp: undefined }),
    'one of an unknown role': () => sign({ ...claims(), role: 'root' }),
    'one of an unknown tier': () => sign({ ...claims(), tier: 'operator' }),
    'one without a company': () => sign({ ...claims(), cid: undefined }),
  }

  test('while a token of ours is accepted', async () => {
    const response = await world.call('me', {
      headers: { authorization: `Bearer ${await sign(claims())}` },
    })
    expect(response.status).toBe(200)
  })

  test.each(Object.entries(TOKENS))(
    '%s: every route that is not open says 401',
    async (_, make) => {
      const token = await make()
      for (const route of Object.keys(MATRIX)) {
        const { method, path } = split(route)
        const response = await world.call(path, {
          method,
          ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
        })
        expect(response.status, route).toBe(401)
      }
    },
  )

  test('a token of ours is refused after it expires, even if it was accepted before', async () => {
    const headers = {
      authorization: `Bearer ${await accessTokenFor(world.platform, tree.hq.admin.actor, 900)}`,
    }
    expect((await world.call('me', { headers })).status).toBe(200)
    world.platform.clock.advance(900 + 61)
    expect((await world.call('me', { headers })).status).toBe(401)
  })

  test('strangers get the same answer for existing and missing routes', async () => {
    const ask = async (path: string) => (await world.call(path)).status
    expect([await ask('orders'), await ask('nothing/of/the/kind')]).toEqual([401, 401])
  })
})
