import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { c2Order, openWorld, type Tree, type World } from '#tests/world.ts'

// Fee, prices and validity change on a date: nobody acts when it comes, and what was before stays readable.

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const MIDNIGHT = '2026-11-30T15:00:00.000Z'
const feesOf = async ({ r1 }: Tree, query = '') =>
  Object.fromEntries(
    (await r1.staff.get(`plans?active=any${query}`)).body.items.map(
      (plan: { id: string; monthlyFeeWon: number }) => [plan.id, plan.monthlyFeeWon],
    ),
  )
const change = (monthlyFeeWon: number, more: object = {}) => ({
  ...{ version: 1, effectiveFrom: MIDNIGHT, monthlyFeeWon, validFrom: null, validUntil: null },
  ...more,
})

describe('a change of a fee', () => {
  test('holds from its minute on, in lists, quotes and orders, and is readable for any day', async () => {
    const tree = await world.mintTree()
    const { hq, r1, skt99 } = tree
    const policyId = await tree.publish()
    world.platform.clock.set('2026-11-25T03:00:00.000Z')
    const answer = await hq.admin.post(`plans/${skt99}/changes`, change(88_000))
    expect(answer.body).toMatchObject({
      ...{ monthlyFeeWon: 99_000, version: 2 },
      next: { effectiveFrom: MIDNIGHT, monthlyFeeWon: 88_000 },
    })
    const wish = {
      ...{ policyId, planId: skt99, joinType: 'mnp', contractMonths: 24, simType: 'prepaid' },
    }
    world.platform.clock.set('2026-11-30T14:59:59.999Z')
    expect((await r1.staff.post('quotes', wish)).body.planFeeWon).toBe(99_000)
    expect((await feesOf(tree))[skt99]).toBe(99_000)
    world.platform.clock.set(MIDNIGHT)
    expect((await r1.staff.post('quotes', wish)).body.planFeeWon).toBe(88_000)
    expect((await feesOf(tree))[skt99]).toBe(88_000)
    expect((await feesOf(tree, '&on=2026-11-30'))[skt99]).toBe(99_000)
    expect((await feesOf(tree, '&on=2026-12-01'))[skt99]).toBe(88_000)
    const { body } = await hq.admin.get(`plans/${skt99}/changes`)
    expect(body.items).toEqual([
      { effectiveFrom: MIDNIGHT, monthlyFeeWon: 88_000, validFrom: null, validUntil: null },
      { effectiveFrom: null, monthlyFeeWon: 99_000, validFrom: null, validUntil: null },
    ])
    world.platform.clock.set('2026-11-20T03:00:00.000Z')
  })

  test('does not touch an order that was placed before', async () => {
    const tree = await world.mintTree()
    const { hq, a, r1, skt99 } = tree
    const policyId = await tree.publish()
    const period = { start: '2026-11-01', end: '2026-11-30' }
    const items = (companyId: string) => [{ companyId, amountWon: 1_000_000 }]
    await hq.admin.post('rebates/allocations', { period, items: items(a.id) })
    await a.admin.post('rebates/distributions', { period, items: items(r1.id) })
    const { body } = await r1.staff.post('orders', c2Order(policyId, skt99))
    const now = change(50_000, { effectiveFrom: null })
    expect((await hq.admin.post(`plans/${skt99}/changes`, now)).status).toBe(201)
    const order = await r1.staff.get(`orders/${body.id}`)
    expect(order.body).toMatchObject({ planFeeWon: 99_000, planName: expect.any(String) })
    expect((await feesOf(tree))[skt99]).toBe(50_000)
  })

  test('replaces another one for the same minute, and does not begin in the past', async () => {
    const tree = await world.mintTree()
    const { hq, skt99 } = tree
    await hq.admin.post(`plans/${skt99}/changes`, change(88_000))
    await hq.admin.post(`plans/${skt99}/changes`, change(77_000, { version: 2 }))
    const past = change(66_000, { version: 3, effectiveFrom: '2026-11-01T00:00:00.000Z' })
    expect((await hq.admin.post(`plans/${skt99}/changes`, past)).body).toMatchObject({
      errors: [{ path: 'effectiveFrom', code: 'past' }],
    })
    expect((await feesOf(tree, '&on=2026-12-31'))[skt99]).toBe(77_000)
    expect((await hq.admin.get(`plans/${skt99}/changes`)).body.items).toHaveLength(2)
  })

  test('is refused for a version that has gone by', async () => {
    const { hq, kt77 } = await world.mintTree()
    await hq.admin.post(`plans/${kt77}/changes`, change(70_000))
    const late = await hq.admin.post(`plans/${kt77}/changes`, change(60_000))
    expect(late.body).toMatchObject({ code: 'version_conflict', facts: { version: 2 } })
  })
})

describe('a plan is sold', () => {
  const stateOf = async (tree: Tree, id: string) =>
    (await tree.r1.staff.get('plans?active=any')).body.items.find(
      (plan: { id: string }) => plan.id === id,
    ).state

  test('within its days, while it is not stopped and its carrier is carried', async () => {
    const tree = await world.mintTree()
    const { hq, r1, kt77 } = tree
    const policyId = await tree.publish()
    const quote = () =>
      r1.staff.post('quotes', {
        ...{ policyId, planId: kt77, joinType: 'mnp', contractMonths: 24, simType: 'esim' },
      })
    const isSold = async (state: string, code: string | undefined) => {
      expect(await stateOf(tree, kt77)).toBe(state)
      expect((await quote()).body.code).toBe(code)
      const listed = (await r1.staff.get('plans')).body.items
      expect(listed.some(({ id }: { id: string }) => id === kt77)).toBe(state === 'sold')
    }
    await isSold('sold', undefined)
    const dates = (version: number, validFrom: string | null, validUntil: string | null) =>
      hq.admin.post(
        `plans/${kt77}/changes`,
        change(77_000, { version, effectiveFrom: null, validFrom, validUntil }),
      )
    await dates(1, '2026-11-21', null)
    await isSold('scheduled', 'not_found')
    await dates(2, null, '2026-11-19')
    await isSold('ended', 'not_found')
    await dates(3, '2026-11-20', '2026-11-20')
    await isSold('sold', undefined)
    await hq.admin.put(`plans/${kt77}`, { version: 4, active: false })
    await isSold('stopped', 'not_found')
    await hq.admin.put(`plans/${kt77}`, { version: 5, active: true })
    await isSold('sold', undefined)
    const settings = { version: 0, carriersOff: ['kt'], sims: [], couriers: [] }
    expect((await hq.admin.put('catalog/settings', settings)).status).toBe(200)
    await isSold('not_carried', 'not_found')
  })

  test('with the kinds of SIM that the HQ offers', async () => {
    const tree = await world.mintTree()
    const { hq, r1, skt99 } = tree
    const policyId = await tree.publish()
    const sim = { offered: false, label: null, modelCode: null, priceWon: null }
    await hq.admin.put('catalog/settings', {
      ...{ version: 0, carriersOff: [], sims: [{ kind: 'prepaid', ...sim }], couriers: [] },
    })
    const quote = (simType: string) =>
      r1.staff.post('quotes', {
        ...{ policyId, planId: skt99, joinType: 'mnp', contractMonths: 24, simType },
      })
    expect((await quote('prepaid')).body).toMatchObject({
      ...{ code: 'not_priced', facts: { reason: 'sim_type' } },
    })
    expect((await quote('esim')).status).toBe(200)
  })
})

describe('what orders name', () => {
  test('is stopped and not removed; what none names is removed, and its name is free again', async () => {
    const tree = await world.mintTree()
    const { hq, a, r1, skt99, lgu44 } = tree
    const policyId = await tree.publish()
    const period = { start: '2026-11-01', end: '2026-11-30' }
    const items = (companyId: string) => [{ companyId, amountWon: 1_000_000 }]
    await hq.admin.post('rebates/allocations', { period, items: items(a.id) })
    await a.admin.post('rebates/distributions', { period, items: items(r1.id) })
    await r1.staff.post('orders', c2Order(policyId, skt99))
    expect((await hq.admin.get(`plans/${skt99}/effects`)).body).toEqual({
      ...{ policies: 1, openOrders: 1, isUsed: true },
    })
    expect((await hq.admin.post(`plans/${skt99}/removal`, { version: 1 })).body).toMatchObject({
      ...{ code: 'conflict', facts: { why: 'in_use' } },
    })
    const [device] = (await hq.admin.get('devices')).body.items
    expect((await hq.admin.get(`devices/${device.id}/effects`)).body).toMatchObject({
      ...{ openOrders: 1, isUsed: true },
    })
    expect((await hq.admin.post(`devices/${device.id}/removal`, { version: 1 })).status).toBe(409)
    expect((await hq.admin.post(`plans/${lgu44}/removal`, { version: 1 })).status).toBe(204)
    expect((await hq.admin.get('plans?active=any&carrier=lgu')).body.items).toEqual([])
    expect((await hq.admin.get(`plans/${lgu44}/effects`)).status).toBe(404)
    const again = await hq.admin.post('plans', {
      ...{ carrier: 'lgu', name: 'LTE 베이직 44', monthlyFeeWon: 44_000 },
    })
    expect(again.status).toBe(201)
  })
})

test('a plan of the same name is refused with the field that is wrong', async () => {
  const { hq } = await world.mintTree()
  const plan = { carrier: 'skt', name: '5G 라이트', monthlyFeeWon: 55_000 }
  const answers = [await hq.admin.post('plans', plan), await hq.admin.post('plans', plan)]
  expect(answers.map(({ status }) => status)).toEqual([201, 409])
  expect(answers[1]?.body).toMatchObject({ code: 'conflict', errors: [{ path: 'name' }] })
})
