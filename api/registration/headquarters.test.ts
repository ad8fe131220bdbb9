import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditEvents } from '#db/schema/audit.ts'
import { companies, hqSettings } from '#db/schema/companies.ts'
import { users } from '#db/schema/users.ts'
import { openWorld, type World } from '#tests/world.ts'
import type { Platform } from '../platform/platform.ts'
import { BOOTSTRAP_TOKEN } from '../platform/test.ts'
import { aCompany, somebody } from './apply.fixture.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

let asked = 0
async function post(path: string, body: unknown, on: Platform = world.platform) {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
  const address = `198.51.100.${++asked}`
  const response = await world.call(path, init, { on, address })
  return { status: response.status, body: await response.json() }
}
const application = (token: string, username = 'boss.first') => ({
  ...{ token, company: aCompany('새길모바일'), admin: somebody(username) },
})
const all = () => world.platform.db.select().from(companies)

test('without a configured token the address does not exist, for any request', async () => {
  const { settings } = world.platform
  const without = { ...world.platform, settings: { ...settings, bootstrapToken: undefined } }
  for (const body of [application(BOOTSTRAP_TOKEN), application(''), {}, null]) {
    const { status, body: problem } = await post('registration/headquarters', body, without)
    expect([status, problem.detail]).toEqual([404, 'There is no such address.'])
  }
  expect(await all()).toEqual([])
})

test('a wrong token creates nothing, however similar it is', async () => {
  for (const token of ['x', BOOTSTRAP_TOKEN.slice(0, -1), `${BOOTSTRAP_TOKEN}x`]) {
    const { status, body } = await post('registration/headquarters', application(token))
    expect([status, body.code]).toEqual([403, 'forbidden'])
  }
  expect(await all()).toEqual([])
})

test('the right token creates one active headquarters, whose admin must set up a second factor; then it is used up', async () => {
  const { status, body } = await post('registration/headquarters', application(BOOTSTRAP_TOKEN))
  expect(status).toBe(201)
  expect(body).toEqual({
    companyCode: 'HQ-261120-0001',
    companyName: '새길모바일',
    approver: null,
  })
  expect(await all()).toMatchObject([
    { tier: 'hq', active: true, approvedAt: expect.any(Date), businessNumber: '124-81-00998' },
  ])
  const { db } = world.platform
  const [admin] = await db.select().from(users).where(eq(users.username, 'boss.first'))
  expect(admin).toMatchObject({ role: 'admin', status: 'approved' })
  // No settings row: the default requires a second factor of privileged people.
  expect(await db.select().from(hqSettings)).toEqual([])
  const { username, password } = somebody('boss.first')
  const signedIn = await post('auth/login', { username, password })
  expect([signedIn.status, signedIn.body.user.secondFactor]).toEqual([200, 'owed'])
  const events = await db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.userId, admin?.id ?? ''))
  expect(events).toContainEqual(
    expect.objectContaining({ action: 'company.sign_up', facts: { code: 'HQ-261120-0001' } }),
  )

  const again = await post('registration/headquarters', application(BOOTSTRAP_TOKEN, 'boss.second'))
  expect([again.status, again.body.code]).toEqual([410, 'gone'])
  expect(await all()).toHaveLength(1)
})

test('a sign-up that fails does not use up the token', async () => {
  const { settings } = world.platform
  const other = 'another-bootstrap-token-of-this-test'
  const on = { ...world.platform, settings: { ...settings, bootstrapToken: other } }
  const taken = await post('registration/headquarters', application(other), on)
  expect([taken.status, taken.body.errors]).toMatchObject([409, [{ path: 'admin.username' }]])
  const free = await post('registration/headquarters', application(other, 'boss.third'), on)
  expect([free.status, free.body.companyCode]).toEqual([201, 'HQ-261120-0002'])
})
