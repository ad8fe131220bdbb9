import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BOOTSTRAP_TOKEN } from '#api/platform/test.ts'
import { rowsOf } from '#db/rows.ts'
import { integer } from '#db/values.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import { aCompany, companyApplication, consents, somebody } from './apply.fixture.ts'

let world: World
let tree: Tree
let parentCode: string
beforeAll(async () => {
  world = await openWorld({ connections: 12 })
  tree = await world.mintTree()
  parentCode = (await tree.hq.admin.get(`companies/${tree.hq.id}`)).body.code
})
afterAll(() => world.close())

let asked = 0
/** Sends all requests at once: each waits after hashing its password until all have, and then they race. */
async function race(path: string, bodies: object[]) {
  const { hasher } = world.platform
  const { promise: all, resolve: start } = Promise.withResolvers<void>()
  let ready = 0
  const on = {
    ...world.platform,
    hasher: {
      derive: async (...asked: Parameters<typeof hasher.derive>) => {
        const hash = await hasher.derive(...asked)
        if (++ready === bodies.length) start()
        await all
        return hash
      },
    },
  }
  const answers = bodies.map(async (body) => {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }
    const address = `198.51.100.${++asked}`
    const response = await world.call(`registration/${path}`, init, { on, address })
    return { status: response.status, body: await response.json() }
  })
  return Promise.all(answers)
}
const counted = async () =>
  (
    await rowsOf(
      world.platform.db,
      sql`select (select count(*) from companies)::int as companies,
        (select count(*) from users)::int as users,
        (select count(*) from companies c where not exists (select 1 from users u where u.company_id = c.id))::int as lonely`,
      { companies: integer, users: integer, lonely: integer },
    )
  )[0]
const times = <T>(n: number, make: (i: number) => T) => Array.from({ length: n }, (_, i) => make(i))

test('of concurrent sign-ups with one username exactly one succeeds, and no company without a user remains', async () => {
  const before = await counted()
  const answers = await race(
    'companies',
    times(8, (i) => companyApplication(parentCode, 'one.name', `경주 ${i}`)),
  )
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...times(7, () => 409)])
  const { companies = 0, users = 0 } = before ?? {}
  expect(await counted()).toEqual({ companies: companies + 1, users: users + 1, lonely: 0 })
})

test('concurrent sign-ups under one company all succeed, each with its own code', async () => {
  const answers = await race(
    'companies',
    times(12, (i) => companyApplication(parentCode, `crowd.${i}`, `무리 ${i}`)),
  )
  expect(answers.map(({ status }) => status)).toEqual(times(12, () => 201))
  expect(new Set(answers.map(({ body }) => body.companyCode)).size).toBe(12)
})

test('an invitation accepted many times at once admits one person', async () => {
  const { body: invited } = await tree.a.admin.post('invitations', {
    ...{ companyId: tree.r1.id, role: 'staff', name: null, email: null, days: 7 },
  })
  const token = invited.link.split('#')[1]
  const before = await counted()
  const answers = await race(
    'invitation/acceptance',
    times(8, (i) => ({ token, ...somebody(`guest.${i}`), consents })),
  )
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...times(7, () => 404)])
  expect((await counted())?.users).toBe((before?.users ?? 0) + 1)
})

test('a bootstrap token sent many times at once creates one headquarters', async () => {
  const before = await counted()
  const answers = await race(
    'headquarters',
    times(6, (i) => ({
      ...{ token: BOOTSTRAP_TOKEN, company: aCompany(`본사 ${i}`), admin: somebody(`boss.${i}`) },
    })),
  )
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...times(5, () => 410)])
  const { companies = 0, users = 0 } = before ?? {}
  expect(await counted()).toEqual({ companies: companies + 1, users: users + 1, lonely: 0 })
})
