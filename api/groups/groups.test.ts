import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowsOf } from '#db/rows.ts'
import { listOf, text } from '#db/values.ts'
import { allHold, compareWithOracle, contains } from '#tests/list-oracle.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'

let world: World
let tree: Tree
let hq: Tree['hq']['admin']
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
  hq = tree.hq.admin
})
afterAll(() => world.close())

let names = 0
const create = async (companyIds: string[] = [tree.a.id]) => {
  const { status, body, text } = await hq.post('policies/groups', {
    name: `그룹 ${++names}`,
    companyIds,
  })
  if (status !== 201) throw new Error(text)
  return body
}
const membersOf = (group: { members: { id: string }[] }) => group.members.map(({ id }) => id)

describe('a group', () => {
  test('keeps who was in it and when: leaving closes a membership, coming back opens another', async () => {
    const { id } = await create([tree.a.id, tree.b.id])
    const since = world.platform.clock.now().toISOString()
    world.platform.clock.advance(86_400)
    const left = await hq.post(`policies/groups/${id}/departures`, { companyIds: [tree.b.id] })
    expect(membersOf(left.body)).toEqual([tree.a.id])
    world.platform.clock.advance(86_400)
    const back = await hq.post(`policies/groups/${id}/members`, { companyIds: [tree.b.id] })
    expect(membersOf(back.body).toSorted()).toEqual([tree.a.id, tree.b.id].toSorted())
    const ofB = back.body.memberships.filter(
      ({ companyId }: { companyId: string }) => companyId === tree.b.id,
    )
    expect(ofB).toMatchObject([
      { fromAt: world.platform.clock.now().toISOString(), toAt: null },
      { fromAt: since, toAt: new Date(Date.parse(since) + 86_400_000).toISOString() },
    ])
  })

  test('is left once: who leaves again keeps the day on which they left', async () => {
    const { id } = await create([tree.a.id, tree.b.id])
    const leave = () => hq.post(`policies/groups/${id}/departures`, { companyIds: [tree.b.id] })
    const left = await leave()
    world.platform.clock.advance(86_400)
    const again = await leave()
    expect([again.status, again.body.memberships]).toEqual([200, left.body.memberships])
    expect(again.body.version).toBe(left.body.version)
  })

  test('takes an agency once, however often and from how many people at once', async () => {
    const { id } = await create([])
    await Promise.all(
      Array.from({ length: 5 }, () =>
        hq.post(`policies/groups/${id}/members`, { companyIds: [tree.a.id, tree.b.id] }),
      ),
    )
    const { body } = await hq.get(`policies/groups/${id}`)
    expect(body.memberships).toHaveLength(2)
    // The second to the fifth changed nothing.
    expect(body.version).toBe(2)
  })

  test('takes agencies of the own tree only', async () => {
    const stranger = await world.mintTree()
    const { id } = await create()
    for (const companyId of [stranger.a.id, tree.r1.id, tree.hq.id]) {
      const { status, body } = await hq.post(`policies/groups/${id}/members`, {
        companyIds: [tree.b.id, companyId],
      })
      expect([status, body.errors[0].path]).toEqual([422, 'companyIds.1'])
    }
    expect(membersOf((await hq.get(`policies/groups/${id}`)).body)).toEqual([tree.a.id])
    for (const method of ['GET', 'DELETE'])
      expect((await stranger.hq.admin.send(method, `policies/groups/${id}`)).status).toBe(404)
  })

  test('names suspended and removed agencies, so that they are seen before they are missed', async () => {
    const { hq, a, b } = await world.mintTree()
    const made = await hq.admin.post('policies/groups', { name: '셋', companyIds: [a.id, b.id] })
    expect(
      (await hq.admin.post(`companies/${a.id}/closing`, { version: 1, reason: '점검' })).status,
    ).toBe(200)
    const { body } = await hq.admin.get(`policies/groups/${made.body.id}`)
    const states = new Map(
      body.members.map(({ id, state }: { id: string; state: string }) => [id, state]),
    )
    expect([states.get(a.id), states.get(b.id)]).toEqual(['suspended', 'active'])
  })

  test('has a name of its own among those in use, and a removed one gives its name back', async () => {
    const { id, name } = await create()
    const again = () => hq.post('policies/groups', { name })
    expect((await again()).body).toMatchObject({ code: 'conflict', errors: [{ path: 'name' }] })
    expect((await hq.send('DELETE', `policies/groups/${id}`)).status).toBe(204)
    expect((await hq.get(`policies/groups/${id}`)).status).toBe(404)
    expect((await again()).status).toBe(201)
  })

  test('is renamed by one of two who saw the same version', async () => {
    const { id } = await create()
    const rename = (name: string) => hq.put(`policies/groups/${id}`, { version: 1, name })
    const replies = await Promise.all([rename('이쪽 이름'), rename('저쪽 이름')])
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409])
  })
})

describe('a group of an agency', () => {
  const make = (who = tree.a.admin, companyIds = [tree.r1.id]) =>
    who.post('policies/groups', { name: `점포 ${++names}`, companyIds })

  test('holds its shops by date, and no agency and no shop of another', async () => {
    const made = await make()
    expect([made.status, membersOf(made.body)]).toEqual([201, [tree.r1.id]])
    for (const companyId of [tree.rb.id, tree.a.id, tree.hq.id]) {
      const { status, body } = await make(tree.a.admin, [tree.r1.id, companyId])
      expect([status, body.errors[0].path]).toEqual([422, 'companyIds.1'])
    }
    const left = await tree.a.admin.post(`policies/groups/${made.body.id}/departures`, {
      companyIds: [tree.r1.id],
    })
    expect(left.body).toMatchObject({
      members: [],
      memberships: [{ companyId: tree.r1.id, toAt: expect.any(String) }],
    })
  })

  test('is read by its staff and changed by its admins; for everybody else there is none', async () => {
    const { id, name } = (await make()).body
    const path = `policies/groups/${id}`
    const { admin, staff } = tree.a
    expect((await staff.get(path)).body).toMatchObject({ name })
    const listed = (await staff.get('policies/groups?limit=100')).body.items
    expect(listed.map((group: { id: string }) => group.id)).toContain(id)
    const refused = await staff.post(`${path}/members`, { companyIds: [tree.r2.id] })
    expect([refused.status, refused.body.facts?.permission ?? 'group.write']).toEqual([
      ...[403, 'group.write'],
    ])
    for (const who of [tree.b.admin, tree.hq.admin, (await world.mintTree()).a.admin]) {
      expect((await who.get(path)).status).toBe(404)
      expect((await who.post(`${path}/members`, { companyIds: [tree.r1.id] })).status).toBe(404)
      expect((await who.send('DELETE', path)).status).toBe(404)
    }
    // Names are an agency's own: another company may use them too.
    expect((await tree.b.admin.post('policies/groups', { name })).status).toBe(201)
    expect((await admin.send('DELETE', path)).status).toBe(204)
  })
})

test('groups, as an admin of the headquarters sees them', async () => {
  const { b } = tree
  for (const [name, companyIds] of [
    ['영남 A', [b.id]],
    ['호남 A', []],
    ['영남 B', [b.id]],
  ] as const)
    expect((await hq.post('policies/groups', { name, companyIds })).status).toBe(201)
  const rows = await rowsOf(
    world.platform.db,
    sql`select id, hq_id as "hqId", name, array(select agency_id::text from policy_group_members m where m.group_id = g.id and m.to_at is null) as agencies
      from policy_groups g where removed_at is null`,
    { id: text, hqId: text, name: text, agencies: listOf(text) },
  )
  const { found } = await compareWithOracle(hq, {
    path: 'policies/groups',
    values: { q: ['영남', 'a', '없는'], companyId: [tree.a.id, b.id] },
    rows,
    isVisible: ({ hqId }, actor) => hqId === actor.companyId,
    fits: (row, query) =>
      allHold(query, {
        q: (part) => contains(row.name, part),
        companyId: (id) => row.agencies.includes(id),
      }),
    isBefore: (row, other) => row.id > other.id,
  })
  expect(found).toBeGreaterThan(5)
})
