import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { auditEvents } from '#db/schema/audit.ts'
import { companies } from '#db/schema/companies.ts'
import { notifications } from '#db/schema/notifications.ts'
import { invitations } from '#db/schema/registration.ts'
import { users } from '#db/schema/users.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import { consents, somebody } from './apply.fixture.ts'
import { OPEN_MAX } from './invite.ts'
import { letterOf, mailInTime } from './letter.ts'

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

type Client = Tree['hq']['admin']
const invitation = (companyId: string, change: object = {}) => ({
  ...{ companyId, role: 'staff', name: '나지원', email: null, days: 7 },
  ...change,
})
async function invite(who: Client, companyId: string, change: object = {}) {
  const { status, body } = await who.post('invitations', invitation(companyId, change))
  expect(status).toBe(201)
  return { ...body, token: String(body.link).split('#')[1] ?? '' }
}
async function open(path: string, body: object) {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
  const address = `198.51.100.${++asked}`
  const response = await world.call(`registration/${path}`, init, { address })
  await world.platform.settled()
  return { status: response.status, body: await response.json() }
}
const read = (token: string) => open('invitation', { token })
const accept = (token: string, username: string) =>
  open('invitation/acceptance', { token, ...somebody(username), consents })
const userNamed = async (username: string) => {
  const [row] = await world.platform.db.select().from(users).where(eq(users.username, username))
  return row
}

describe('an invitation', () => {
  test('admits one person, approved at once, who then signs in', async () => {
    const { token, link, ...made } = await invite(tree.a.admin, tree.r1.id, { role: 'admin' })
    expect(link).toBe(`http://maru.test/join#${token}`)
    expect(made).toMatchObject({ state: 'open', mailed: false, company: { name: tree.r1.name } })
    expect(await read(token)).toEqual({
      status: 200,
      body: {
        ...{ companyName: tree.r1.name, tier: 'retail', role: 'admin', name: '나지원' },
        ...{ email: null, expiresAt: '2026-11-27T03:00:00.000Z' },
      },
    })
    expect(await accept(token, 'guest.one')).toEqual({
      status: 201,
      body: { companyCode: null, companyName: tree.r1.name, approver: null },
    })
    const user = await userNamed('guest.one')
    expect(user).toMatchObject({
      ...{ companyId: tree.r1.id, role: 'admin', status: 'approved' },
      approvedBy: tree.a.admin.actor.userId,
    })
    const { username, password } = somebody('guest.one')
    expect((await world.nobody.post('auth/login', { username, password })).status).toBe(200)
    const { items } = (await tree.a.admin.get('invitations')).body
    expect(items).toMatchObject([{ id: made.id, state: 'accepted' }])
    const notified = await world.platform.db
      .select({ type: notifications.type, subjectId: notifications.subjectId })
      .from(notifications)
      .where(eq(notifications.companyId, tree.a.id))
    expect(notified).toEqual([{ type: 'user_approved', subjectId: user?.id }])
    const [event] = await world.platform.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.entityId, user?.id ?? ''))
    expect(event).toMatchObject({
      ...{ action: 'user.accept_invitation', userId: user?.id, companyId: tree.r1.id },
      facts: { role: 'admin', consents: '2026-11' },
    })
  })

  test('that is used, revoked, expired or unknown is refused, always with the same answer', async () => {
    const used = await invite(tree.r1.admin, tree.r1.id)
    await accept(used.token, 'guest.two')
    const withdrawn = await invite(tree.r1.admin, tree.r1.id)
    const path = `invitations/${withdrawn.id}/revocation`
    expect((await tree.r1.admin.post(path)).status).toBe(204)
    const late = await invite(tree.r1.admin, tree.r1.id, { days: 1 })
    world.platform.clock.advance(86_400)
    const answers = []
    for (const token of [used.token, withdrawn.token, late.token, 'x'.repeat(32)])
      for (const answer of [await read(token), await accept(token, 'guest.three')])
        answers.push([answer.status, answer.body.code, answer.body.detail])
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]?.slice(0, 2)).toEqual([404, 'not_found'])
    expect(await userNamed('guest.three')).toBeUndefined()
    const { items } = (await tree.r1.admin.get('invitations')).body
    expect(items.map(({ state }: { state: string }) => state)).toEqual([
      'expired',
      'revoked',
      'accepted',
    ])
  })

  test('is valid only while its maker and its company are active', async () => {
    const { db } = world.platform
    const { token } = await invite(tree.a.admin, tree.r1.id)
    const { userId } = tree.a.admin.actor
    for (const change of [{ status: 'suspended' }, { role: 'staff' }] as const) {
      await db.update(users).set(change).where(eq(users.id, userId))
      expect((await accept(token, 'guest.four')).status).toBe(404)
      await db.update(users).set({ status: 'approved', role: 'admin' }).where(eq(users.id, userId))
    }
    for (const { id } of [tree.r1, tree.a, tree.hq]) {
      await db.update(companies).set({ active: false }).where(eq(companies.id, id))
      expect((await read(token)).status).toBe(404)
      await db.update(companies).set({ active: true }).where(eq(companies.id, id))
    }
    expect((await accept(token, 'guest.four')).status).toBe(201)
  })

  test('stays open when the chosen username is taken', async () => {
    const { token } = await invite(tree.r1.admin, tree.r1.id)
    const taken = (await tree.hq.staff.get('me')).body.username
    const { status, body } = await accept(token, taken)
    expect([status, body.errors]).toMatchObject([409, [{ path: 'username', code: 'taken' }]])
    expect((await accept(token, 'guest.five')).status).toBe(201)
  })
})

describe('invitations', () => {
  test('are allowed to admins, for their own company and those below; other companies are not found', async () => {
    const { hq, a, b, r1, rb } = tree
    const stranger = await world.mintTree()
    const may = async (who: Client, companyId: string) =>
      (await who.post('invitations', invitation(companyId))).status
    for (const { id } of [hq, a, r1, rb]) expect(await may(hq.admin, id)).toBe(201)
    for (const { id } of [a, r1]) expect(await may(a.admin, id)).toBe(201)
    for (const { id } of [hq, b, rb]) expect(await may(a.admin, id)).toBe(404)
    for (const { id } of [a, hq, rb]) expect(await may(r1.admin, id)).toBe(404)
    expect(await may(hq.admin, stranger.hq.id)).toBe(404)
    expect(await may(hq.staff, hq.id)).toBe(403)
  })

  test('are listed and revoked only in scope, and revoked once', async () => {
    const { hq, a, b, r1 } = tree
    const made = await invite(a.admin, r1.id)
    await invite(b.admin, b.id)
    const seen = async (who: Client, query = '') =>
      (await who.get(`invitations${query}`)).body.items.length
    expect([await seen(hq.admin), await seen(a.admin), await seen(r1.admin)]).toEqual([2, 1, 1])
    expect([await seen(hq.admin, `?companyId=${b.id}`), await seen(b.admin)]).toEqual([1, 1])
    expect(await seen(b.admin, `?companyId=${r1.id}`)).toBe(0)
    const path = `invitations/${made.id}/revocation`
    expect((await b.admin.post(path)).status).toBe(404)
    expect((await hq.admin.post(path)).status).toBe(204)
    const again = await hq.admin.post(path)
    expect([again.status, again.body.code]).toEqual([409, 'invalid_transition'])
  })

  test('are paged, newest first', async () => {
    const ids = []
    for (let i = 0; i < 3; i++) ids.unshift((await invite(tree.a.admin, tree.a.id)).id)
    const first = (await tree.a.admin.get('invitations?limit=2')).body
    const second = (await tree.a.admin.get(`invitations?limit=2&after=${first.nextCursor}`)).body
    const got = [...first.items, ...second.items].map(({ id }: { id: string }) => id)
    expect([got, second.nextCursor]).toEqual([ids, null])
  })

  test('are refused for a closed company and beyond the limit', async () => {
    const { db } = world.platform
    await db.update(companies).set({ active: false }).where(eq(companies.id, tree.r2.id))
    const closed = await tree.hq.admin.post('invitations', invitation(tree.r2.id))
    expect([closed.status, closed.body.code]).toEqual([409, 'conflict'])
    for (let i = 0; i < OPEN_MAX; i++) await invite(tree.hq.admin, tree.r1.id)
    const { status, body } = await tree.hq.admin.post('invitations', invitation(tree.r1.id))
    expect([status, body.facts]).toEqual([409, { openMax: OPEN_MAX }])
    world.platform.clock.advance(7 * 86_400)
    await invite(tree.hq.admin, tree.r1.id)
  })
})

describe('the invitation mail', () => {
  test('contains the link, which is stored nowhere', async () => {
    const { mails, logged, db } = world.platform
    mails.splice(0)
    const made = await invite(tree.hq.admin, tree.r1.id, { email: 'guest@example.com' })
    expect(made.mailed).toBe(true)
    expect(mails).toHaveLength(1)
    expect(mails[0]).toMatchObject({ to: 'guest@example.com' })
    expect(mails[0]?.subject).toContain(tree.r1.name)
    expect(mails[0]?.text).toContain(made.link)
    const kept = JSON.stringify([
      logged,
      await db.select().from(invitations),
      await db.select().from(auditEvents),
    ])
    expect(kept).not.toContain(made.token)
  })

  test('that fails or takes too long is reported as not mailed, and the link still works', async () => {
    const { platform } = world
    const mailing = (send: () => Promise<void>) => ({
      ...{ ...platform, requestId: 'letter', mail: { configured: true, send } },
    })
    const message = letterOf(
      {
        ...{ company: { id: '', name: '두\n줄', tier: 'retail' }, role: 'staff', name: null },
        expiresAt: '2026-11-27T03:00:00.000Z',
      },
      'guest@example.com',
      'http://maru.test/join#secret',
    )
    expect(message.subject).toBe('[마루] 두 줄에서 초대했어요')
    const refused = mailing(() => Promise.reject(new Error('no such host')))
    expect(await mailInTime(refused, message)).toBe(false)
    expect(JSON.stringify(platform.logged)).not.toContain('join#secret')
    const { promise: hanging, resolve } = Promise.withResolvers<void>()
    expect(
      await mailInTime(
        mailing(() => hanging),
        message,
        1,
      ),
    ).toBe(false)
    resolve()
    const unable = {
      ...platform,
      requestId: 'letter',
      mail: { ...platform.mail, configured: false },
    }
    expect(await mailInTime(unable, message)).toBe(false)
  })
})
