import { afterAll, beforeAll, expect, test } from 'vitest'
import { C2_POLICY, c2Order, openWorld, type Tree, type World } from '#tests/world.ts'
import { noConflicts } from './agency-conflicts.ts'

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
})
afterAll(() => world.close())

const period = { start: '2026-11-01', end: '2026-11-30' }
let titles = 0
const rules = (change: object) => ({
  ...C2_POLICY,
  title: `정책 ${++titles}`,
  targets: [tree.a.id],
  ...change,
})

test.each<[string, () => object, string]>([
  ['bands out of order', () => ({ bandsWon: [99_000, 55_000] }), 'bandsWon.1'],
  [
    'a cell outside the bands',
    () => ({ cells: [{ carrier: 'skt', bandWon: 1, months: 24, amountWon: 1 }] }),
    'cells.0.bandWon',
  ],
  ['a cell twice', () => ({ cells: [C2_POLICY.cells[0], C2_POLICY.cells[0]] }), 'cells.1'],
  ['no price at all', () => ({ cells: [] }), 'cells'],
  ['an unknown form field', () => ({ form: [{ key: 'rrn', required: true }] }), 'form.0.key'],
  [
    'a negative amount',
    () => ({ cells: [{ carrier: 'skt', bandWon: 99_000, months: 24, amountWon: -1 }] }),
    'cells.0.amountWon',
  ],
  ['a shop as target', () => ({ targets: [tree.r1.id] }), 'targets.0'],
  [
    'an own amount of an agency that is no target',
    () => ({ agencyOverrides: [{ agencyId: tree.b.id, amountWon: 1 }] }),
    'agencyOverrides.0.agencyId',
  ],
  [
    'an end at its start',
    () => ({ validFrom: '2026-12-01T00:00:00Z', validTo: '2026-12-01T00:00:00Z' }),
    'validTo',
  ],
  ['an exclusion outside the targets', () => ({ exclusions: [tree.rb.id] }), 'exclusions.0'],
])('publishing with %s is refused at its field', async (_, change, path) => {
  const reply = await tree.hq.admin.post('policies', rules(change()))
  expect(reply.status).toBe(422)
  expect(reply.body.errors.map((error: { path: string }) => error.path)).toContain(path)
})

test('a removed agency is no target, and a version has no own amount of one that the policy does not reach', async () => {
  const { hq } = tree
  const made = await hq.admin.post('companies', {
    ...{ parentId: hq.id, name: '새벽통신', businessNumber: '1248100998' },
    ...{ phone: '031-200-1114', address: '경기도 수원시 영통구 삼성로 129' },
  })
  const { id, version } = made.body
  const removed = await hq.admin.post(`companies/${id}/removal`, { version })
  expect([made.status, removed.status]).toEqual([201, 204])
  const refused = await hq.admin.post('policies', rules({ targets: [tree.a.id, id] }))
  expect(refused.body.errors).toMatchObject([{ path: 'targets.1', code: 'not_found' }])

  const policy = (await hq.admin.post('policies', rules({}))).body
  const { title: _, carrier: __, joinType: ___, ...rates } = C2_POLICY
  const next = await hq.admin.post(`policies/${policy.id}/versions`, {
    ...{ ...rates, version: 1, agencyOverrides: [{ agencyId: tree.b.id, amountWon: 1 }] },
  })
  expect(next.body.errors).toMatchObject([{ path: 'agencyOverrides.0.agencyId' }])
})

test('a policy reaches targeted agencies and their shops, including shops that join later, and no other company', async () => {
  const stranger = await world.mintTree()
  const id = (await tree.hq.admin.post('policies', rules({ exclusions: [tree.r2.id] }))).body.id
  const sees = async (who: Tree['r1']) =>
    (await who.admin.get('policies?limit=100')).text.includes(id)
  expect(await sees(tree.a)).toBe(true)
  expect(await sees(tree.r1)).toBe(true)
  expect(await sees(tree.r2)).toBe(false)
  expect(await sees(tree.b)).toBe(false)
  expect(await sees(tree.rb)).toBe(false)
  expect(await sees(stranger.hq)).toBe(false)
  expect((await stranger.hq.admin.get(`policies/${id}`)).status).toBe(404)
  expect((await tree.r2.admin.get(`policies/${id}`)).status).toBe(404)
  const inbox = await tree.r1.admin.get('notifications')
  expect(inbox.body.items[0]).toMatchObject({ type: 'policy_assigned', subjectId: id })
})

test('a policy takes orders of its carrier and its join type only, and says which of the two it is', async () => {
  const { skt99, kt77, r1 } = tree
  const cells = [{ carrier: 'skt', amountWon: 10_000 }]
  const id = await tree.publish({ carrier: 'skt', joinType: 'mnp', cells })
  const asked = async (planId: string, joinType: string) => {
    const wish = { policyId: id, planId, joinType, contractMonths: 24, simType: 'esim' }
    const { status, body } = await r1.staff.post('quotes', wish)
    return [status, body.facts?.reason]
  }
  expect(await asked(skt99, 'mnp')).toEqual([200, undefined])
  expect(await asked(skt99, 'new')).toEqual([422, 'join_type'])
  expect(await asked(kt77, 'mnp')).toEqual([422, 'carrier'])
  const placed = await r1.staff.post('orders', c2Order(id, skt99, { joinType: 'device_change' }))
  expect([placed.status, placed.body.facts?.reason]).toEqual([422, 'join_type'])
})

test('the list is fresh as soon as a publication is answered, and 304 while nothing changes', async () => {
  const first = await tree.r1.admin.get('policies')
  const etag = { 'if-none-match': first.headers.get('etag') ?? '' }
  expect((await tree.r1.admin.get('policies', etag)).status).toBe(304)
  const id = (await tree.hq.admin.post('policies', rules({}))).body.id
  const second = await tree.r1.admin.get('policies', etag)
  expect(second.status).toBe(200)
  expect(second.text).toContain(id)
})

test('HQ’s list counts a shop as soon as it is added, and no more once it is removed', async () => {
  const own = await world.mintTree()
  const id = await own.publish()
  const counted = async () => {
    const { items } = (await own.hq.admin.get('policies')).body
    return items.find((one: { id: string }) => one.id === id).reach.companies
  }
  const before = await counted()
  const made = await own.hq.admin.post('companies', {
    ...{ parentId: own.a.id, name: '새벽판매', businessNumber: '1248100998' },
    ...{ phone: '031-200-1114', address: '경기도 수원시 영통구 삼성로 129' },
  })
  expect([made.status, await counted()]).toEqual([201, before + 1])
  const { id: shopId, version } = made.body
  await own.hq.admin.post(`companies/${shopId}/removal`, { version })
  expect(await counted()).toBe(before)
})

test('a policy ends at its time even while its list is cached', async () => {
  const validTo = '2026-11-20T04:00:00.000Z'
  const id = (await tree.hq.admin.post('policies', rules({ validTo }))).body.id
  const sees = async () => (await tree.r1.admin.get('policies?limit=100')).text.includes(id)
  expect(await sees()).toBe(true)
  const now = world.platform.clock.now()
  world.platform.clock.set(validTo)
  expect(await sees()).toBe(false)
  world.platform.clock.set(now)
})

test('a new version prices new orders; earlier orders keep theirs', async () => {
  const id = (await tree.hq.admin.post('policies', rules({}))).body.id
  await tree.hq.admin.post('rebates/allocations', {
    period,
    items: [{ companyId: tree.a.id, amountWon: 9_000_000 }],
  })
  await tree.a.admin.post('rebates/distributions', {
    period,
    items: [{ companyId: tree.r1.id, amountWon: 9_000_000 }],
  })
  await tree.a.admin.post(`policies/${id}/passing-on`, { basedOn: 0 })
  const before = await tree.r1.admin.post('orders', c2Order(id, tree.skt99))
  const { title: _, carrier: __, joinType: ___, ...rates } = C2_POLICY
  const cells = [{ carrier: 'skt', bandWon: 99_000, months: 24, amountWon: 380_000 }]
  const version = await tree.hq.admin.post(`policies/${id}/versions`, {
    ...rates,
    cells,
    version: 1,
  })
  expect(version.body).toMatchObject({ currentVersion: 2, version: 2 })
  const stale = await tree.hq.admin.post(`policies/${id}/versions`, { ...rates, cells, version: 1 })
  expect(stale.body.code).toBe('version_conflict')
  const after = await tree.r1.admin.post('orders', c2Order(id, tree.skt99))
  expect([before.body.shopWon, after.body.shopWon]).toEqual([400_000, 380_000])
  const kept = await tree.hq.admin.get(`orders/${before.body.id}`)
  expect(kept.body).toMatchObject({ policyVersion: 1, amounts: { grossWon: 400_000 } })
})

test('an agency cannot pay more than HQ does; after HQ lowers a cell, orders on it are refused until the agency follows', async () => {
  const id = (await tree.hq.admin.post('policies', rules({}))).body.id
  const cell = { carrier: 'skt', bandWon: 99_000, months: 24 }
  const set = (amountWon: number, basedOn: number) =>
    tree.a.admin.put(`policies/${id}/agency-rates`, { basedOn, cells: [{ ...cell, amountWon }] })
  expect((await set(400_001, 0)).body.errors).toMatchObject([
    { path: 'cells.0.amountWon', code: 'above_gross' },
  ])
  expect((await set(390_000, 0)).status).toBe(200)
  expect((await set(380_000, 0)).body.code).toBe('version_conflict')
  const { title: _, carrier: __, joinType: ___, ...rates } = C2_POLICY
  await tree.hq.admin.post(`policies/${id}/versions`, {
    ...rates,
    cells: [{ ...cell, amountWon: 350_000 }],
    version: 1,
  })
  const { body } = await tree.a.admin.get(`policies/${id}`)
  expect(body.agency.conflicts).toEqual({
    ...noConflicts(),
    cells: [{ ...cell, setFor: 'skt', cell, amountWon: 390_000, grossWon: 350_000 }],
  })
  const wish = {
    policyId: id,
    planId: tree.skt99,
    joinType: 'new',
    contractMonths: 24,
    simType: 'esim',
  }
  expect((await tree.r1.admin.post('quotes', wish)).body).toMatchObject({
    code: 'not_priced',
    // The shop must not learn that its agency promises more than HQ pays.
    facts: { reason: 'cell' },
  })
  expect((await set(340_000, 1)).status).toBe(200)
  expect((await tree.r1.admin.post('quotes', wish)).body).toMatchObject({ shopWon: 340_000 })
})

test('a withdrawn policy is final: no new version, which would notify companies that cannot see it', async () => {
  const id = (await tree.hq.admin.post('policies', rules({}))).body.id
  await tree.hq.admin.post(`policies/${id}/withdrawal`, { version: 1, reason: '단가 오류' })
  const { title: _, carrier: __, joinType: ___, ...rates } = C2_POLICY
  const unread = async () => (await tree.r1.admin.get('notifications')).body.unread
  const before = await unread()
  for (const again of [
    await tree.hq.admin.post(`policies/${id}/versions`, { ...rates, version: 2 }),
    await tree.hq.admin.post(`policies/${id}/withdrawal`, { version: 2, reason: '단가 오류' }),
  ])
    expect(again.body).toMatchObject({ code: 'invalid_transition', facts: { status: 'inactive' } })
  expect(await unread()).toBe(before)
  expect((await tree.hq.admin.get(`policies/${id}`)).body).toMatchObject({ currentVersion: 1 })
})

test('a withdrawn policy takes no new orders and open ones finish', async () => {
  const id = (await tree.hq.admin.post('policies', rules({}))).body.id
  await tree.a.admin.post(`policies/${id}/passing-on`, { basedOn: 0 })
  const open = await tree.r1.admin.post('orders', c2Order(id, tree.skt99))
  await tree.hq.admin.post(`policies/${id}/withdrawal`, { version: 1, reason: '단가 오류' })
  expect((await tree.r1.admin.post('orders', c2Order(id, tree.skt99))).status).toBe(404)
  expect(
    (await tree.hq.admin.post(`orders/${open.body.id}/approval`, { version: 1 })).body.status,
  ).toBe('approved')
})
