import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditEvents } from '#db/schema/audit.ts'
import { heldBack } from '#tests/held.ts'
import { openWorld, PASSWORD, type Tree, type World } from '#tests/world.ts'

let world: World
let tree: Tree

beforeAll(async () => {
  world = await openWorld({ connections: 10 })
  tree = await world.mintTree()
})
afterAll(() => world.close())

const PROFILE = { name: '김서연', email: 'seoyeon.kim@example.com', phone: '010-1234-5678' }
/** Another e-mail requires the password. */
const PROOF = { currentPassword: PASSWORD }

test('a person edits name and contact details; colleagues see them, the audit event is masked', async () => {
  const { staff, admin } = tree.r1
  world.platform.published.splice(0)
  const { status, body } = await staff.put('me/profile', { version: 1, ...PROFILE, ...PROOF })
  expect([status, body]).toMatchObject([200, { ...PROFILE, version: 2 }])
  expect((await staff.get('me')).body).toEqual(body)
  const { userId } = staff.actor
  expect((await admin.get(`users/${userId}`)).body).toMatchObject(PROFILE)
  await world.platform.settled()
  const heard = world.platform.published.map(({ companyId, type }) => [companyId, type])
  for (const company of [tree.r1, tree.a, tree.hq])
    expect(heard).toContainEqual([company.id, 'user.changed'])
  const [event] = await world.platform.db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.entityId, userId))
  expect(event).toMatchObject({
    action: 'user.edit_profile',
    before: { name: '사*', email: null, phone: null },
    after: { name: '김*연', email: 's***@example.com', phone: '010-****-5678' },
  })
})

test('details can be removed again, and an invalid one is refused at its field', async () => {
  const { staff } = tree.r2
  const edit = (version: number, change: object) =>
    staff.put('me/profile', { version, ...PROFILE, ...PROOF, ...change })
  await edit(1, {})
  const { body } = await edit(2, { email: null, phone: null })
  expect(body).toMatchObject({ email: null, phone: null, version: 3 })
  for (const [path, value] of Object.entries({ name: ' ', email: 'nobody', phone: '12' })) {
    const refused = await edit(3, { [path]: value })
    expect([refused.status, refused.body.errors[0].path]).toEqual([422, path])
  }
  expect((await staff.get('me')).body.version).toBe(3)
})

test('of concurrent edits with the same version one succeeds', async () => {
  const { staff } = tree.r3
  const row = sql`select from users where id = ${staff.actor.userId} for update`
  // All requests have read the version before the first writes.
  const answers = await heldBack(world.platform.db, row, 4, () =>
    Promise.all(
      ['하나', '둘이', '세시', '네시'].map((name) =>
        staff.put('me/profile', { version: 1, ...PROFILE, ...PROOF, name }),
      ),
    ),
  )
  const statuses = answers.map(({ status }) => status)
  expect(statuses.toSorted()).toEqual([200, 409, 409, 409])
  const codes = answers.filter(({ status }) => status === 409).map(({ body }) => body.code)
  expect(new Set(codes)).toEqual(new Set(['version_conflict']))
  expect((await staff.get('me')).body.name).toBe(
    answers.find(({ status }) => status === 200)?.body.name,
  )
})

test('another e-mail requires the password, because reset links go there', async () => {
  const { staff } = tree.rb
  const edit = (change: object) => staff.put('me/profile', { version: 1, ...PROFILE, ...change })
  const before = (await staff.get('me')).body
  for (const change of [{}, { currentPassword: '' }, { currentPassword: 'not-the-password' }]) {
    const { status, body } = await edit(change)
    expect([status, body.errors[0].path]).toEqual([422, 'currentPassword'])
  }
  expect((await staff.get('me')).body).toEqual(before)
  expect((await edit({ email: before.email })).status).toBe(200)
})

test('an edit with a future version cannot bypass the password', async () => {
  const { staff } = tree.r2
  const { version, email } = (await staff.get('me')).body
  const edit = { ...PROFILE, version: version + 1, email: 'thief@example.com' }
  const { db } = world.platform
  // The other edit comes between reading the account and writing it.
  const transaction: typeof db.transaction = async (...work) => {
    await staff.put('me/profile', { ...PROFILE, version, email, name: '먼저' })
    return db.transaction(...work)
  }
  const slow = Object.create(db, { transaction: { value: transaction } })
  const response = await world.call(
    'me/profile',
    {
      method: 'PUT',
      headers: { ...(await staff.credentials()), 'content-type': 'application/json' },
      body: JSON.stringify(edit),
    },
    { on: { ...world.platform, db: slow } },
  )
  expect((await response.json()).code).toBe('version_conflict')
  expect((await staff.get('me')).body.email).toBe(email)
})
