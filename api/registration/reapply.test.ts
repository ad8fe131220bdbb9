import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { auditEvents } from '#db/schema/audit.ts'
import { notifications } from '#db/schema/notifications.ts'
import { users } from '#db/schema/users.ts'
import { openWorld, PASSWORD, type Tree, type World } from '#tests/world.ts'
import { FAILURES_MAX } from '../lockout/bounds.ts'
import { companyApplication, somebody, staffApplication } from './apply.fixture.ts'

let world: World
let tree: Tree
let asked = 0
let people = 0

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  tree = await world.mintTree()
})

async function post(path: string, body: object, address = `198.51.100.${++asked}`) {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
  const response = await world.call(path, init, { address })
  const text = await response.text()
  await world.platform.settled()
  return { status: response.status, body: text ? JSON.parse(text) : undefined }
}
const reapply = (body: object, address?: string) =>
  post('registration/reapplications', body, address)
const codeOf = async (who: Tree['hq']['admin']) => (await who.get('me')).body.company.code

/** An applicant of the first shop whom its admin has rejected. */
async function declined() {
  const username = `declined.${++people}`
  await post('registration/staff', staffApplication(await codeOf(tree.r1.admin), username))
  const [{ id, version }] = (await tree.r1.admin.get('users?status=pending')).body.items
  const path = `users/${id}/rejection`
  expect((await tree.r1.admin.post(path, { version, reason: '연락처 확인' })).status).toBe(200)
  return { id, username, password: somebody(username).password }
}
const rowOf = async (id: string) =>
  (await world.platform.db.select().from(users).where(eq(users.id, id)))[0]

test('a rejected person applies again with corrected data and may then be approved', async () => {
  const { id, username, password } = await declined()
  const before = await rowOf(id)
  const { status } = await reapply({ username: ` ${username} `, password, phone: '010-0000-9999' })
  expect(status).toBe(204)
  expect(await rowOf(id)).toMatchObject({
    ...{ status: 'pending', statusReason: null, phone: '01000009999', name: before?.name },
    ...{ email: before?.email, version: (before?.version ?? 0) + 1 },
  })
  const notified = await world.platform.db
    .select({ type: notifications.type })
    .from(notifications)
    .where(eq(notifications.companyId, tree.r1.id))
  expect(notified).toEqual([{ type: 'user_pending_approval' }, { type: 'user_pending_approval' }])
  const events = await world.platform.db
    .select({ action: auditEvents.action, userId: auditEvents.userId })
    .from(auditEvents)
    .where(eq(auditEvents.entityId, id))
  expect(events).toContainEqual({ action: 'user.reapply', userId: id })
  expect((await reapply({ username, password })).status).toBe(401)
  const { version } = (await tree.r1.admin.get(`users/${id}`)).body
  expect((await tree.r1.admin.post(`users/${id}/approval`, { version })).status).toBe(200)
  expect((await post('auth/login', { username, password })).status).toBe(200)
})

test('a rejected company waits for those above it again', async () => {
  const username = `declined.${++people}`
  const { password } = somebody(username)
  const application = companyApplication(await codeOf(tree.a.admin), username, '다시점')
  await post('registration/companies', application)
  const [{ id, version }] = (await tree.a.admin.get('users?status=pending')).body.items
  await tree.a.admin.post(`users/${id}/rejection`, { version, reason: '주소 확인' })
  expect((await reapply({ username, password })).status).toBe(204)
  for (const companyId of [tree.a.id, tree.hq.id]) {
    const notified = await world.platform.db
      .select({ params: notifications.params })
      .from(notifications)
      .where(eq(notifications.companyId, companyId))
    expect(notified).toEqual([{ params: { who: '다시점' } }, { params: { who: '다시점' } }])
  }
})

test('an unknown username, a wrong password and a person who was not rejected get the same answer', async () => {
  const { id, username, password } = await declined()
  const approved = (await tree.hq.staff.get('me')).body.username
  const answers = [
    await reapply({ username: 'nobody.at.all', password }),
    await reapply({ username, password: `${password}x` }),
    await reapply({ username: approved, password: PASSWORD }),
  ]
  const said = answers.map(({ status, body }) => JSON.stringify([status, body.code, body.detail]))
  expect(new Set(said).size).toBe(1)
  expect(said[0]).toContain('[401,"unauthenticated"')
  expect(await rowOf(id)).toMatchObject({ status: 'rejected' })
})

test('wrong passwords here and at sign-in count together towards the lock', async () => {
  const { username, password } = await declined()
  for (let i = 0; i < FAILURES_MAX; i++) {
    const path = i % 2 ? 'registration/reapplications' : 'auth/login'
    expect((await post(path, { username, password: 'wrong-password' })).status).toBe(401)
  }
  const { status, body } = await reapply({ username, password })
  expect([status, body.code]).toEqual([429, 'locked'])
  world.platform.clock.advance(30 * 60)
  expect((await reapply({ username, password })).status).toBe(204)
})
