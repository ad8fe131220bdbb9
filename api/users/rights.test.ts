import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { userGrants } from '#db/schema/users.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import type { UserItem } from './contract.ts'
import { deskOf } from './decide.fixture.ts'

// Roles and grants take effect at the person's next request; lists show pending people first.

let world: World
let desk: ReturnType<typeof deskOf>
let tree: Tree
let stranger: Tree

beforeAll(async () => {
  world = await openWorld()
  desk = deskOf(world)
  stranger = await world.mintTree()
})
afterAll(() => world.close())
beforeEach(async () => {
  tree = await world.mintTree()
})

describe('a role', () => {
  test('takes effect at the next request, promotion and demotion alike', async () => {
    const { a, r1 } = tree
    const { userId } = r1.staff.actor
    expect((await r1.staff.get('users')).status).toBe(403)
    const { body } = await desk.decide(a.admin, userId, 'role', { role: 'admin' })
    expect(body).toMatchObject({ role: 'admin', version: 2 })
    expect((await r1.staff.get('users')).status).toBe(200)
    expect(await desk.audited(userId)).toMatchObject({
      action: 'user.change_role',
      before: { role: 'staff' },
      after: { role: 'admin' },
    })
    // With two admins the first may be demoted, even by the new one.
    const first = r1.admin.actor.userId
    expect((await desk.decide(r1.staff, first, 'role', { role: 'staff' })).status).toBe(200)
    expect((await r1.admin.get('users')).status).toBe(403)
    const last = await desk.decide(a.admin, userId, 'role', { version: 2, role: 'staff' })
    expect(last.body).toMatchObject({ code: 'conflict', facts: { why: 'last_admin' } })
  })

  test('that a person already has changes nothing', async () => {
    const { userId } = tree.r1.staff.actor
    const { body } = await desk.decide(tree.a.admin, userId, 'role', { role: 'staff' })
    expect(body.version).toBe(1)
    expect(await desk.audited(userId)).toBeUndefined()
  })

  test('cannot be changed for oneself or for people out of reach', async () => {
    const { hq, a, b } = tree
    const change = (who: typeof hq.admin, of: typeof hq.admin) =>
      desk.decide(who, of.actor.userId, 'role', { role: 'admin' })
    expect((await change(hq.admin, hq.admin)).body.facts).toEqual({ why: 'own' })
    expect((await change(a.admin, hq.staff)).status).toBe(404)
    expect((await change(a.admin, b.staff)).status).toBe(404)
    expect((await change(hq.admin, stranger.a.staff)).status).toBe(404)
    expect((await change(a.staff, a.staff)).status).toBe(403)
  })
})

describe('grants', () => {
  test('allow what the role alone does not, and take effect and end at the next request', async () => {
    const { hq } = tree
    const { userId } = hq.staff.actor
    const pay = async () => (await hq.staff.post('settlements/payments', {})).status
    expect(await pay()).toBe(403)
    const lent = await desk.grant(hq.admin, userId, 1, ['settlement.pay', 'pii.view'])
    expect(lent.body).toMatchObject({ grants: ['pii.view', 'settlement.pay'], version: 2 })
    expect(await pay()).toBe(422)
    expect((await hq.staff.get('me')).body.grants.toSorted()).toEqual([
      'pii.view',
      'settlement.pay',
    ])
    expect(await desk.audited(userId)).toMatchObject({
      action: 'user.change_grants',
      before: { grants: '' },
      after: { grants: 'pii.view settlement.pay' },
    })
    const less = await desk.grant(hq.admin, userId, 2, ['pii.view'])
    expect(less.body.grants).toEqual(['pii.view'])
    expect(await pay()).toBe(403)
  })

  test('store who gave them; a grant that is already held keeps its giver', async () => {
    const { hq, a, r1 } = tree
    const { userId } = r1.staff.actor
    await desk.grant(a.admin, userId, 1, ['customer.manage'])
    await desk.grant(hq.admin, userId, 2, ['customer.manage', 'health.view', 'health.view'])
    const rows = await world.platform.db
      .select({ grant: userGrants.grant, by: userGrants.grantedBy })
      .from(userGrants)
      .where(eq(userGrants.userId, userId))
    expect(rows.toSorted((one, other) => (one.grant < other.grant ? -1 : 1))).toEqual([
      { grant: 'customer.manage', by: a.admin.actor.userId },
      { grant: 'health.view', by: hq.admin.actor.userId },
    ])
  })

  test('are refused with an old version, with an unknown name, and for oneself', async () => {
    const { hq, r1 } = tree
    const { userId } = r1.staff.actor
    expect((await desk.grant(hq.admin, userId, 2, ['pii.view'])).body.code).toBe('version_conflict')
    expect((await desk.grant(hq.admin, userId, 1, ['root'])).status).toBe(422)
    const own = await desk.grant(hq.admin, hq.admin.actor.userId, 1, ['pii.view'])
    expect(own.body.facts).toEqual({ why: 'own' })
    expect((await desk.person(hq.admin, userId)).grants).toEqual([])
  })
})

describe('the list', () => {
  const page = async (who: typeof tree.hq.admin, search: string) =>
    (await who.get(`users${search}`)).body as { items: UserItem[]; nextCursor: string | null }
  const all = async (who: typeof tree.hq.admin, search = '', between?: () => Promise<unknown>) => {
    const seen: UserItem[] = []
    let after = ''
    for (;;) {
      const { items, nextCursor } = await page(who, `?limit=3${search}${after}`)
      seen.push(...items)
      if (!nextCursor) return seen
      await between?.()
      after = `&after=${nextCursor}`
    }
  }

  test('shows pending people first, each once, over all pages', async () => {
    const waiting: string[] = []
    for (const company of [tree.r1, tree.rb, tree.r2, tree.hq])
      waiting.push((await desk.applicant(company)).id)
    const seen = await all(tree.hq.admin)
    expect(seen.map(({ id }) => id).slice(0, 4)).toEqual(waiting)
    expect(seen).toHaveLength(18)
    expect(new Set(seen.map(({ id }) => id)).size).toBe(18)
    const rest = seen.slice(4).map(({ id }) => id)
    expect(rest).toEqual(rest.toSorted())
    expect((await all(tree.hq.admin, '&status=pending')).map(({ id }) => id)).toEqual(waiting)
  })

  test('skips nobody when the last person of a page is approved before the next page is read', async () => {
    const waiting: string[] = []
    for (let i = 0; i < 4; i++) waiting.push((await desk.applicant(tree.r1)).id)
    let turned = 0
    const seen = await all(tree.r1.admin, '', async () => {
      if (turned++ === 0) await desk.decide(tree.r1.admin, waiting[2] ?? '', 'approval')
    })
    for (const id of [...waiting, tree.r1.admin.actor.userId, tree.r1.staff.actor.userId])
      expect(seen.map((user) => user.id)).toContain(id)
  })

  test('covers the companies in scope, and searches by part of a name, taken literally', async () => {
    const { hq, a, r1, rb } = tree
    const companies = async (who: typeof hq.admin, search = '') =>
      new Set((await all(who, search)).map(({ company }) => company.id))
    expect((await companies(hq.admin)).size).toBe(7)
    expect((await companies(a.admin)).has(rb.id)).toBe(false)
    expect((await companies(a.admin)).size).toBe(4)
    expect(await companies(r1.admin)).toEqual(new Set([r1.id]))
    expect(await companies(hq.admin, `&companyId=${rb.id}`)).toEqual(new Set([rb.id]))
    expect(await companies(a.admin, `&companyId=${rb.id}`)).toEqual(new Set())
    expect(await companies(hq.admin, `&companyId=${stranger.r1.id}`)).toEqual(new Set())
    expect(await companies(hq.admin, '&q=RB-STAFF')).toEqual(new Set([rb.id]))
    expect(await companies(hq.admin, '&q=%25')).toEqual(new Set())
  })

  test('shows the allowed actions for each person, and none for the caller', async () => {
    const items = (await page(tree.r1.admin, '')).items
    const actionsOf = (id: string) => items.find((user) => user.id === id)?.actions
    expect(actionsOf(tree.r1.admin.actor.userId)).toEqual([])
    expect(actionsOf(tree.r1.staff.actor.userId)).toEqual([
      'suspend',
      'change_role',
      'grant',
      'reset_password',
      'sign_out',
    ])
    const above = await desk.person(tree.a.admin, tree.r1.admin.actor.userId)
    expect(above.actions).toEqual(['grant', 'reset_password', 'sign_out'])
  })

  test('shows who is locked out, and until when', async () => {
    const { userId } = tree.r1.staff.actor
    const { username } = await desk.person(tree.a.admin, userId)
    for (let i = 0; i < 5; i++)
      await world.nobody.post('auth/login', { username, password: `wrong-${i}` })
    const locked = await desk.person(tree.a.admin, userId)
    expect(locked.lockedUntil).toBe('2026-11-20T03:30:00.000Z')
    expect(locked.actions).toContain('unlock')
    world.platform.clock.advance(1801)
    expect(await desk.person(tree.a.admin, userId)).toMatchObject({ lockedUntil: null })
  })
})
