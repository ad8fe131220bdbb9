import { desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { auditEvents } from '#db/schema/audit.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'

// Adding and editing companies, the visible part of the tree, and settings that a headquarters makes for its
// tree, through the API.

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
/** The live events published during `work`, each with the company that receives it. */
async function heard(work: () => Promise<unknown>) {
  await world.platform.settled()
  world.platform.published.splice(0)
  await work()
  await world.platform.settled()
  return world.platform.published.map(({ companyId, type, id }) => [type, id, companyId])
}
const close = (who: Client, id: string, version = 1) =>
  who.post(`companies/${id}/closing`, { version, reason: '장기 미거래' })
const agency = (change: object = {}) => ({
  parentId: tree.hq.id,
  name: '새벽통신',
  businessNumber: '1248100998',
  phone: '031-200-1114',
  address: '경기도 수원시 영통구 삼성로 129',
  ...change,
})

describe('adding a company', () => {
  test('takes its tier from the parent and is active, with a code and a normalised business number', async () => {
    const { status, body } = await tree.hq.admin.post('companies', agency())
    expect(status).toBe(201)
    expect(body).toMatchObject({
      tier: 'agency',
      state: 'active',
      code: expect.stringMatching(/^AG-261120-\d{4}$/),
      businessNumber: '124-81-00998',
      version: 1,
      sharesBusinessNumber: false,
    })
    const shop = await tree.hq.admin.post('companies', agency({ parentId: body.id }))
    expect(shop.body).toMatchObject({ tier: 'retail', parentId: body.id })
    expect(await audited(body.id)).toMatchObject({
      action: 'company.create',
      companyId: tree.hq.id,
      facts: { code: body.code },
      after: {
        state: 'active',
        businessNumber: '124-81-*****',
        phone: '031-***-1114',
        address: '경기도 수원시 영통구',
      },
    })
  })

  test('is allowed to an agency only below itself, and to nobody under a shop or a closed company', async () => {
    const { hq, a, b, r1 } = tree
    const add = async (who: Client, parentId: string) =>
      (await who.post('companies', agency({ parentId }))).status
    expect(await add(a.admin, a.id)).toBe(201)
    expect(await add(a.admin, hq.id)).toBe(404)
    expect(await add(a.admin, b.id)).toBe(404)
    expect(await add(a.admin, r1.id)).toBe(422)
    expect(await add(hq.admin, stranger.hq.id)).toBe(404)
    expect(await add(hq.admin, stranger.a.id)).toBe(404)
    await close(hq.admin, b.id)
    expect(await add(hq.admin, b.id)).toBe(409)
  })

  test('sent twice under one key adds one', async () => {
    const key = { 'idempotency-key': `twice-${tree.hq.id}` }
    const first = await tree.hq.admin.post('companies', agency(), key)
    const second = await tree.hq.admin.post('companies', agency(), key)
    expect([second.status, second.body.id]).toEqual([201, first.body.id])
  })

  test('warns people above of a business number that a sibling has, but not the company itself', async () => {
    const { hq, a, r1, r2 } = tree
    const { body: other } = await a.admin.post('companies', agency({ parentId: a.id }))
    for (const shop of [r1, r2])
      await hq.admin.put(`companies/${shop.id}`, { version: 1, businessNumber: '220-81-62517' })
    const shares = async (who: Client, id: string) =>
      (await who.get(`companies/${id}`)).body.sharesBusinessNumber
    expect(await shares(a.admin, r1.id)).toBe(true)
    expect(await shares(hq.admin, r2.id)).toBe(true)
    expect(await shares(r1.admin, r1.id)).toBe(false)
    expect(await shares(r1.admin, r1.id.toUpperCase())).toBe(false)
    expect(await shares(a.admin, other.id)).toBe(false)
  })
})

describe('editing', () => {
  const edit = (who: Client, id: string, change: object) =>
    who.put(`companies/${id}`, { version: 1, ...change })

  test('changes the given fields only, and is audited with masked values before and after', async () => {
    const { hq, a } = tree
    await edit(hq.admin, a.id, { phone: '033-640-5500', businessNumber: '120-81-47521' })
    const news = await heard(async () => {
      const { status, body } = await hq.admin.put(`companies/${a.id}`, {
        version: 2,
        name: '동해통신',
        phone: '02-345-6789',
      })
      expect(status).toBe(200)
      expect(body).toMatchObject({
        name: '동해통신',
        phone: '02-345-6789',
        businessNumber: '120-81-47521',
        version: 3,
      })
    })
    expect(news).toEqual([
      ['company.changed', a.id, a.id],
      ['company.changed', a.id, hq.id],
    ])
    expect(await audited(a.id)).toMatchObject({
      action: 'company.update',
      before: { name: a.name, phone: '033-***-5500' },
      after: { name: '동해통신', phone: '02-***-6789' },
    })
  })

  test('of two edits of one version, the second learns that it came too late', async () => {
    const { hq, a } = tree
    expect((await edit(hq.admin, a.id, { name: '하나' })).status).toBe(200)
    const late = await edit(hq.admin, a.id, { name: '둘' })
    expect([late.status, late.body.code]).toEqual([409, 'version_conflict'])
    expect((await hq.admin.get(`companies/${a.id}`)).body.name).toBe('하나')
  })

  test('is limited by role: an agency edits names of its shops, each company its own contact details', async () => {
    const { hq, a, b, r1, rb } = tree
    const status = async (who: Client, id: string, change: object) =>
      (await edit(who, id, change)).status
    expect(await status(a.admin, r1.id, { name: '강릉점', phone: '033-640-1000' })).toBe(200)
    expect(await status(a.admin, r1.id, { businessNumber: '120-81-47521' })).toBe(403)
    expect(await status(a.admin, a.id, { name: '다른 이름' })).toBe(403)
    expect(await status(a.admin, a.id, { phone: '033-640-1000', address: '강릉시 중앙로' })).toBe(
      200,
    )
    expect(await status(b.admin, b.id, { businessNumber: null })).toBe(403)
    expect(await status(a.admin, hq.id, { phone: '02-100-1000' })).toBe(404)
    expect(await status(a.admin, rb.id, { name: '남의 점포' })).toBe(404)
    expect(await status(r1.admin, a.id, { phone: '02-100-1000' })).toBe(404)
    expect(await status(rb.admin, rb.id, { name: '새 이름' })).toBe(403)
    expect(await status(rb.admin, rb.id, { phone: '02-100-1000' })).toBe(200)
    expect(await status(hq.admin, stranger.r1.id, { name: '남의 점포' })).toBe(404)
    expect(await status(r1.staff, r1.id, { phone: '02-100-1000' })).toBe(403)
  })

  test('refuses the whole edit when one field is not allowed, names it, and refuses a wrong check digit', async () => {
    const { a, r1, hq } = tree
    const { body } = await edit(a.admin, r1.id, { name: '새 이름', businessNumber: '2208162517' })
    expect(body.errors).toMatchObject([{ path: 'businessNumber' }])
    expect((await hq.admin.get(`companies/${r1.id}`)).body).toMatchObject({ name: r1.name })
    const wrong = await edit(hq.admin, r1.id, { businessNumber: '124-81-00999' })
    expect([wrong.status, wrong.body.errors[0].path]).toEqual([422, 'businessNumber'])
  })

  test('the detail lists exactly the allowed actions', async () => {
    const { hq, a, r1 } = tree
    const detail = async (who: Client, id: string) => (await who.get(`companies/${id}`)).body
    expect(await detail(a.admin, r1.id)).toMatchObject({
      actions: ['edit', 'invite'],
      editable: ['name', 'phone', 'address'],
    })
    expect(await detail(r1.staff, r1.id)).toMatchObject({ actions: [], editable: [] })
    // A shop without orders can be removed; an agency with shops cannot.
    expect((await detail(hq.admin, r1.id)).actions).toContain('remove')
    expect((await detail(hq.admin, a.id)).actions).not.toContain('remove')
  })
})

describe('the tree', () => {
  test('shows the companies in scope with the number of people of each', async () => {
    const { hq, a, r1, rb } = tree
    const items = async (who: Client) =>
      (await who.get('companies/tree')).body.items as { id: string }[]
    expect(await items(hq.staff)).toHaveLength(7)
    expect((await items(a.admin)).map(({ id }) => id)).not.toContain(rb.id)
    expect(await items(r1.staff)).toMatchObject([
      { id: r1.id, parentId: a.id, tier: 'retail', state: 'active', users: 2, waiting: 0 },
    ])
    expect((await items(hq.admin)).at(0)).toMatchObject({ id: hq.id, parentId: null })
  })
})

describe('the settings of a tree', () => {
  test('apply to all people in it from the next request on, and to no other tree', async () => {
    const { hq, r1 } = tree
    const { body: now } = await hq.admin.get('companies/settings')
    expect(now).toEqual({
      ...{ secondFactor: 'off', idleMinutes: 60 },
      ...{ approvalOverWon: null, version: 1 },
    })
    expect((await r1.staff.get('orders')).status).toBe(200)
    const change = { version: 1, secondFactor: 'everyone', idleMinutes: 30 }
    const { status, body } = await hq.admin.put('companies/settings', change)
    expect([status, body]).toEqual([200, { ...change, approvalOverWon: null, version: 2 }])
    expect((await r1.staff.get('orders')).body.code).toBe('second_factor_required')
    expect((await r1.staff.get('me')).body).toMatchObject({ secondFactor: 'owed', idleMinutes: 30 })
    expect((await stranger.r1.staff.get('orders')).status).toBe(200)
    expect(await audited(hq.id)).toMatchObject({
      action: 'company.settings',
      before: { secondFactor: 'off', idleMinutes: 60 },
      after: { secondFactor: 'everyone', idleMinutes: 30 },
    })
  })

  test('are refused with an old version', async () => {
    const put = (version: number) =>
      tree.hq.admin.put('companies/settings', { version, secondFactor: 'off', idleMinutes: 90 })
    expect((await put(1)).status).toBe(200)
    for (const stale of [0, 1, 9]) expect((await put(stale)).body.code).toBe('version_conflict')
  })
})
