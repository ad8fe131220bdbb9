import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { rowsOf } from '#db/rows.ts'
import { integer } from '#db/values.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  tree = await world.mintTree()
})

type Who = Tree['hq']['admin']
const report = async (who: Who, query = '') => (await who.get(`v1-usage${query}`)).body.items
const tokenOf = async (who: Who) => {
  const scopes = ['customer.read']
  const { body } = await who.post('me/tokens', { name: '매장 연동', scopes, expiresInDays: 30 })
  return { id: body.id, headers: { authorization: `Bearer ${body.secret}` } }
}
const rows = async () => {
  const [row] = await rowsOf(
    world.platform.db,
    sql`select count(*)::int as count, coalesce(sum(calls), 0)::int as calls from v1_usage
      where company_id = ${tree.r1.id}`,
    { count: integer, calls: integer },
  )
  return row
}

describe('the use of v1', () => {
  test('is counted by client, operation and day, with its failures', async () => {
    const token = await tokenOf(tree.r1.staff)
    await world.nobody.get('../v1/customers', token.headers)
    await world.nobody.get('../v1/customers/', token.headers)
    await world.nobody.get('../v1/customers/7', token.headers)
    await world.nobody.post('../v1/customers', { name: 'a' }, token.headers)
    await tree.r1.staff.get('../v1/customers')
    await tree.r1.staff.get('../v1/whatever')
    await tree.r1.staff.send('DELETE', '../v1/customers')
    await world.platform.settled()
    const { name } = (await tree.r1.staff.get('me')).body
    const program = { id: token.id, kind: 'token', name: '매장 연동', owner: name }
    const person = { id: tree.r1.staff.actor.userId, kind: 'person', name, owner: name }
    const company = { id: tree.r1.id, name: tree.r1.name }
    const of = (client: object, operation: string, calls: number, failures: number) => ({
      ...{ client, company, operation, calls, failures, lastOn: '2026-11-20' },
    })
    const items = await report(tree.hq.admin)
    expect(items).toHaveLength(5)
    for (const expected of [
      of(program, 'GET /api/v1/customers', 2, 0),
      of(program, 'GET /api/v1/customers/:id', 1, 1),
      of(program, 'POST /api/v1/customers', 1, 1),
      of(person, 'GET /api/v1/customers', 1, 0),
      of(person, 'other', 2, 2),
    ])
      expect(items).toContainEqual(expected)
  })

  test('costs no statement of its own: many calls are written together', async () => {
    for (let nth = 0; nth < 5; nth++) await tree.r1.staff.get('../v1/customers')
    expect(await rows()).toEqual({ count: 0, calls: 0 })
    await world.platform.settled()
    expect(await rows()).toEqual({ count: 1, calls: 5 })
    await tree.r1.staff.get('../v1/customers')
    await world.platform.settled()
    expect(await rows()).toEqual({ count: 1, calls: 6 })
  })

  test('that could not be written is written with the next', async () => {
    const { db } = world.platform
    await db.execute(sql`alter table v1_usage rename to v1_usage_away`)
    await tree.r1.staff.get('../v1/customers')
    await expect(world.platform.settled()).rejects.toThrow()
    await db.execute(sql`alter table v1_usage_away rename to v1_usage`)
    await tree.r1.staff.get('../v1/customers')
    await world.platform.settled()
    expect(await rows()).toEqual({ count: 1, calls: 2 })
  })

  test('is reported for the days that are asked for, in Seoul', async () => {
    const noon = world.platform.clock.now()
    world.platform.clock.set('2026-11-20T15:30:00Z')
    await tree.a.admin.get('../v1/customers')
    await world.platform.settled()
    world.platform.clock.set(noon.toISOString())
    expect(await report(tree.hq.admin, '?to=2026-11-20')).toEqual([])
    expect(await report(tree.hq.admin, '?from=2026-11-21&to=2026-11-21')).toMatchObject([
      { company: { id: tree.a.id }, lastOn: '2026-11-21' },
    ])
    const { body } = await tree.hq.admin.get('v1-usage?from=2026-11-22&to=2026-11-21')
    expect(body.errors).toMatchObject([{ path: 'to', code: 'before_start' }])
  })

  test('of another tree is not in the report', async () => {
    const other = await world.mintTree()
    await other.r1.admin.get('../v1/customers')
    await tree.hq.admin.get('../v1/customers')
    await world.platform.settled()
    expect(await report(tree.hq.admin)).toMatchObject([{ company: { id: tree.hq.id } }])
  })
})
