import { desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { auditEvents } from '#db/schema/audit.ts'
import { c2Order, openWorld, PASSWORD, type Tree, type World } from '#tests/world.ts'

// What closing and removing a company does to others at their next request, and what prevents it, through the
// API.

let world: World
let tree: Tree
let stranger: Tree

beforeAll(async () => {
  world = await openWorld()
  stranger = await world.mintTree()
})
afterAll(() => world.close())
beforeEach(async () => {
  tree = await world.mintTree()
})

type Client = Tree['hq']['admin']
const audited = async (entityId: string) => {
  const [event] = await world.platform.db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.entityId, entityId))
    .orderBy(desc(auditEvents.id))
    .limit(1)
  return event
}
const BARE = { name: '빈 업체', businessNumber: null, phone: null, address: null }
const close = (who: Client, id: string, version = 1) =>
  who.post(`companies/${id}/closing`, { version, reason: '장기 미거래' })
const remove = (who: Client, id: string, version: number) =>
  who.post(`companies/${id}/removal`, { version })

describe('closing', () => {
  test('refuses the company and everything below it at the next request, until it is reopened', async () => {
    const { hq, a, b, r1, rb } = tree
    const policyId = await tree.publish()
    const order = () => r1.staff.post('orders', c2Order(policyId, tree.skt99))
    const login = async (who: Client) => {
      const { username } = (await hq.admin.get(`users/${who.actor.userId}`)).body
      return world.nobody.post('auth/login', { username, password: PASSWORD })
    }
    // The order may fail for other reasons; here it only matters that the request was authenticated.
    expect((await order()).status).not.toBe(401)

    const closed = await close(hq.admin, a.id)
    expect(closed.body).toMatchObject({
      state: 'closed',
      active: false,
      closedBecause: '장기 미거래',
      version: 2,
    })
    for (const who of [a.admin, a.staff, r1.admin, r1.staff])
      expect((await who.get('me')).status).toBe(401)
    expect((await order()).status).toBe(401)
    expect((await login(r1.staff)).body).toMatchObject({
      code: 'not_admitted',
      facts: { status: 'closed' },
    })
    for (const who of [hq.staff, b.admin, rb.staff]) expect((await who.get('me')).status).toBe(200)
    expect(await audited(a.id)).toMatchObject({
      action: 'company.close',
      before: { state: 'active' },
      after: { state: 'closed' },
    })

    const opened = await hq.admin.post(`companies/${a.id}/opening`, { version: 2 })
    expect(opened.body).toMatchObject({ state: 'active', closedBecause: null, version: 3 })
    // Earlier sessions stay ended; all people must sign in again.
    for (const who of [a.admin, r1.staff]) expect((await who.get('me')).status).toBe(401)
    expect((await login(r1.staff)).status).toBe(200)
  })

  test('can be previewed with its effects', async () => {
    const { hq, a, r1 } = tree
    const effects = async (who: Client, id: string) => who.get(`companies/${id}/closing-effects`)
    expect((await effects(hq.admin, a.id)).body).toEqual({
      companies: 4,
      users: 8,
      signedIn: 8,
      openOrders: 0,
      orders: 0,
    })
    expect((await effects(hq.admin, r1.id)).body).toMatchObject({ companies: 1, users: 2 })
    expect((await effects(hq.admin, stranger.a.id)).status).toBe(404)
  })

  test('is allowed only to the headquarters, not for itself, and only if it changes the state', async () => {
    const { hq, a, r1 } = tree
    expect((await close(a.admin, r1.id)).status).toBe(403)
    expect((await close(hq.admin, stranger.a.id)).status).toBe(404)
    const own = await close(hq.admin, hq.id)
    expect([own.status, own.body.code]).toEqual([409, 'conflict'])
    expect((await hq.admin.get('me')).status).toBe(200)
    const open = await hq.admin.post(`companies/${a.id}/opening`, { version: 1 })
    expect(open.body.code).toBe('invalid_transition')
    await close(hq.admin, a.id)
    expect((await close(hq.admin, a.id, 2)).body.code).toBe('invalid_transition')
    const stale = await hq.admin.post(`companies/${a.id}/opening`, { version: 1 })
    expect(stale.body.code).toBe('version_conflict')
  })
})

describe('removing', () => {
  test('takes it out of all lists and look-ups, keeps its name, and suspends its people', async () => {
    const { hq, a, r1, r3 } = tree
    const { code } = (await hq.admin.get(`companies/${r3.id}`)).body
    const { username } = (await hq.admin.get(`users/${r3.staff.actor.userId}`)).body
    expect((await remove(hq.admin, r3.id, 1)).status).toBe(204)
    await world.platform.settled()
    for (const who of [hq.admin, a.admin]) {
      expect((await who.get(`companies/${r3.id}`)).status).toBe(404)
      for (const path of ['companies', 'companies/tree', 'users', 'rebates/balances']) {
        const { status, text } = await who.get(path)
        expect(status, path).toBe(200)
        expect(text.includes(r3.id), path).toBe(false)
      }
    }
    expect((await a.admin.get('rebates/balances')).text).toContain(r1.id)
    expect(JSON.stringify((await a.admin.get('dashboard')).body.shops)).not.toContain(r3.id)
    const bare = (await hq.admin.post('companies', { ...BARE, parentId: hq.id })).body.id
    expect((await remove(hq.admin, bare, 1)).status).toBe(204)
    expect(JSON.stringify((await hq.admin.get('dashboard')).body.agencies)).not.toContain(bare)
    expect((await r3.admin.get('me')).status).toBe(401)
    expect(
      (await world.nobody.post('auth/login', { username, password: PASSWORD })).body.facts,
    ).toMatchObject({ status: 'suspended' })
    expect((await world.nobody.get(`registration/parent?code=${code}`)).status).toBe(404)
    await expect(tree.publish({ exclusions: [r3.id] })).rejects.toThrow('exclusions.0')
    const budget = await a.admin.post('rebates/distributions', {
      period: { start: '2026-11-01', end: '2026-11-30' },
      items: [{ companyId: r3.id, amountWon: 1 }],
    })
    expect(budget.body.errors).toMatchObject([{ path: 'items.0.companyId', code: 'not_found' }])
    expect((await hq.admin.post(`companies/${r3.id}/opening`, { version: 2 })).status).toBe(404)
    expect((await close(hq.admin, r3.id, 2)).status).toBe(404)
    expect(await audited(r3.id)).toMatchObject({
      action: 'company.remove',
      after: { state: 'removed' },
    })
    expect(await audited(r3.admin.actor.userId)).toMatchObject({ action: 'user.suspend' })
  })

  test('is refused while it has dependents, and names them', async () => {
    const { hq, a, r1, rb } = tree
    const period = { start: '2026-11-01', end: '2026-11-30' }
    const give = (who: Client, what: string, companyId: string, amountWon: number) =>
      who.post(`rebates/${what}`, { period, items: [{ companyId, amountWon }] })
    expect((await remove(hq.admin, a.id, 1)).body).toMatchObject({
      code: 'conflict',
      facts: { companies: 3, orders: 0, budgetWon: 0 },
    })
    await give(hq.admin, 'allocations', a.id, 5_000_000)
    await give(a.admin, 'distributions', r1.id, 1_000_000)
    expect((await remove(hq.admin, r1.id, 1)).body.facts).toMatchObject({ budgetWon: 1_000_000 })
    const policyId = await tree.publish()
    const placed = await r1.staff.post('orders', c2Order(policyId, tree.skt99))
    expect(placed.status).toBe(201)
    await r1.admin.post(`orders/${placed.body.id}/cancellation`, { version: 1, reason: '변심' })
    // After the period no usable budget is left, so only the order prevents removal.
    const now = world.platform.clock.now()
    world.platform.clock.set('2026-12-02T00:00:00.000Z')
    expect((await remove(hq.admin, r1.id, 1)).body.facts).toEqual({
      companies: 0,
      orders: 1,
      customers: 0,
      budgetWon: 0,
    })
    world.platform.clock.set(now)
    expect((await remove(hq.admin, hq.id, 1)).body.code).toBe('conflict')
    expect((await remove(hq.admin, stranger.r3.id, 1)).status).toBe(404)
    expect((await remove(tree.b.admin, rb.id, 1)).status).toBe(403)
    expect((await remove(hq.admin, rb.id, 7)).body.code).toBe('version_conflict')
  })
})
