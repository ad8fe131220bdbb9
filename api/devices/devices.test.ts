import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sessions } from '#db/schema/devices.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import { accountsOf } from '../auth/account.fixture.ts'
import { testPlatform } from '../platform/test.ts'

let world: World
let tree: Tree
let people: ReturnType<typeof accountsOf>
let person: Awaited<ReturnType<typeof people.person>>

const CHROME = {
  'user-agent':
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
}
const SITE = { 'sec-fetch-site': 'same-origin' }
const NOBODYS_ID = '0198b1c2-0000-7000-8000-000000000000'

beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
  people = accountsOf(world)
})
beforeEach(async () => {
  person = await people.person(tree.r1)
})
afterAll(() => world.close())

type Device = { id: string; name: string; address: string; current: boolean }
const devicesOf = async (token: string): Promise<Device[]> =>
  (await people.visit('me/sessions', { token })).body.items
const idOf = async (token: string) =>
  (await devicesOf(token)).find(({ current }) => current)?.id ?? ''

/** Another process with the same database and cache but its own memory. */
async function elsewhere<T>(work: (on: ReturnType<typeof testPlatform>) => Promise<T>) {
  const own = testPlatform({ databaseUrl: world.database.url })
  own.clock.set(world.platform.clock.now())
  const result = await work({ ...own, cache: world.platform.cache })
  await own.close()
  return result
}

describe('the list of devices', () => {
  test('shows name, address and which one is asking, last seen first', async () => {
    const curl = { 'user-agent': 'curl/8.5.0' }
    const program = await people.device(person.username, { headers: curl, from: '192.0.2.7' })
    world.platform.clock.advance(90)
    const browser = await people.device(person.username, { headers: CHROME, from: '192.0.2.8' })
    const [first, second, ...rest] = await devicesOf(browser)
    expect(first).toMatchObject({ name: 'Chrome · Windows', address: '192.0.2.8', current: true })
    expect(second).toMatchObject({ name: 'curl', address: '192.0.2.7', current: false })
    expect(rest).toHaveLength(1)
    world.platform.clock.advance(90)
    expect(await people.meStatus(program)).toBe(200)
    await world.platform.settled()
    expect((await devicesOf(program)).map(({ name }) => name).slice(0, 2)).toEqual([
      'curl',
      'Chrome · Windows',
    ])
  })

  test('leaves out sessions that were ended, have expired, or were idle too long', async () => {
    const { db, clock } = world.platform
    const [ended, over, kept] = [
      await people.device(person.username),
      await people.device(person.username),
      await people.device(person.username),
    ]
    const left = await people.signIn(person.username, undefined, { headers: SITE })
    expect(left.status).toBe(200)
    const ids = await Promise.all([ended, over].map(idOf))
    await people.visit('auth/logout', { token: ended, body: {} })
    await db
      .update(sessions)
      .set({ expiresAt: clock.now() })
      .where(eq(sessions.id, ids[1] ?? ''))
    expect(await devicesOf(kept)).toHaveLength(3)
    clock.advance(61 * 60)
    const fresh = await people.device(person.username)
    const listed = await devicesOf(fresh)
    // The world's own session, the kept one and the fresh one. The site's session has been idle for an hour.
    expect(listed).toHaveLength(3)
    for (const id of ids) expect(listed.map((each) => each.id)).not.toContain(id)
  })
})

describe('signing out', () => {
  test('one device is refused at its next request in every process, and the others stay signed in', async () => {
    const [own, lost] = [await people.device(person.username), await people.device(person.username)]
    const id = await idOf(lost)
    await elsewhere(async (on) => {
      expect(await people.meStatus(lost, on)).toBe(200)
      const { status } = await people.visit(`me/sessions/${id}/revocation`, {
        token: own,
        body: {},
      })
      expect(status).toBe(204)
      expect(await people.meStatus(lost, on)).toBe(401)
    })
    expect([await people.meStatus(lost), await people.meStatus(own)]).toEqual([401, 200])
    const again = await people.visit(`me/sessions/${id}/revocation`, { token: own, body: {} })
    expect(again.status).toBe(204)
    expect(await people.recordsAbout(id)).toEqual([
      expect.objectContaining({ action: 'auth.login' }),
      { action: 'auth.session_revoked', userId: person.id, facts: { because: 'revoked' } },
    ])
  })

  test("another person's device is not found, and stays signed in", async () => {
    const other = await people.person(tree.r1)
    const [own, theirs] = [
      await people.device(person.username),
      await people.device(other.username),
    ]
    for (const id of [await idOf(theirs), NOBODYS_ID]) {
      const { status } = await people.visit(`me/sessions/${id}/revocation`, {
        token: own,
        body: {},
      })
      expect(status).toBe(404)
    }
    expect(await people.meStatus(theirs)).toBe(200)
  })

  test('the others keeps the asking device; all ends every device and deletes the cookies', async () => {
    const tokens = [await people.device(person.username), await people.device(person.username)]
    const [own = '', other = ''] = tokens
    const end = (which: string, token: string) =>
      people.visit('me/sessions/revocations', { token, body: { which } })
    const others = await end('others', own)
    expect([others.status, others.headers.getSetCookie()]).toEqual([204, []])
    expect([await people.meStatus(own), await people.meStatus(other)]).toEqual([200, 401])
    expect((await person.who.get('me')).status).toBe(401)
    const all = await end('all', own)
    const dropped = all.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
    expect([all.status, ...dropped]).toEqual([204, 'maru_access=', 'maru_refresh='])
    expect(await people.meStatus(own)).toBe(401)
  })

  test('the asking device by its id deletes its cookies too', async () => {
    const own = await people.device(person.username)
    const path = `me/sessions/${await idOf(own)}/revocation`
    const { headers } = await people.visit(path, { token: own, body: {} })
    expect(headers.getSetCookie()).toHaveLength(2)
    expect(await people.meStatus(own)).toBe(401)
  })
})

describe('an admin', () => {
  test('signs a person below out everywhere; the person is notified and can sign in again', async () => {
    const token = await people.device(person.username, { headers: CHROME })
    const path = `users/${person.id}/sessions`
    const { items } = (await tree.a.admin.get(path)).body
    expect(items.map(({ name, current }: Device) => [name, current])).toContainEqual([
      'Chrome · Windows',
      false,
    ])
    expect((await tree.a.admin.post(`${path}/revocations`)).status).toBe(204)
    expect(await people.meStatus(token)).toBe(401)
    expect((await tree.a.admin.get(path)).body.items).toEqual([])
    const news = await people.newsOf(person.id)
    expect(news).toContainEqual({ type: 'session_revoked', companyId: tree.r1.id })
    expect(await people.meStatus(await people.device(person.username))).toBe(200)
    // A second revocation ends the new session; the third finds nothing to end, so it notifies nobody.
    await tree.a.admin.post(`${path}/revocations`)
    await tree.a.admin.post(`${path}/revocations`)
    expect(
      (await people.newsOf(person.id)).filter(({ type }) => type === 'session_revoked'),
    ).toHaveLength(2)
  })

  test("also ends the person's tokens, because a thief may have set up a program", async () => {
    const made = await person.who.post('me/tokens', {
      name: '누가 만든',
      scopes: ['order.read'],
      expiresInDays: 365,
    })
    const { id, secret } = made.body
    const asProgram = async () => (await people.visit('orders', { token: secret })).status
    expect(await asProgram()).toBe(200)
    await tree.a.admin.post(`users/${person.id}/sessions/revocations`)
    expect(await asProgram()).toBe(401)
    expect(await people.recordsAbout(id)).toContainEqual(
      expect.objectContaining({
        action: 'auth.token_revoked',
        userId: tree.a.admin.actor.userId,
      }),
    )
  })

  test('reaches no person above, beside or in another tree, and not themselves', async () => {
    const strangers = [
      tree.hq.staff,
      tree.b.staff,
      tree.rb.staff,
      (await world.mintTree()).r1.staff,
    ]
    for (const { actor } of strangers) {
      const path = `users/${actor.userId}/sessions`
      expect((await tree.a.admin.get(path)).status).toBe(404)
      expect((await tree.a.admin.post(`${path}/revocations`)).status).toBe(404)
    }
    const own = `users/${tree.a.admin.actor.userId}/sessions`
    expect((await tree.a.admin.get(own)).status).toBe(200)
    const { status, body } = await tree.a.admin.post(`${own}/revocations`)
    expect([status, body.code, body.facts]).toEqual([409, 'conflict', { why: 'own' }])
    expect((await tree.a.admin.get('me')).status).toBe(200)
  })
})
