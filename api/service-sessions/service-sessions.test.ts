import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dump } from '#tests/dump.ts'
import { allHold, compareWithOracle } from '#tests/list-oracle.ts'
import { openSalon, type Salon, usedBefore } from '#tests/salon.ts'

let salon: Salon
beforeAll(async () => {
  salon = await openSalon()
})
afterAll(() => salon.world.close())

describe('a session from a purchase (C.8)', () => {
  test('the last of 40 completes it, and the next is refused', async () => {
    const { brain, world } = salon
    const customerId = await salon.customer()
    const purchaseId = await salon.sell(customerId, [], { totalSessions: 40 })
    await usedBefore(world, purchaseId, 39)
    const { status, body } = await salon.session(customerId, brain, purchaseId)
    expect([status, body]).toEqual([
      201,
      {
        ...{ id: body.id, customerId, customerName: '손님', serviceTypeId: brain },
        ...{ serviceName: '브레인', purchaseId, packageName: '상품 1', servedOn: '2026-11-20' },
        ...{ details: null, sessionNumber: 40, createdBy: '사람', createdAt: body.createdAt },
      },
    ])
    expect(await salon.purchase(purchaseId)).toMatchObject({
      ...{ usedSessions: 40, remainingSessions: 0, status: 'completed' },
    })
    expect((await salon.session(customerId, brain, purchaseId)).body).toMatchObject({
      ...{ status: 409, code: 'no_sessions_left', facts: { total: 40, used: 40 } },
    })
  })

  test('a service that is used up is refused while others are left', async () => {
    const { brain, pulse, lymph } = salon
    const customerId = await salon.customer()
    const parts = [brain, pulse, lymph].map((serviceTypeId) => ({ serviceTypeId, sessions: 10 }))
    const purchaseId = await salon.sell(customerId, [
      ...parts.slice(0, 2),
      { serviceTypeId: lymph, sessions: 5 },
    ])
    for (let nth = 1; nth <= 10; nth++)
      expect((await salon.session(customerId, brain, purchaseId)).body.sessionNumber).toBe(nth)
    expect((await salon.session(customerId, brain, purchaseId)).body).toMatchObject({
      ...{ status: 409, code: 'no_service_sessions_left', facts: { total: 25, used: 10 } },
    })
    expect((await salon.session(customerId, pulse, purchaseId)).status).toBe(201)
    expect((await salon.purchase(purchaseId)).services).toMatchObject([
      { serviceTypeId: brain, used: 10, remaining: 0 },
      { serviceTypeId: pulse, used: 1, remaining: 9 },
      { serviceTypeId: lymph, used: 0, remaining: 5 },
    ])
  })

  test('may be taken on the last day of the purchase and not on the next', async () => {
    const { brain } = salon
    const customerId = await salon.customer()
    const purchaseId = await salon.sell(customerId, [], { validDays: 1 })
    const on = (servedOn: string) => salon.session(customerId, brain, purchaseId, { servedOn })
    expect((await on('2026-11-21')).status).toBe(201)
    expect((await on('2026-11-22')).body).toMatchObject({ status: 409, code: 'purchase_expired' })
  })

  test('needs a purchase of the same customer, and everything in the own company', async () => {
    const { brain, tree, world } = salon
    const [mine, other] = [await salon.customer('하나'), await salon.customer('둘')]
    const purchaseId = await salon.sell(other, [])
    const theirs = await salon.customer('남', tree.r2.id)
    const before = await dump(world.platform.db)
    for (const [customerId, serviceTypeId, from] of [
      [mine, brain, purchaseId],
      [mine, brain, 999_999],
      [theirs, brain, null],
      [mine, 999_999, null],
    ] as const)
      expect((await salon.session(customerId, serviceTypeId, from)).status).toBe(404)
    // Those of another company reach neither the customer nor the service nor the purchase.
    const sent = { customerId: theirs, serviceTypeId: brain, servedOn: '2026-11-20' }
    expect((await tree.r2.staff.post('service-sessions', sent)).status).toBe(404)
    expect((await tree.a.admin.get('service-sessions')).body.items).toEqual([])
    expect(await dump(world.platform.db)).toEqual(before)
  })

  test('has the given number; without a purchase none', async () => {
    const { brain } = salon
    const customerId = await salon.customer()
    const purchaseId = await salon.sell(customerId, [])
    const given = await salon.session(customerId, brain, purchaseId, { sessionNumber: 7 })
    expect(given.body.sessionNumber).toBe(7)
    expect((await salon.session(customerId, brain, null)).body).toMatchObject({
      ...{ sessionNumber: null, purchaseId: null, packageName: null },
    })
  })

  test('with one key is one session', async () => {
    const { brain, shop } = salon
    const customerId = await salon.customer()
    const purchaseId = await salon.sell(customerId, [])
    const sent = { customerId, serviceTypeId: brain, purchaseId, servedOn: '2026-11-20' }
    const key = { 'idempotency-key': 'session-once-1' }
    const first = await shop.staff.post('service-sessions', sent, key)
    expect((await shop.staff.post('service-sessions', sent, key)).body).toEqual(first.body)
    expect(await salon.purchase(purchaseId)).toMatchObject({ usedSessions: 1 })
  })
})

test('the list, newest day first, under every filter', async () => {
  const { brain, pulse, shop } = salon
  const customers = [await salon.customer('가'), await salon.customer('나')]
  for (const [nth, servedOn] of ['2026-11-03', '2026-11-05', '2026-11-03', '2026-11-04'].entries())
    for (const [place, customerId] of customers.entries())
      await salon.session(customerId, (nth + place) % 2 ? brain : pulse, null, { servedOn })
  const { body } = await shop.staff.get('service-sessions?limit=100')
  type Row = { id: string; servedOn: string; customerId: number; serviceTypeId: number }
  const rows: Row[] = body.items
  const { found } = await compareWithOracle(shop.staff, {
    path: 'service-sessions',
    values: {
      customerId: [...customers.map(String), '1'],
      serviceTypeId: [String(brain), String(pulse)],
      from: ['2026-11-04', '2026-11-20'],
      to: ['2026-11-04', '2026-12-31'],
    },
    rows,
    isVisible: () => true,
    fits: (row, query) =>
      allHold(query, {
        customerId: (id) => row.customerId === Number(id),
        serviceTypeId: (id) => row.serviceTypeId === Number(id),
        from: (day) => row.servedOn >= day,
        to: (day) => row.servedOn <= day,
      }),
    isBefore: (row, other) =>
      row.servedOn === other.servedOn ? row.id > other.id : row.servedOn > other.servedOn,
    isRefused: ({ from, to }) => from !== undefined && to !== undefined && to < from,
  })
  expect(found).toBeGreaterThan(40)
})
