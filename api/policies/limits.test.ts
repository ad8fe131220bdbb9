import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { C2_POLICY, c2Order, openWorld, type Tree, type World } from '#tests/world.ts'

// Decision 049: HQ limits what an agency keeps of an order; through the front door.

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
  const period = { start: '2026-11-01', end: '2026-11-30' }
  const items = ({ id }: { id: string }) => [{ companyId: id, amountWon: 90_000_000 }]
  await tree.hq.admin.post('rebates/allocations', { period, items: items(tree.a) })
  await tree.a.admin.post('rebates/distributions', { period, items: items(tree.r1) })
})
afterAll(() => world.close())

const SKT = { carrier: 'skt', bandWon: 99_000, months: 24 }
const KT = { carrier: 'kt', bandWon: 77_000, months: 24 }
const CELLS = [
  { ...SKT, amountWon: 400_000 },
  { ...KT, amountWon: 268_000 },
]
const LIMITS = { marginFloorWon: 10_000, marginCeilingWon: 100_000 }
let policies = 0
const publish = (change: object = {}) => {
  const title = `한도 ${++policies}`
  const sheet = { ...C2_POLICY, title, cells: CELLS, targets: [tree.a.id], ...LIMITS, ...change }
  return tree.hq.admin.post('policies', sheet)
}
const published = async (change: object = {}) => (await publish(change)).body.id as string
const nextVersion = (id: string, change: object) => {
  const { title: _, carrier: __, joinType: ___, ...shape } = C2_POLICY
  const version = { ...shape, cells: CELLS, version: 1, ...change }
  return tree.hq.admin.post(`policies/${id}/versions`, version)
}
const save = (id: string, rates: object, basedOn = 0) =>
  tree.a.admin.put(`policies/${id}/agency-rates`, { basedOn, cells: [], ...rates })
const agencyOf = async (id: string) => (await tree.a.admin.get(`policies/${id}`)).body.agency
const wishOf = (policyId: string, planId: string) => ({
  ...{ policyId, planId, contractMonths: 24, joinType: 'mnp', simType: 'esim' },
})
const minus = (value: number, more: object = {}) => ({
  ...{ kind: 'minus', value, roundToWon: 1, ...more },
})

describe('HQ', () => {
  test.each<[string, object, object[]]>([
    [
      'a floor above the ceiling',
      { marginFloorWon: 100_001 },
      [{ path: 'marginFloorWon', code: 'above_ceiling' }],
    ],
    [
      'amounts that leave no room above the lowest one',
      {
        marginFloorWon: 60_000,
        cells: [...CELLS, { carrier: 'all', bandWon: 55_000, months: 12, amountWon: 59_999 }],
        flatWon: 60_000,
        agencyOverrides: [{ agencyId: 'A', amountWon: 0 }],
      },
      [
        { path: 'cells.2.amountWon', code: 'below_floor' },
        { path: 'agencyOverrides.0.amountWon', code: 'below_floor' },
      ],
    ],
    ['a negative ceiling', { marginCeilingWon: -1 }, [{ path: 'marginCeilingWon' }]],
    ['half a won', { marginCeilingWon: 0.5 }, [{ path: 'marginCeilingWon' }]],
  ])('may not publish %s', async (_, change, errors) => {
    const named = JSON.parse(JSON.stringify(change).replace('"A"', `"${tree.a.id}"`))
    const { status, body } = await publish(named)
    expect([status, body.errors]).toEqual([422, errors.map((one) => expect.objectContaining(one))])
  })

  test('sees its limits with the policy and its drafts, an agency with the policy, a shop nowhere', async () => {
    const id = await published()
    await save(id, { rules: [minus(20_000)] })
    expect((await tree.hq.admin.get(`policies/${id}`)).body.hq).toMatchObject(LIMITS)
    expect(await agencyOf(id)).toMatchObject(LIMITS)
    const { steps } = (await tree.hq.admin.post('policies/drafts', { nextVersionOf: id })).body
    expect(steps.terms).toMatchObject(LIMITS)
    const shop = [
      await tree.r1.admin.get(`policies/${id}`),
      await tree.r1.admin.post('quotes', wishOf(id, tree.skt99)),
      await tree.r1.admin.get('rates'),
      await tree.r1.admin.get(`policies/${id}/changes`),
    ]
    for (const { text } of shop) expect(text).not.toMatch(/margin|floor|ceiling/i)
  })

  test('changes them with a version: the difference and what is new say so, to a shop neither', async () => {
    const id = await published()
    const hash = async (who: Tree['a']) => (await who.admin.get(`policies/${id}`)).body.reading.hash
    for (const who of [tree.a, tree.r1])
      await who.admin.post(`policies/${id}/acknowledgements`, { hash: await hash(who) })
    await nextVersion(id, { marginFloorWon: 20_000 })
    const both = {
      marginFloorWon: { before: 10_000, after: 20_000 },
      marginCeilingWon: { before: 100_000, after: null },
    }
    const differences = async (who: Tree['a'] | Tree['hq']) =>
      (await who.admin.get(`policies/${id}/differences?from=1`)).body
    expect((await differences(tree.hq)).limits).toEqual(both)
    expect((await differences(tree.a)).limits).toEqual(both)
    expect(await differences(tree.r1)).not.toHaveProperty('limits')
    const terms = async (who: Tree['a']) =>
      (await who.admin.get(`policies/${id}/changes`)).body.terms
    expect(await terms(tree.a)).toEqual([
      { key: 'marginFloorWon', before: 10_000, after: 20_000 },
      { key: 'marginCeilingWon', before: 100_000, after: null },
    ])
    expect(await terms(tree.r1)).toEqual([])
  })

  test('asks a second person again when they change after the request', async () => {
    const { body: draft } = await tree.hq.admin.post('policies/drafts', {
      nextVersionOf: await published(),
    })
    const asked = await tree.hq.admin.post(`policies/drafts/${draft.id}/approval-requests`, {
      version: draft.version,
    })
    expect(asked.body.request.isCurrent).toBe(true)
    const saved = await tree.hq.admin.send('PATCH', `policies/drafts/${draft.id}/steps/terms`, {
      version: draft.version,
      payload: { ...draft.steps.terms, marginFloorWon: 10_001 },
    })
    expect(saved.status).toBe(200)
    const { request } = (await tree.hq.admin.get(`policies/drafts/${draft.id}/approval`)).body
    expect(request.isCurrent).toBe(false)
  })

  test('publishes them from a draft, where a fault names its step', async () => {
    const { body: draft } = await tree.hq.admin.post('policies/drafts', {
      nextVersionOf: await published(),
    })
    const write = async (version: number, change: object) =>
      tree.hq.admin.send('PATCH', `policies/drafts/${draft.id}/steps/terms`, {
        version,
        payload: { ...draft.steps.terms, ...change },
      })
    const publishIt = (version: number) =>
      tree.hq.admin.post(`policies/drafts/${draft.id}/publication`, { version, policyVersion: 1 })
    await write(1, { marginFloorWon: '만원' })
    expect((await publishIt(2)).body.errors).toMatchObject([
      { path: 'terms.marginFloorWon', code: 'unread' },
    ])
    await write(2, { marginFloorWon: 200_000 })
    expect((await publishIt(3)).body.errors).toMatchObject([
      { path: 'terms.marginFloorWon', code: 'above_ceiling' },
    ])
    await write(3, { marginFloorWon: 300_000, marginCeilingWon: null })
    expect((await publishIt(4)).body.errors).toMatchObject([
      { path: 'prices.cells.1.amountWon', code: 'below_floor' },
    ])
    await write(4, { marginFloorWon: 30_000, marginCeilingWon: null })
    expect((await publishIt(5)).body.hq).toMatchObject({
      ...{ marginFloorWon: 30_000, marginCeilingWon: null },
    })
  })
})

describe('an agency', () => {
  const own = (amountWon: number) => ({ ...SKT, amountWon })
  const ruled = { rules: [minus(20_000)] }
  test.each<[string, () => object, object[]]>([
    [
      'a cell that leaves less than the floor',
      () => ({ ...ruled, cells: [own(390_001)] }),
      [
        {
          ...{ path: 'cells.0.amountWon', code: 'below_floor' },
          message: expect.stringMatching(
            /"skt".*HQ pays 400000 and the shop would get 390001, so 9999.*10000 to 100000: set from 300000 to 390000\./,
          ),
        },
      ],
    ],
    [
      'a cell that leaves more than the ceiling',
      () => ({ ...ruled, cells: [own(299_999)] }),
      [{ path: 'cells.0.amountWon', code: 'above_ceiling' }],
    ],
    [
      'a rule, at each place where it does',
      () => ({ rules: [minus(9_999)] }),
      [
        { path: 'rules.0', code: 'below_floor', message: expect.stringContaining('"skt"') },
        { path: 'rules.0', code: 'below_floor', message: expect.stringContaining('"kt"') },
      ],
    ],
    [
      'a share, rounded down, above the ceiling at one place',
      () => ({
        rules: [{ kind: 'percent', value: 63, roundToWon: 10_000 }],
        cells: [own(300_000)],
      }),
      [{ path: 'rules.0', code: 'above_ceiling', message: expect.stringContaining('168000') }],
    ],
    [
      'the default',
      () => ({ cells: [own(300_000)], defaultWon: 167_999 }),
      [{ path: 'defaultWon', code: 'above_ceiling' }],
    ],
    [
      'what it leaves unset, and so passes on',
      () => ({ cells: [own(300_000)] }),
      [{ path: 'cells', code: 'below_floor', message: expect.stringContaining('passed_on') }],
    ],
    [
      'a shop’s own amount',
      () => ({ ...ruled, overrides: [{ retailId: tree.r1.id, amountWon: 265_000 }] }),
      [
        {
          ...{ path: 'overrides.0.amountWon', code: 'above_ceiling' },
          message: expect.stringMatching(/breaks it at 2 places, most at .*remove/),
        },
      ],
    ],
    [
      'a shop’s own rule',
      () => ({ rules: [minus(20_000), minus(100_001, { retailId: tree.r1.id })] }),
      [
        {
          path: 'rules.1',
          code: 'above_ceiling',
          message: expect.stringMatching(/^Shop .* 2 places/),
        },
      ],
    ],
  ])('may not save %s', async (_, rates, errors) => {
    const { status, body } = await save(await published(), rates())
    expect([status, body.errors]).toEqual([422, errors.map((one) => expect.objectContaining(one))])
  })

  test('may save what is exactly at the limits, and may not pass all on under a floor', async () => {
    const id = await published()
    const passed = await tree.a.admin.post(`policies/${id}/passing-on`, { basedOn: 0 })
    expect([passed.status, passed.body.errors[0].code]).toEqual([422, 'below_floor'])
    const exact = { cells: [own(390_000), { ...KT, amountWon: 168_000 }] }
    expect((await save(id, exact)).status).toBe(200)
    expect((await tree.r1.admin.post('quotes', wishOf(id, tree.skt99))).body.shopWon).toBe(390_000)
    const free = await published({ marginFloorWon: null })
    expect((await tree.a.admin.post(`policies/${free}/passing-on`, { basedOn: 0 })).status).toBe(
      201,
    )
  })

  test('whose prices break a new version’s limits decides again; until then nobody is charged such a price', async () => {
    const id = await published({ marginFloorWon: null, marginCeilingWon: null })
    const overrides = [{ retailId: tree.r2.id, amountWon: 250_000 }]
    await save(id, { rules: [minus(20_000)], cells: [own(395_000)], overrides })
    const waiting = async () => (await tree.a.admin.get('dashboard/waiting')).body.prices
    const before = await waiting()
    world.platform.clock.advance(60)
    expect((await nextVersion(id, LIMITS)).status).toBe(201)
    const { conflicts } = await agencyOf(id)
    expect(conflicts.limits).toEqual([
      {
        ...{ ...SKT, amountWon: 395_000, grossWon: 400_000 },
        ...{ side: 'below_floor', from: 'cell', cell: SKT },
      },
    ])
    expect(conflicts.shopLimits).toMatchObject([
      { retailId: tree.r2.id, side: 'above_ceiling', from: 'override', combinations: 1 },
    ])
    expect(await waiting()).toBe(before + 2)
    const refused = { code: 'not_priced', facts: { reason: 'cell' } }
    expect((await tree.r1.admin.post('orders', c2Order(id, tree.skt99))).body).toMatchObject(
      refused,
    )
    expect((await tree.r2.admin.post('quotes', wishOf(id, tree.skt99))).body).toMatchObject(refused)
    const { cells } = (await tree.r1.admin.get(`policies/${id}`)).body.shop
    expect(cells).toEqual([{ ...KT, amountWon: 248_000 }])
    expect((await save(id, { rules: [minus(20_000)] }, 1)).status).toBe(200)
    expect(await waiting()).toBe(before)
    expect((await tree.r1.admin.post('orders', c2Order(id, tree.skt99))).body).toMatchObject({
      shopWon: 380_000,
    })
  })

  test('is not held up by a shop that was removed', async () => {
    const id = await published()
    const rules = [minus(20_000), minus(1, { retailId: tree.r3.id })]
    expect((await save(id, { rules })).status).toBe(422)
    await tree.hq.admin.post(`companies/${tree.r3.id}/removal`, { version: 1 })
    expect((await save(id, { rules })).status).toBe(200)
  })

  test('decides by a cell where HQ pays less than its floor: there no rule gives a shop anything', async () => {
    const low = { carrier: 'kt', bandWon: 55_000, months: 12 }
    const cells = [...CELLS, { ...low, amountWon: 5_000 }]
    const id = await published({ cells, lowestWon: -50_000 })
    expect((await save(id, { rules: [minus(20_000)] })).status).toBe(200)
    expect((await agencyOf(id)).conflicts.undecided).toEqual([{ ...low, grossWon: 5_000 }])
    const by = (amountWon: number) =>
      save(id, { rules: [minus(20_000)], cells: [{ ...low, amountWon }] }, 1)
    expect((await by(-4_999)).body.errors).toMatchObject([{ code: 'below_floor' }])
    expect((await by(-5_000)).status).toBe(200)
  })
})
