import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { C2_POLICY, c2Order, openWorld, type Tree, type World } from '#tests/world.ts'
import { noConflicts } from './agency-conflicts.ts'

// Decision 031: what a shop and its agency learn about an order that is refused.

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
  const period = { start: '2026-11-01', end: '2026-11-30' }
  const items = ({ id }: { id: string }) => [{ companyId: id, amountWon: 9_000_000 }]
  await tree.hq.admin.post('rebates/allocations', { period, items: items(tree.a) })
  await tree.a.admin.post('rebates/distributions', { period, items: items(tree.r1) })
})
afterAll(() => world.close())

const at = (carrier: string, bandWon: number, months: number) => ({ carrier, bandWon, months })
const SKT_99 = at('skt', 99_000, 24)
const KT_77 = at('kt', 77_000, 24)
const ALL_77 = at('all', 77_000, 24)

let policies = 0
/** A policy with these cells; the agency saves `rates`, then HQ publishes the cells `later`. */
async function priced({
  cells,
  rates,
  later,
  limits,
}: {
  cells: object[]
  rates?: object
  later?: object[]
  limits?: object
}) {
  const title = `정책 ${++policies}`
  const sheet = { ...C2_POLICY, title, cells, targets: [tree.a.id] }
  const { id } = (await tree.hq.admin.post('policies', sheet)).body
  const saved =
    rates &&
    (await tree.a.admin.put(`policies/${id}/agency-rates`, { basedOn: 0, cells: [], ...rates }))
  const { title: _, carrier: __, joinType: ___, ...shape } = C2_POLICY
  if (later)
    await tree.hq.admin.post(`policies/${id}/versions`, {
      ...{ ...shape, cells: later, version: 1 },
      ...limits,
    })
  return { id: id as string, saved }
}
const wishOf = (policyId: string, planId: string, contractMonths = 24) => ({
  ...{ policyId, planId, contractMonths },
  ...{ joinType: 'mnp', simType: 'prepaid' },
})

describe('a shop', () => {
  /** Every answer about the policy, without the parts that differ between policies. */
  async function heard(id: string, planId: string) {
    const { admin } = tree.r1
    const answers = [
      await admin.get(`policies/${id}`),
      await admin.post('quotes', wishOf(id, planId)),
      await admin.post('quotes', wishOf(id, planId, 12)),
      await admin.post('orders', c2Order(id, planId)),
      // The price is checked first, so other errors of the order are not reported.
      await admin.post('orders', c2Order(id, planId, { form: {}, expectedTotalWon: 1 })),
    ]
    return answers.map(({ status, text, headers }) => [
      status,
      text
        .replaceAll(id, 'id')
        .replace(/정책 \d+/, 'title')
        // The hash is salted with the version's id.
        .replace(/"hash":"\w{64}"/, '')
        .replace(/"traceId":"\w+"/, ''),
      [...headers].filter(([name]) => !['x-trace-id', 'traceparent'].includes(name)),
    ])
  }
  const sold = { ...SKT_99, amountWon: 400_000 }
  const one = [sold, { ...KT_77, amountWon: 268_000 }]
  const two = [sold, { ...ALL_77, amountWon: 268_000 }]

  test.each<[string, object]>([
    ['its own amount', { overrides: () => [{ retailId: tree.r1.id, amountWon: 300_000 }] }],
    ['the agency’s default', { defaultWon: () => 300_000 }],
  ])('gets the same answers for %s above HQ’s as for a missing price of HQ', async (_, make) => {
    const rates = Object.fromEntries(Object.entries(make).map(([key, value]) => [key, value()]))
    const above = await heard((await priced({ cells: one, rates })).id, tree.kt77)
    const none = await heard((await priced({ cells: [sold], rates })).id, tree.kt77)
    expect(above.map(([status]) => status)).toEqual([200, 422, 422, 422, 422])
    expect(above).toEqual(none)
    // It also makes no difference whether HQ set its amount for the carrier or for all.
    expect(await heard((await priced({ cells: two, rates })).id, tree.kt77)).toEqual(none)
  })

  test('gets the same answers for a cell that HQ lowered as for one that HQ removed', async () => {
    const rates = { cells: [{ ...KT_77, amountWon: 268_000 }] }
    const lowered = { ...KT_77, amountWon: 1_000 }
    const above = await priced({ cells: one, rates, later: [sold, lowered] })
    const none = await priced({ cells: one, rates, later: [sold] })
    expect(await heard(above.id, tree.kt77)).toEqual(await heard(none.id, tree.kt77))
  })

  test.each([
    ['less', { marginFloorWon: 10_000 }],
    ['more', { marginCeilingWon: 5_000 }],
  ])(
    'gets the same answers for a cell that leaves %s margin than HQ allows as for one that HQ removed',
    async (_, limits) => {
      const kept = 'marginFloorWon' in limits ? 0 : 6_000
      const sale = { ...SKT_99, amountWon: sold.amountWon - (kept === 0 ? 10_000 : 5_000) }
      const rates = { cells: [sale, { ...KT_77, amountWon: 268_000 - kept }] }
      const outside = await priced({ cells: one, rates, later: one, limits })
      const none = await priced({ cells: one, rates, later: [sold], limits })
      const heardOf = async (id: string) => [
        await heard(id, tree.kt77),
        (await tree.r1.admin.post('quotes', wishOf(id, tree.skt99))).body.shopWon,
      ]
      const answers = await heardOf(outside.id)
      expect(answers).toEqual(await heardOf(none.id))
      expect(answers[1]).toBe(sale.amountWon)
    },
  )

  test('cannot tell from an order whether its amount follows HQ’s', async () => {
    const cells = [...one, { ...at('all', 99_000, 12), amountWon: 70_000 }]
    const froms = []
    for (const [planId, rates] of [
      [tree.kt77, { cells: [{ ...SKT_99, amountWon: 1_000 }] }],
      [tree.kt77, { defaultWon: 1_000 }],
      [tree.kt77, { cells: [{ ...KT_77, amountWon: 1_000 }] }],
      [tree.kt77, { overrides: [{ retailId: tree.r1.id, amountWon: 1_000 }] }],
    ] as const) {
      const { id } = await priced({ cells, rates })
      const order = await tree.r1.admin.post('orders', c2Order(id, planId))
      froms.push((await tree.r1.admin.get(`orders/${order.body.id}`)).body.priceFrom)
    }
    expect(froms).toEqual(['cell', 'cell', 'cell', 'override'])
  })
})

describe('an agency', () => {
  test('may price one carrier separately where HQ does not: its shop sees what it is charged', async () => {
    const cells = [{ ...ALL_77, amountWon: 268_000 }]
    const rates = { cells: [{ ...KT_77, amountWon: 200_000 }] }
    const { id } = await priced({ cells, rates })
    expect((await tree.r1.admin.get(`policies/${id}`)).body.shop.cells).toEqual([
      { ...at('skt', 77_000, 24), amountWon: 268_000 },
      { ...KT_77, amountWon: 200_000 },
      { ...at('lgu', 77_000, 24), amountWon: 268_000 },
    ])
    const order = await tree.r1.admin.post('orders', c2Order(id, tree.kt77))
    expect(order.body).toMatchObject({ shopWon: 200_000 })
  })

  const paid = [
    { ...ALL_77, amountWon: 268_000 },
    { ...KT_77, amountWon: 200_000 },
  ]
  test.each<[string, object[], object | undefined]>([
    [
      'a cell for all carriers above what HQ pays for one of them',
      [{ ...ALL_77, amountWon: 268_000 }],
      { path: 'cells.0.amountWon', code: 'above_gross' },
    ],
    [
      'the same with its own amount for that carrier',
      [
        { ...ALL_77, amountWon: 268_000 },
        { ...KT_77, amountWon: 200_000 },
      ],
      undefined,
    ],
    [
      'a cell of one carrier that HQ prices with all',
      [{ ...at('lgu', 77_000, 24), amountWon: 268_000 }],
      undefined,
    ],
    [
      'a cell that HQ does not price',
      [{ ...SKT_99, amountWon: 0 }],
      { path: 'cells.0.amountWon', code: 'not_priced' },
    ],
    [
      'a cell at a band outside the policy',
      [{ ...at('kt', 88_000, 24), amountWon: 0 }],
      { path: 'cells.0.amountWon', code: 'not_priced' },
    ],
  ])('may save, or not: %s', async (_, cells, error) => {
    const { saved } = await priced({ cells: paid, rates: { cells } })
    expect([saved?.status, saved?.body.errors]).toEqual(
      error ? [422, [expect.objectContaining(error)]] : [200, undefined],
    )
  })

  test('sees which of its cells no order can use, and why', async () => {
    const rates = {
      cells: [
        { ...KT_77, amountWon: 100_000 },
        { ...at('all', 77_000, 24), amountWon: 90_000 },
      ],
    }
    const { id } = await priced({ cells: paid, rates, later: [{ ...SKT_99, amountWon: 5 }] })
    const { conflicts } = (await tree.a.admin.get(`policies/${id}`)).body.agency
    expect(conflicts).toEqual({
      ...noConflicts(),
      unpriced: rates.cells.map((cell) => ({ ...cell, refused: 'cell' })),
    })
  })
})
