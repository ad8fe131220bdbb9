import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dump } from '#tests/dump.ts'
import { openSalon, type Salon } from '#tests/salon.ts'
import { cash, packageOf } from '#tests/service-samples.ts'

let salon: Salon
beforeAll(async () => {
  salon = await openSalon()
})
afterAll(() => salon.world.close())

describe('the catalogue of packages', () => {
  test('is the own company’s; for every other it does not exist', async () => {
    const { shop, brain, tree } = salon
    const terms = packageOf('브레인 열 번', [{ serviceTypeId: brain, sessions: 10 }])
    const { status, body } = await shop.admin.post('packages', terms)
    const services = [{ serviceTypeId: brain, name: '브레인', sessions: 10 }]
    expect([status, body]).toEqual([
      201,
      { ...terms, id: body.id, services, active: true, version: 1 },
    ])
    const edit = { version: 1, ...packageOf('남의 것', []), active: true }
    const customerId = await salon.customer('남의 손님', tree.r2.id)
    const sale = { customerId, purchasedOn: '2026-11-20', payment: cash }
    for (const { admin } of [tree.hq, tree.a, tree.r2]) {
      expect((await admin.put(`packages/${body.id}`, edit)).status).toBe(404)
      expect((await admin.post(`packages/${body.id}/sales`, sale)).status).toBe(404)
      expect((await admin.get('packages')).body.items).toEqual([])
      expect((await admin.get('packages/purchases')).body.items).toEqual([])
    }
    // Nor does a service of ours for them.
    expect(await tree.r2.admin.post('packages', terms)).toMatchObject({
      ...{ status: 422, body: { errors: [{ path: 'services.0.serviceTypeId' }] } },
    })
    expect((await shop.admin.post('packages', terms)).body).toMatchObject({
      ...{ code: 'conflict', errors: [{ path: 'name' }] },
    })
  })

  test.each([
    ['totalSessions', { totalSessions: 11 }],
    ['totalSessions', { totalSessions: 9 }],
    ['priceWon', { priceWon: 0 }],
    ['validDays', { validDays: 0 }],
    ['validDays', { validDays: 3_651 }],
    [
      'services.1.serviceTypeId',
      { services: [1, 1].map((id) => ({ serviceTypeId: id, sessions: 5 })) },
    ],
  ])('%s of %j is refused', async (path, change) => {
    const { shop, brain } = salon
    const terms = packageOf('다른', [{ serviceTypeId: brain, sessions: 10 }], change)
    const { status, body } = await shop.admin.post('packages', terms)
    expect([status, body.errors[0].path]).toEqual([422, path])
  })
})

describe('a sale', () => {
  test('is a purchase with the terms of its day and a payment of its price', async () => {
    const { shop, brain, pulse, done } = salon
    const customerId = await salon.customer()
    const parts = [brain, pulse].map((serviceTypeId) => ({ serviceTypeId, sessions: 5 }))
    const pack = await done(shop.admin, 'packages', packageOf('둘 다섯 번', parts))
    const payment = { method: 'card', approvalNumber: '30055555', purchaseType: 'new' }
    const sale = { customerId, purchasedOn: '2026-11-20', payment }
    const { purchase, payment: paid } = await done(shop.staff, `packages/${pack.id}/sales`, sale)
    expect(purchase).toMatchObject({
      ...{ customerId, packageId: pack.id, packageName: '둘 다섯 번', priceWon: 1_200_000 },
      // 90 days after the day of the purchase.
      ...{ purchasedOn: '2026-11-20', expiresOn: '2027-02-18', status: 'active' },
      ...{ totalSessions: 10, usedSessions: 0, remainingSessions: 10 },
      services: [brain, pulse].map((serviceTypeId) => ({
        ...{ serviceTypeId, total: 5, used: 0, remaining: 5 },
      })),
    })
    expect(paid).toMatchObject({
      ...{ customerId, amountWon: 1_200_000, paidOn: '2026-11-20', type: 'package' },
      ...{ status: 'completed', method: 'card', approvalNumber: '30055555' },
      ...{ referenceType: 'package_purchase', referenceId: purchase.id, staff: '사람' },
    })
    // What the catalogue says later does not change it.
    const cheaper = packageOf('둘 다섯 번', [{ serviceTypeId: brain, sessions: 3 }], {
      priceWon: 1,
    })
    const { status } = await shop.admin.put(`packages/${pack.id}`, {
      ...{ version: 1, ...cheaper, active: false },
    })
    expect(status).toBe(200)
    expect(await salon.purchase(purchase.id)).toEqual(purchase)
    const { body } = await shop.staff.post(`packages/${pack.id}/sales`, sale)
    expect(body.code).toBe('conflict')
  })

  test('leaves nothing behind when its payment is refused', async () => {
    const { shop, world, done } = salon
    const customerId = await salon.customer()
    const pack = await done(shop.admin, 'packages', packageOf('슬립', []))
    const payment = { method: 'card', approvalNumber: '30066666' }
    const sale = { customerId, purchasedOn: '2026-11-20', payment }
    await done(shop.staff, `packages/${pack.id}/sales`, sale)
    const before = await dump(world.platform.db)
    expect(await shop.staff.post(`packages/${pack.id}/sales`, sale)).toMatchObject({
      status: 409,
      body: { code: 'conflict', errors: [{ path: 'approvalNumber' }] },
    })
    expect(await dump(world.platform.db)).toEqual(before)
  })

  test('needs a customer of the own company who was not removed', async () => {
    const { shop, tree, world, done } = salon
    const pack = await done(shop.admin, 'packages', packageOf('누구에게', []))
    const removed = await salon.customer('떠난 손님')
    expect((await shop.admin.send('DELETE', `../v1/customers/${removed}`)).status).toBe(200)
    const before = await dump(world.platform.db)
    for (const customerId of [await salon.customer('남', tree.r2.id), removed, 999_999]) {
      const sale = { customerId, purchasedOn: '2026-11-20', payment: cash }
      expect((await shop.staff.post(`packages/${pack.id}/sales`, sale)).status).toBe(404)
    }
    const { customers: _, ...others } = await dump(world.platform.db)
    const { customers: __, ...unchanged } = before
    expect(others).toEqual(unchanged)
  })
})
