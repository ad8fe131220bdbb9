import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { rowsOf } from '#db/rows.ts'
import { integer } from '#db/values.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import { deskOf } from './decide.fixture.ts'

// Concurrent decisions: each is made as if it came entirely before or after the others.

const ROUNDS = 5

let world: World
let desk: ReturnType<typeof deskOf>
let tree: Tree

beforeAll(async () => {
  world = await openWorld({ connections: 20 })
  desk = deskOf(world)
})
afterAll(() => world.close())
beforeEach(async () => {
  tree = await world.mintTree()
})

const adminsOf = async (companyId: string) =>
  (await tree.hq.admin.get(`users?companyId=${companyId}&status=approved`)).body.items.filter(
    ({ role }: { role: string }) => role === 'admin',
  ).length

describe('two admins', () => {
  test('who demote or suspend each other at once: one remains', async () => {
    for (const company of [tree.hq, tree.a, tree.b, tree.r1, tree.r2, tree.r3, tree.rb]) {
      const { admin, staff } = company
      await desk.decide(admin, staff.actor.userId, 'role', { role: 'admin' })
      const reason = '서로'
      const answers = await Promise.all([
        desk.decide(admin, staff.actor.userId, 'role', { version: 2, role: 'staff' }),
        desk.decide(staff, admin.actor.userId, 'suspension', { reason }),
      ])
      // The later request comes from a person demoted or suspended meanwhile, or fails for the last admin.
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
      expect(await adminsOf(company.id)).toBe(1)
    }
  })
})

describe('three admins of a headquarters', () => {
  test('who suspend each other in a ring at once: one remains', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { hq } = await world.mintTree()
      const admins = [hq.admin, await hq.lent(), await hq.lent()]
      for (const one of admins.slice(1))
        await desk.decide(hq.admin, one.actor.userId, 'role', { role: 'admin' })
      const suspend = (by: number, whom: number) =>
        desk.decide(admins[by] ?? hq.admin, admins[whom]?.actor.userId ?? '', 'suspension', {
          version: whom === 0 ? 1 : 2,
          reason: '서로',
        })
      const answers = await Promise.all([suspend(0, 1), suspend(1, 2), suspend(2, 0)])
      expect(answers.filter(({ status }) => status === 200).length).toBeLessThan(3)
      const left = await rowsOf(
        world.platform.db,
        sql`select count(*)::int as n from users where company_id = ${hq.id} and role = 'admin' and status = 'approved'`,
        { n: integer },
      )
      expect(left[0]?.n).toBeGreaterThan(0)
    }
  })
})

describe('one applicant', () => {
  test('approved by several admins at once is approved once', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { id } = await desk.applicant(tree.r1)
      const answers = await Promise.all(
        [tree.hq, tree.a, tree.r1].map(({ admin }) => desk.decide(admin, id, 'approval')),
      )
      const codes = answers.map(({ status, body }) => (status === 200 ? 200 : body.code))
      expect(codes.toSorted()).toEqual([200, 'version_conflict', 'version_conflict'])
      expect(await desk.person(tree.hq.admin, id)).toMatchObject({ status: 'approved', version: 2 })
    }
  })

  test('approved and rejected at once ends in one of the two states', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { id } = await desk.applicant(tree.r1)
      const [approved, rejected] = await Promise.all([
        desk.decide(tree.a.admin, id, 'approval'),
        desk.decide(tree.r1.admin, id, 'rejection', { reason: '아니요' }),
      ])
      expect([approved?.status, rejected?.status].toSorted()).toEqual([200, 409])
      const { status } = await desk.person(tree.hq.admin, id)
      expect(status).toBe(approved?.status === 200 ? 'approved' : 'rejected')
    }
  })
})

describe('a company', () => {
  test('removed while another is added below it: only one of the two succeeds', async () => {
    const { hq } = tree
    for (let round = 0; round < ROUNDS; round++) {
      const empty = { businessNumber: null, phone: null, address: null }
      const { body: agency } = await hq.admin.post('companies', {
        parentId: hq.id,
        name: `경합 ${round}`,
        ...empty,
      })
      const [removed, added] = await Promise.all([
        hq.admin.post(`companies/${agency.id}/removal`, { version: 1 }),
        hq.admin.post('companies', { parentId: agency.id, name: '아래', ...empty }),
      ])
      const gone = (await hq.admin.get(`companies/${agency.id}`)).status === 404
      expect([removed?.status, added?.status]).toEqual(gone ? [204, 404] : [409, 201])
    }
  })

  test('closed twice at once is closed once', async () => {
    const close = () =>
      tree.hq.admin.post(`companies/${tree.a.id}/closing`, { version: 1, reason: '폐업' })
    const answers = await Promise.all([close(), close()])
    const codes = answers.map(({ status, body }) => (status === 200 ? 200 : body.code))
    expect(codes.toSorted()).toEqual([200, 'version_conflict'])
  })
})
