import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { rowsOf } from '#db/rows.ts'
import { nullable, recordOf, text } from '#db/values.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import { FACTS } from '../audit/facts.ts'
import { aesVault } from '../platform/vault.ts'
import { resealAll } from '../privacy/reseal.ts'

// What holds for customers whoever asks; today they are asked for through v1.

type Who = Tree['hq']['admin']
let world: World
let tree: Tree
let healer: Who
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  tree = await world.mintTree()
  healer = await tree.r1.lent('health.view')
})

const register = async (who: Who, body: object) => {
  const { status, body: answer, text } = await who.post('../v1/customers', body)
  if (status !== 200) throw new Error(text)
  return answer.customer_id as number
}
const healthOf = async (who: Who, id: number) =>
  (await who.get(`../v1/customers/${id}`)).body.health_concerns
const eventsOf = (action: string) =>
  rowsOf(
    world.platform.db,
    sql`select user_id as "userId", facts, before, after from audit_events
      where action = ${action} and company_id = ${tree.r1.id} order by id`,
    {
      userId: text,
      facts: FACTS,
      before: nullable(recordOf(text)),
      after: nullable(recordOf(text)),
    },
  )

describe('what a customer says about their health', () => {
  test('a command whose reading cannot be recorded leaves nothing behind', async () => {
    const { db } = world.platform
    const id = await register(healer, { name: '김하늘', health_concerns: '어깨 통증' })
    await db.execute(sql`create function refuse() returns trigger language plpgsql
      as $$ begin raise exception 'no record'; end $$`)
    await db.execute(sql`create trigger refuse before insert on audit_events for each row
      when (new.action = 'customer.read_health') execute function refuse()`)
    const body = { name: '이바다', health_concerns: '허리 통증' }
    expect((await healer.post('../v1/customers', body)).status).toBe(500)
    expect((await healer.send('PUT', `../v1/customers/${id}`, { name: '이바다' })).status).toBe(500)
    await db.execute(sql`drop function refuse cascade`)
    const { body: list } = await healer.get('../v1/customers')
    expect(list.data.map(({ name }: { name: string }) => name)).toEqual(['김하늘'])
  })

  test('rests sealed: no table has the words', async () => {
    const id = await register(healer, { name: '김하늘', health_concerns: '어깨 통증' })
    expect(await healthOf(healer, id)).toBe('어깨 통증')
    const tables = await rowsOf(
      world.platform.db,
      sql`select tablename as name from pg_tables where schemaname = 'public'`,
      { name: text },
    )
    for (const { name } of tables) {
      const rows = await rowsOf(
        world.platform.db,
        sql`select t::text as row from ${sql.identifier(name)} t where t::text like '%어깨 통증%'`,
        { row: text },
      )
      expect(rows, name).toEqual([])
    }
  })

  test('is shown only with the grant, whatever the role, and to a program only with the scope', async () => {
    const id = await register(healer, { name: '김하늘', health_concerns: '어깨 통증' })
    for (const who of [tree.r1.admin, tree.r1.staff]) {
      expect(await healthOf(who, id)).toBeNull()
      expect((await who.get('../v1/customers')).body.data[0].health_concerns).toBeNull()
    }
    for (const [scopes, seen] of [
      [['customer.read'], null],
      [['customer.read', 'customer.health'], '어깨 통증'],
    ] as const) {
      const made = await healer.post('me/tokens', { name: '연동', scopes, expiresInDays: 7 })
      const authorization = `Bearer ${made.body.secret}`
      const { body } = await world.nobody.get(`../v1/customers/${id}`, { authorization })
      expect(body.health_concerns, scopes.join()).toBe(seen)
    }
  })

  test('is not wiped by a program that never saw it, and cleared by one that did', async () => {
    const id = await register(healer, { name: '김하늘', health_concerns: '어깨 통증' })
    const { body } = await tree.r1.staff.get(`../v1/customers/${id}`)
    await tree.r1.staff.put(`../v1/customers/${id}`, { ...body, notes: '오후' })
    expect(await healthOf(healer, id)).toBe('어깨 통증')
    await healer.put(`../v1/customers/${id}`, { health_concerns: '무릎' })
    expect(await healthOf(healer, id)).toBe('무릎')
    await healer.put(`../v1/customers/${id}`, { notes: null })
    expect(await healthOf(healer, id)).toBe('무릎')
    await healer.put(`../v1/customers/${id}`, { health_concerns: null })
    expect(await healthOf(healer, id)).toBeNull()
    await tree.r1.staff.put(`../v1/customers/${id}`, { health_concerns: '손목' })
    expect(await healthOf(healer, id)).toBeNull()
  })

  test('is recorded each time that it is shown, once a request, with those whose it was', async () => {
    const ids = []
    for (const [nth, health_concerns] of ['어깨', null, '무릎'].entries())
      ids.push(await register(healer, { name: `고객 ${nth}`, health_concerns }))
    const [first = 0, silent, last] = ids
    const before = (await eventsOf('customer.read_health')).length
    await healer.get('../v1/customers')
    await healer.get(`../v1/customers/${silent}`)
    await tree.r1.admin.get('../v1/customers')
    await healer.put(`../v1/customers/${first}`, { notes: '오후' })
    const events = (await eventsOf('customer.read_health')).slice(before)
    expect(events.map(({ userId }) => userId)).toEqual([healer.actor.userId, healer.actor.userId])
    const [ofList, ofOne] = events.map(({ facts }) => facts)
    expect(ofList).toMatchObject({ reason: 'v1', customers: 2 })
    expect(String(ofList?.customerIds).split(' ').map(Number).toSorted()).toEqual([first, last])
    expect(ofOne).toEqual({ reason: 'v1', customers: 1, customerIds: String(first) })
    const { body } = await tree.hq.admin.get('audit?kind=reveal')
    expect(body.items[0].action).toBe('customer.read_health')
  })

  test('is sealed anew when the key of the vault changes', async () => {
    const id = await register(healer, { name: '김하늘', health_concerns: '어깨 통증' })
    const key = (name: string, byte: number) => ({
      id: name,
      secret: new Uint8Array(32).fill(byte),
    })
    const { db, vault: old } = world.platform
    const vault = aesVault([key('vault-2', 2), key('vault-1', 1)])
    const done = await resealAll({ db, vault })
    const health = done.find(({ store }) => store === 'customer_health')
    expect(health).toMatchObject({ after: [{ keyId: 'vault-2' }], unopened: [] })
    Object.assign(world.platform, { vault: aesVault([key('vault-2', 2)]) })
    expect(await healthOf(healer, id)).toBe('어깨 통증')
    await resealAll({ db, vault: aesVault([key('vault-1', 1), key('vault-2', 2)]) })
    Object.assign(world.platform, { vault: old })
  })
})

describe('a command on a customer', () => {
  test('is recorded without anything personal, and told to the own company alone', async () => {
    world.platform.published.splice(0)
    const id = await register(healer, {
      ...{ name: '김하늘', phone: '010-0000-0001', health_concerns: '어깨' },
    })
    await tree.r1.staff.put(`../v1/customers/${id}`, { notes: '조용한 방', phone: null })
    await tree.r1.admin.send('DELETE', `../v1/customers/${id}`)
    await world.platform.settled()
    const told = world.platform.published.filter(({ type }) => type === 'customer.changed')
    expect(told).toEqual(
      Array(3).fill({ companyId: tree.r1.id, type: 'customer.changed', id: String(id) }),
    )
    for (const [action, facts] of [
      ['customer.register', { customerId: id }],
      ['customer.edit', { customerId: id, fields: 'notes phone' }],
      ['customer.remove', { customerId: id }],
    ] as const) {
      const [event] = await eventsOf(action)
      expect(event, action).toMatchObject({ facts, before: null, after: null })
    }
  })

  test('that changes nothing is no change', async () => {
    const id = await register(tree.r1.staff, { name: '김하늘' })
    const { body } = await tree.r1.staff.get(`../v1/customers/${id}`)
    world.platform.clock.advance(60)
    for (const nothing of [{}, { health_concerns: '어깨' }, { stranger: 1 }])
      expect((await tree.r1.staff.put(`../v1/customers/${id}`, nothing)).body).toEqual(body)
    expect(await eventsOf('customer.edit')).toEqual([])
  })
})

test('a company with customers is not removed; one whose customers are gone is', async () => {
  const id = await register(tree.r3.admin, { name: '김하늘' })
  const remove = async () => {
    const { version } = (await tree.hq.admin.get(`companies/${tree.r3.id}`)).body
    return tree.hq.admin.post(`companies/${tree.r3.id}/removal`, { version })
  }
  const refused = await remove()
  expect(refused.body).toMatchObject({ code: 'conflict', facts: { customers: 1, orders: 0 } })
  await tree.r3.admin.send('DELETE', `../v1/customers/${id}`)
  expect((await remove()).status).toBe(204)
})
