import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Filled, fill, markOf } from '#tests/filled.ts'
import { askedPath, MATRIX } from '#tests/matrix.ts'
import { commandsOf, readsOf, type Sample } from '#tests/samples.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import { personNamespace, treeAuthNamespace } from './access/namespaces.ts'

// Every route for everybody who could ask, generated: the expectations follow from the table in
// `tests/matrix.ts` and from nothing else.

const TIERS = ['hq', 'agency', 'retail'] as const
const ROLES = ['admin', 'staff'] as const
type Who = Tree['hq']['admin']

const mayAsk = (route: string, tier: (typeof TIERS)[number], role: (typeof ROLES)[number]) =>
  MATRIX[route]?.split(' ')[TIERS.indexOf(tier)]?.includes(role === 'admin' ? 'a' : 's') ?? false

const NOBODYS_ID = '0198b1c2-0000-7000-8000-000000000000'
const asked = (route: string) => {
  const [method = '', path = ''] = route.split(' ')
  return { method, path: askedPath(path).replace(':id', NOBODYS_ID) }
}

describe('people who were signed in and lost their access', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(() => world.close())

  const user = (who: Who, change: string) => async () => {
    await world.platform.db.execute(
      sql`update users set ${sql.raw(change)} where id = ${who.actor.userId}`,
    )
    await world.platform.cache.bump(personNamespace(who.actor.userId))
  }
  const company = (id: string, who: Who) => async () => {
    await world.platform.db.execute(sql`update companies set active = false where id = ${id}`)
    await world.platform.cache.bump(treeAuthNamespace(who.actor.hqId))
  }
  const session = (who: Who, change: string) => async () => {
    await world.platform.db.execute(
      sql`update sessions set ${sql.raw(change)} where id = ${who.actor.sessionId}`,
    )
    await world.platform.cache.bump(personNamespace(who.actor.userId))
  }

  const STATES: Record<string, (tree: Tree) => [Who, () => Promise<void>][]> = {
    'a suspended person': ({ hq, a, r1 }) =>
      [hq, a, r1].map(({ admin }) => [admin, user(admin, `status = 'suspended'`)]),
    'a person rejected later': ({ r1 }) => [[r1.staff, user(r1.staff, `status = 'rejected'`)]],
    'a person who waits for approval again': ({ r1 }) => [
      [r1.staff, user(r1.staff, `status = 'pending'`)],
    ],
    'a person of a closed shop': ({ r1 }) => [[r1.admin, company(r1.id, r1.admin)]],
    'a person of a closed agency or of its shops': ({ a, r1 }) => [
      [r1.admin, company(a.id, r1.admin)],
      [a.staff, company(a.id, a.staff)],
    ],
    'a person in the tree of closed headquarters': ({ hq, a, r1 }) =>
      [hq, a, r1].map(({ admin }) => [admin, company(hq.id, admin)]),
    'a person who was signed out': ({ hq, a, r1 }) =>
      [hq, a, r1].map(({ admin }) => [admin, session(admin, 'revoked_at = now()')]),
    'a person with an expired session': ({ a }) => [
      [a.admin, session(a.admin, `expires_at = '2026-01-01'`)],
    ],
  }

  test.each(Object.entries(STATES))('%s: every route says 401', async (_, cases) => {
    const tree = await world.mintTree()
    const people = cases(tree)
    for (const [who] of people) expect((await who.get('me')).status).toBe(200)
    for (const [, happens] of people) await happens()
    for (const [who] of people)
      for (const route of Object.keys(MATRIX)) {
        const { method, path } = asked(route)
        const { status } = await who.send(method, path, method === 'GET' ? undefined : {})
        expect(status, route).toBe(401)
      }
  })

  test('a former admin has the rights of staff, with the token they hold', async () => {
    const tree = await world.mintTree()
    for (const [tier, { admin }] of [
      ['hq', tree.hq],
      ['agency', tree.a],
      ['retail', tree.r1],
    ] as const) {
      await user(admin, `role = 'staff'`)()
      for (const route of Object.keys(MATRIX)) {
        const { method, path } = asked(route)
        const { status } = await admin.send(method, path, method === 'GET' ? undefined : {})
        const expected = mayAsk(route, tier, 'staff') ? 'let in' : 403
        expect(status === 403 ? 403 : 'let in', `${tier} ${route}`).toBe(expected)
      }
    }
  })
})

describe('the same request by those of another tree', () => {
  let world: World
  let ours: Filled
  let theirs: Filled
  let before: string[]
  beforeAll(async () => {
    world = await openWorld()
    ours = await fill(world, await world.mintTree(markOf('A')), markOf('A'))
    theirs = await fill(world, await world.mintTree(markOf('B')), markOf('B'), 7_000)
    before = await everythingOfOurs()
  })
  afterAll(() => world.close())

  /** What our own people read at one hour: it shows any effect that a stranger has on it. */
  async function everythingOfOurs(): Promise<string[]> {
    const at = world.platform.clock.now()
    world.platform.clock.set('2026-11-20T06:00:00.000Z')
    const read: string[] = []
    for (const { who, path } of readsOf(ours))
      if (who && !path.endsWith('/file'))
        read.push(`${path} ${(await who.get(path)).text.replace(/"traceId":"\w+"/, '')}`)
    world.platform.clock.set(at)
    return read
  }

  const ids = () => Object.values(ours.ids)
  const holdsOurs = (text: string) =>
    text.includes(ours.mark) || ids().some((id) => text.includes(id))
  /** Whether an id of ours is in the path and so names the record; in a query or a body it is only input. */
  const namesRecord = ({ path }: Sample) => ids().some((id) => path.split('?')[0]?.includes(id))

  test('is refused, empty or about their own records: for each tier and role, for every sample of every route', async () => {
    const strangers = [
      ['hq', theirs.hq],
      ['agency', theirs.a],
      ['retail', theirs.r1],
    ] as const
    for (const sample of [...readsOf(ours), ...commandsOf(ours)]) {
      if (!sample.who) continue
      const [method = ''] = sample.route.split(' ')
      for (const [tier, company] of strangers)
        for (const role of ROLES) {
          const what = `${tier} ${role} ${sample.route} ${sample.path}`
          const { status, text } = await company[role].send(method, sample.path, sample.body)
          expect(status, what).not.toBe(401)
          expect(status, `${what} ${text}`).toBeLessThan(500 + (sample.path === 'live' ? 100 : 0))
          if (!mayAsk(sample.route, tier, role)) expect(status, what).toBe(403)
          else if (namesRecord(sample)) expect(status, `${what} ${text}`).toBe(404)
          if (status < 300) expect(withoutEcho(text, sample), what).toBe('')
        }
    }
  })

  /** Empty when the answer holds nothing of ours except what the strangers themselves sent. */
  function withoutEcho(text: string, { body, path }: Sample): string {
    const sent = `${body instanceof Uint8Array ? new TextDecoder().decode(body) : JSON.stringify(body ?? {})}${path}`
    const found = [ours.mark, ...ids()].filter((sign) => text.includes(sign))
    return found.filter((sign) => !sent.includes(sign)).join(' ')
  }

  test('and changes nothing that our people can read', async () => {
    await world.platform.settled()
    expect(await everythingOfOurs()).toEqual(before)
  })

  test('sends no event to our sockets', async () => {
    const ourCompanies = new Set([
      ours.hq.id,
      ours.a.id,
      ours.b.id,
      ours.r1.id,
      ours.r2.id,
      ours.rb.id,
    ])
    world.platform.published.splice(0)
    for (const { route, who, path, body } of commandsOf(theirs))
      if (who) await who.send(route.split(' ')[0] ?? '', path, body)
    await world.platform.settled()
    expect(world.platform.published.length).toBeGreaterThan(10)
    for (const { companyId, type, id } of world.platform.published) {
      expect(ourCompanies.has(companyId), type).toBe(false)
      expect(holdsOurs(id), type).toBe(false)
    }
  })
})
