import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { apiTokens } from '#db/schema/tokens.ts'
import { heldBack } from '#tests/held.ts'
import { openWorld, PASSWORD, type Tree, type World } from '#tests/world.ts'
import { STEP_UP_SECONDS } from '../access/permissions.ts'
import { accountsOf } from '../auth/account.fixture.ts'
import { appOf } from '../auth/app.fixture.ts'
import { testPlatform } from '../platform/test.ts'
import { TOKENS_MAX } from './contract.ts'

let world: World
let tree: Tree
let people: ReturnType<typeof accountsOf>
let person: Awaited<ReturnType<typeof people.person>>

const DAY_SECONDS = 86_400

beforeAll(async () => {
  world = await openWorld({ connections: 10 })
  tree = await world.mintTree()
  people = accountsOf(world)
})
beforeEach(async () => {
  person = await people.person(tree.r1)
})
afterAll(() => world.close())

const wish = (scopes = ['order.read'], expiresInDays = 30) => ({
  name: '재고 연동',
  scopes,
  expiresInDays,
})
async function made(scopes?: string[], days?: number): Promise<{ id: string; secret: string }> {
  const { status, body, text } = await person.who.post('me/tokens', wish(scopes, days))
  if (status !== 201) throw new Error(text)
  return body
}
const use = (secret: string, path = 'orders') => people.visit(path, { token: secret })
const statusOf = async (secret: string, path?: string) => (await use(secret, path)).status

describe('a token', () => {
  test('is shown once and stored as a hash', async () => {
    const { id, secret } = await made()
    expect(secret).toMatch(/^maru_pat_[0-9A-Za-z]{40}$/)
    const [row] = await world.platform.db.select().from(apiTokens).where(eq(apiTokens.id, id))
    expect(JSON.stringify(row)).not.toContain(secret.slice(9))
    const list = await person.who.get('me/tokens')
    expect(list.text).not.toContain(secret)
    expect(list.body.items).toEqual([
      expect.objectContaining({ id, name: '재고 연동', scopes: ['order.read'], lastUsedAt: null }),
    ])
    const records = await people.recordsAbout(id)
    expect(records).toEqual([
      {
        action: 'auth.token_made',
        userId: person.id,
        facts: { scopes: 'order.read', days: 30 },
      },
    ])
  })

  test('allows the permissions it was given, and no others of its owner', async () => {
    const { secret } = await made(['order.read'])
    expect(await statusOf(secret, 'orders')).toBe(200)
    const { status, body } = await use(secret, 'policies')
    expect([status, body.code]).toEqual([403, 'forbidden'])
    expect(body.facts).toMatchObject({ why: 'scope', permission: 'policy.read' })
    const another = await people.visit('me/tokens', { token: secret, body: wish() })
    expect([another.status, another.body.facts.why]).toEqual([403, 'scope'])
  })

  test('sees only what its owner sees, so no other company’s records', async () => {
    const { secret } = await made(['company.read'])
    expect(await statusOf(secret, `companies/${tree.r1.id}`)).toBe(200)
    expect(await statusOf(secret, `companies/${tree.r2.id}`)).toBe(404)
  })

  test('loses what its owner’s role no longer allows', async () => {
    const { id, actor } = { id: tree.rb.admin.actor.userId, actor: tree.rb.admin }
    const { body } = await actor.post('me/tokens', wish(['user.read', 'order.read']))
    expect(await statusOf(body.secret, 'users')).toBe(200)
    const { version } = (await tree.hq.admin.get(`users/${tree.rb.staff.actor.userId}`)).body
    await tree.hq.admin.post(`users/${tree.rb.staff.actor.userId}/role`, { version, role: 'admin' })
    await tree.hq.admin.post(`users/${id}/role`, { version: 1, role: 'staff' })
    expect([await statusOf(body.secret, 'users'), await statusOf(body.secret)]).toEqual([403, 200])
  })

  test('expires on its day, and is then refused like a token that never existed', async () => {
    const { secret } = await made(['order.read'], 1)
    world.platform.clock.advance(DAY_SECONDS - 1)
    expect(await statusOf(secret)).toBe(200)
    world.platform.clock.advance(31)
    const [over, strange] = [await use(secret), await use(`maru_pat_${'x'.repeat(40)}`)]
    expect([over.status, over.body.detail]).toEqual([401, strange.body.detail])
    // For a while the list still shows why the program stopped.
    expect((await person.who.get('me/tokens')).body.items).toHaveLength(1)
    world.platform.clock.advance(31 * DAY_SECONDS)
    expect((await person.who.get('me/tokens')).body.items).toEqual([])
  })

  test('that was revoked is refused at the next request in every process', async () => {
    const { id, secret } = await made()
    const own = testPlatform({ databaseUrl: world.database.url })
    own.clock.set(world.platform.clock.now())
    const elsewhere = async () =>
      (
        await people.visit('orders', {
          token: secret,
          on: { ...own, cache: world.platform.cache },
        })
      ).status
    // Twice, because only the second request stores the auth state in the cache.
    for (let i = 0; i < 2; i++)
      expect([await statusOf(secret), await elsewhere()]).toEqual([200, 200])
    expect((await person.who.post(`me/tokens/${id}/revocation`)).status).toBe(204)
    expect([await statusOf(secret), await elsewhere()]).toEqual([401, 401])
    expect((await person.who.post(`me/tokens/${id}/revocation`)).status).toBe(204)
    expect((await people.recordsAbout(id)).map(({ action }) => action)).toEqual([
      'auth.token_made',
      'auth.token_revoked',
    ])
    expect((await person.who.get('me/tokens')).body.items).toEqual([])
    await own.close()
  })

  test('of another person is not found, and stays valid', async () => {
    const { id, secret } = await made()
    for (const who of [tree.r1.admin, tree.hq.admin])
      expect((await who.post(`me/tokens/${id}/revocation`)).status).toBe(404)
    expect(await statusOf(secret)).toBe(200)
  })

  test('ends when its owner is suspended, and stays ended after reinstatement', async () => {
    const { secret } = await made()
    expect(await statusOf(secret)).toBe(200)
    const decide = (what: string, version: number, more = {}) =>
      tree.a.admin.post(`users/${person.id}/${what}`, { version, ...more })
    await decide('suspension', 1, { reason: '휴직' })
    expect(await statusOf(secret)).toBe(401)
    await decide('reinstatement', 2)
    expect(await statusOf(secret)).toBe(401)
  })

  test('records its last use, at most once a minute', async () => {
    const { secret } = await made()
    const used = async (later: number) => {
      world.platform.clock.advance(later)
      expect(await statusOf(secret)).toBe(200)
      await world.platform.settled()
      const [token] = (await person.who.get('me/tokens')).body.items
      return world.platform.clock.now().getTime() - Date.parse(token.lastUsedAt)
    }
    expect([await used(0), await used(40), await used(40)]).toEqual([0, 40_000, 0])
  })
})

describe('making a token', () => {
  test.each([
    ['a permission that no token may have', 'account.manage'],
    ['a permission that the role lacks', 'user.manage'],
    ['a permission that the tier lacks', 'order.approve'],
    ['a grant that the person lacks', 'order.reveal'],
    ['an unknown permission', 'order.everything'],
    ['the name of an object property', 'constructor'],
  ])('refuses %s, and names it', async (_, scope) => {
    const { status, body } = await person.who.post('me/tokens', wish(['order.read', scope]))
    expect(status).toBe(422)
    expect(body.errors).toEqual([expect.objectContaining({ path: 'scopes.1', code: 'not_held' })])
    expect((await person.who.get('me/tokens')).body.items).toEqual([])
  })

  test('stops at the limit, also for concurrent requests; a revoked token makes room', async () => {
    const first = await made()
    for (let i = 3; i < TOKENS_MAX; i++) await made()
    // A request that counted without waiting for its turn would count before the first insert.
    const noWriting = sql`lock table api_tokens in share mode`
    const racing = await heldBack(world.platform.db, noWriting, 6, () =>
      Promise.all(Array.from({ length: 6 }, () => person.who.post('me/tokens', wish()))),
    )
    const answers = racing.map(({ status }) => status)
    expect(answers.toSorted()).toEqual([201, 201, 409, 409, 409, 409])
    await person.who.post(`me/tokens/${first.id}/revocation`)
    await made()
    expect((await person.who.post('me/tokens', wish())).status).toBe(409)
  })

  test('requires a recent code from a person with a second factor, because the program will not be asked for it', async () => {
    const { clock } = world.platform
    const app = await appOf(world, person.who)
    expect((await person.who.post('me/tokens', wish())).status).toBe(201)
    clock.advance(STEP_UP_SECONDS + 1)
    const { status, body } = await person.who.post('me/tokens', wish())
    expect([status, body.code]).toEqual([403, 'step_up_required'])
    expect((await person.who.post('me/step-up', { code: app.code() })).status).toBe(204)
    expect((await person.who.post('me/tokens', wish())).status).toBe(201)
  })

  test('requires a recent password from a person without a factor, as setting up a factor does', async () => {
    const { clock } = world.platform
    await made()
    clock.advance(STEP_UP_SECONDS + 1)
    const asks = [
      () => person.who.post('me/tokens', wish()),
      () => person.who.post('me/second-factor'),
    ]
    for (const ask of asks) {
      const { status, body } = await ask()
      expect([status, body.code, body.facts.shows]).toEqual([403, 'step_up_required', 'password'])
    }
    const wrong = await person.who.post('me/step-up', { password: 'not-mine-at-all' })
    expect([wrong.status, wrong.body.errors[0].path]).toEqual([422, 'password'])
    expect((await person.who.post('me/step-up', { password: PASSWORD })).status).toBe(204)
    expect((await person.who.post('me/tokens', wish())).status).toBe(201)
    expect((await person.who.post('me/second-factor')).status).toBe(200)
  })

  test('notifies the owner in the inbox and, where there is an e-mail address, by mail', async () => {
    const reached = await people.person(tree.r1, 'owner@example.com')
    expect((await reached.who.post('me/tokens', wish())).status).toBe(201)
    expect((await people.newsOf(reached.id)).map(({ type }) => type)).toEqual(['token_made'])
    const [mail] = await people.mailsSent()
    expect(mail).toMatchObject({ to: 'owner@example.com' })
    expect(mail?.text).toContain('재고 연동')
    expect(mail?.text).not.toContain('maru_pat_')
  })

  test('is refused to a person who must first set up a second factor', async () => {
    const owing = await world.mintTree()
    const settings = (await owing.hq.admin.get('companies/settings')).body
    await owing.hq.admin.put('companies/settings', {
      version: settings.version,
      secondFactor: 'everyone',
      idleMinutes: 60,
    })
    const { status, body } = await owing.r1.staff.post('me/tokens', wish(['me.read']))
    expect([status, body.code]).toEqual([403, 'second_factor_required'])
  })
})
