import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { rowsOf } from '#db/rows.ts'
import { auditEvents } from '#db/schema/audit.ts'
import { companies } from '#db/schema/companies.ts'
import { notifications } from '#db/schema/notifications.ts'
import { users } from '#db/schema/users.ts'
import { integer } from '#db/values.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import { companyApplication, somebody, staffApplication } from './apply.fixture.ts'
import { LOOK_UPS_MAX, SIGN_UPS_MAX } from './routes.ts'

let world: World
let tree: Tree
let asked = 0

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  tree = await world.mintTree()
})

const codeOf = async (id: string) => {
  const [row] = await world.platform.db
    .select({ code: companies.code })
    .from(companies)
    .where(eq(companies.id, id))
  return row?.code ?? ''
}
/** A request without a session, each time from another address unless the test gives one. */
async function ask(method: string, path: string, body?: object, address?: string) {
  const response = await world.call(
    `registration/${path}`,
    {
      method,
      ...(body && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    },
    { address: address ?? `198.51.100.${++asked}` },
  )
  const text = await response.text()
  await world.platform.settled()
  return { status: response.status, body: text ? JSON.parse(text) : undefined }
}
const find = (code: string, address?: string) =>
  ask('GET', `parent?code=${encodeURIComponent(code)}`, undefined, address)
const newsOf = (companyId: string) =>
  world.platform.db
    .select({
      type: notifications.type,
      subjectId: notifications.subjectId,
      params: notifications.params,
    })
    .from(notifications)
    .where(eq(notifications.companyId, companyId))
const userNamed = async (username: string) => {
  const [row] = await world.platform.db.select().from(users).where(eq(users.username, username))
  return row
}
const count = async () => {
  const [row] = await rowsOf(
    world.platform.db,
    sql`select (select count(*) from companies)::int as companies,
      (select count(*) from users)::int as users, (select count(*) from audit_events)::int as events`,
    { companies: integer, users: integer, events: integer },
  )
  return row
}

describe('a company code', () => {
  test('shows the company’s name and what may join it, in every notation', async () => {
    const code = await codeOf(tree.a.id)
    await world.platform.db
      .update(companies)
      .set({ address: '강원특별자치도 강릉시 중앙로 21' })
      .where(eq(companies.id, tree.a.id))
    expect(await find(` ${code.toLowerCase()} `)).toEqual({
      status: 200,
      body: { name: tree.a.name, tier: 'agency', region: '강원특별자치도', joinsAs: 'retail' },
    })
    expect((await find(await codeOf(tree.hq.id))).body).toMatchObject({ joinsAs: 'agency' })
    expect((await find(await codeOf(tree.r1.id))).body).toMatchObject({
      joinsAs: null,
      region: null,
    })
  })

  test('is unknown when its company does not exist, is closed, pending or removed, or is below a closed one', async () => {
    const code = await codeOf(tree.r1.id)
    const { db } = world.platform
    const { body: unknown } = await find('RT-260101-9999')
    const expectUnknown = async (typed: string) => {
      const { status, body } = await find(typed)
      expect([status, body.detail, body.code]).toEqual([404, unknown.detail, 'not_found'])
    }
    for (const typed of ['RT-26', 'AG-261399-0001', `${code}0`, code.slice(0, -1), '%'])
      await expectUnknown(typed)
    const now = world.platform.clock.now()
    for (const change of [
      { active: false },
      { active: true, approvedAt: null },
      { approvedAt: now, removedAt: now },
    ]) {
      await db.update(companies).set(change).where(eq(companies.id, tree.r1.id))
      await expectUnknown(code)
    }
    await db.update(companies).set({ removedAt: null }).where(eq(companies.id, tree.r1.id))
    expect((await find(code)).status).toBe(200)
    for (const { id } of [tree.a, tree.hq]) {
      await db.update(companies).set({ active: false }).where(eq(companies.id, id))
      await expectUnknown(code)
      expect((await ask('POST', 'staff', staffApplication(code, 'under-closed'))).status).toBe(404)
      await db.update(companies).set({ active: true }).where(eq(companies.id, id))
    }
    expect(await userNamed('under-closed')).toBeUndefined()
  })

  test('may be looked up a limited number of times from one address', async () => {
    const code = await codeOf(tree.a.id)
    const from = '203.0.113.7'
    for (let i = 0; i < LOOK_UPS_MAX; i++) expect((await find(code, from)).status).toBe(200)
    expect((await find(code, from)).body).toMatchObject({ code: 'too_many_requests' })
    expect((await find(code)).status).toBe(200)
  })
})

describe('a company that signs up', () => {
  test('waits with its first admin, and the companies that decide are notified', async () => {
    const parentCode = await codeOf(tree.a.id)
    const { status, body } = await ask(
      'POST',
      'companies',
      companyApplication(parentCode, 'New.Shop', '해오름점'),
    )
    expect(status).toBe(201)
    expect(body).toEqual({
      companyCode: expect.stringMatching(/^RT-261120-\d{4}$/),
      companyName: '해오름점',
      approver: { name: tree.a.name, phone: null },
    })
    const admin = await userNamed('new.shop')
    expect(admin).toMatchObject({ role: 'admin', status: 'pending', isFirstAdmin: true })
    const item = (await tree.hq.admin.get(`companies/${admin?.companyId}`)).body
    expect(item).toMatchObject({
      ...{ tier: 'retail', state: 'pending', active: false, parentId: tree.a.id },
      ...{ code: body.companyCode, businessNumber: '124-81-00998' },
    })
    const news = {
      type: 'user_pending_approval',
      subjectId: admin?.id,
      params: { who: '해오름점' },
    }
    for (const { id } of [tree.a, tree.hq]) expect(await newsOf(id)).toContainEqual(news)
    for (const { id } of [tree.b, tree.r1]) expect(await newsOf(id)).toEqual([])
    for (const companyId of [tree.a.id, tree.hq.id]) {
      const type = 'user.changed'
      expect(world.platform.published).toContainEqual({ companyId, type, id: admin?.id })
    }
    const { username, password } = { ...somebody('new.shop') }
    expect((await world.nobody.post('auth/login', { username, password })).status).not.toBe(200)
  })

  test('is audited with the applicant, the code and the version of the texts', async () => {
    const parentCode = await codeOf(tree.hq.id)
    await ask('POST', 'companies', companyApplication(parentCode, 'audited', '감사통신'))
    const admin = await userNamed('audited')
    const [event] = await world.platform.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.entityId, admin?.companyId ?? ''))
      .orderBy(sql`id desc`)
    expect(event).toMatchObject({
      ...{ action: 'company.sign_up', userId: admin?.id, companyId: admin?.companyId },
      ...{ hqId: tree.hq.id, address: `198.51.100.${asked}` },
      facts: { code: expect.stringMatching(/^AG-/), parent: parentCode, consents: '2026-11' },
    })
  })

  test('cannot join a shop; only people can', async () => {
    const code = await codeOf(tree.r1.id)
    const before = await count()
    const { status, body } = await ask('POST', 'companies', companyApplication(code, 'under.shop'))
    expect(status).toBe(422)
    expect(body.errors).toMatchObject([{ path: 'parentCode', code: 'only_people' }])
    expect(await count()).toEqual(before)
  })

  test('with a username that is taken creates nothing, and only learns that with a right code', async () => {
    const taken = (await tree.hq.admin.get('me')).body.username
    const before = await count()
    const right = companyApplication(await codeOf(tree.hq.id), taken)
    const { status, body } = await ask('POST', 'companies', right)
    expect([status, body.code]).toEqual([409, 'conflict'])
    expect(body.errors).toMatchObject([{ path: 'admin.username', code: 'taken' }])
    const wrong = await ask('POST', 'companies', { ...right, parentCode: 'HQ-200101-9999' })
    expect(wrong.status).toBe(404)
    expect(await count()).toEqual(before)
  })

  test('must accept both texts, with a valid business number and a password that is not common', async () => {
    const right = companyApplication(await codeOf(tree.hq.id), 'careful')
    const faults = async (change: object) => {
      const { status, body } = await ask('POST', 'companies', { ...right, ...change })
      expect(status).toBe(422)
      return body.errors.map(({ path }: { path: string }) => path)
    }
    expect(await faults({ consents: { terms: true, privacy: false } })).toEqual([
      'consents.privacy',
    ])
    expect(await faults({ consents: undefined })).toEqual(['consents'])
    const { company, admin } = right
    expect(await faults({ company: { ...company, businessNumber: '124-81-00997' } })).toEqual([
      'company.businessNumber',
    ])
    expect(await faults({ admin: { ...admin, password: 'password12' } })).toEqual([
      'admin.password',
    ])
  })
})

describe('a person who signs up', () => {
  test('waits for an admin of the company, or for those above where it has none', async () => {
    const code = await codeOf(tree.r1.id)
    const { status, body } = await ask('POST', 'staff', staffApplication(code, 'first.staff'))
    expect(status).toBe(201)
    expect(body).toEqual({
      ...{ companyCode: null, companyName: tree.r1.name },
      approver: { name: tree.r1.name, phone: null },
    })
    expect(await userNamed('first.staff')).toMatchObject({
      ...{ companyId: tree.r1.id, role: 'staff', status: 'pending', isFirstAdmin: false },
    })
    expect(await newsOf(tree.r1.id)).toHaveLength(1)
    expect(await newsOf(tree.a.id)).toEqual([])

    await world.platform.db
      .update(users)
      .set({ status: 'suspended' })
      .where(eq(users.id, tree.r1.admin.actor.userId))
    await ask('POST', 'staff', staffApplication(code, 'second.staff'))
    expect(await newsOf(tree.r1.id)).toHaveLength(1)
    for (const { id } of [tree.a, tree.hq]) expect(await newsOf(id)).toHaveLength(1)
  })

  test('with a username that is taken gets an error at that field', async () => {
    const code = await codeOf(tree.r1.id)
    expect((await ask('POST', 'staff', staffApplication(code, 'only.once'))).status).toBe(201)
    const { status, body } = await ask('POST', 'staff', staffApplication(code, 'ONLY.Once'))
    expect(status).toBe(409)
    expect(body.errors).toMatchObject([{ path: 'user.username', code: 'taken' }])
  })
})

test('one address may sign up a limited number of times an hour, companies and people together', async () => {
  const code = await codeOf(tree.r1.id)
  const from = '203.0.113.9'
  const tries: [string, object][] = [
    ['companies', companyApplication('HQ-200101-9999', 'nobody')],
    ['staff', staffApplication('HQ-200101-9999', 'nobody')],
  ]
  for (let i = 0; i < SIGN_UPS_MAX; i++) {
    const [path, body] = tries[i % 2] ?? ['', {}]
    expect((await ask('POST', path, body, from)).status).toBe(404)
  }
  const { body } = await ask('POST', 'staff', staffApplication(code, 'too.late'), from)
  expect(body).toMatchObject({
    code: 'too_many_requests',
    facts: { retryAfterSeconds: expect.any(Number) },
  })
  expect(await userNamed('too.late')).toBeUndefined()
})
