import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allHold, compareWithOracle } from '#tests/list-oracle.ts'
import { openSalon, type Salon } from '#tests/salon.ts'

let salon: Salon
beforeAll(async () => {
  salon = await openSalon()
})
afterAll(() => salon.world.close())

const paid = (customerId: number, change: object = {}) => ({
  ...{ customerId, paidOn: '2026-11-20', amountWon: 50_000, method: 'card', ...change },
})
const pay = async (change: object = {}) => {
  const customerId = await salon.customer()
  return salon.shop.staff.post('payments', paid(customerId, change))
}

describe('a payment', () => {
  test('is numbered by its year in its company, and has the name of who records it', async () => {
    const { shop, tree } = salon
    const first = await pay({ paidOn: '2025-12-31' })
    expect([first.status, first.body]).toMatchObject([
      201,
      {
        ...{ number: 'PAY-2025-000001', amountWon: 50_000, type: 'single', status: 'completed' },
        ...{ method: 'card', staff: '사람', customerName: '손님', approvalNumber: null },
      },
    ])
    expect((await pay({ paidOn: '2025-01-01' })).body.number).toBe('PAY-2025-000002')
    expect((await pay({ paidOn: '2024-06-01' })).body.number).toBe('PAY-2024-000001')
    const theirs = await salon.customer('남', tree.r2.id)
    const other = await tree.r2.staff.post('payments', paid(theirs, { paidOn: '2025-05-05' }))
    expect(other.body.number).toBe('PAY-2025-000001')
    expect((await shop.staff.post('payments', paid(theirs))).status).toBe(404)
    expect((await tree.a.admin.get('payments')).body.items).toEqual([])
  })

  test('that is refused leaves no gap in the numbers', async () => {
    const { shop } = salon
    const customerId = await salon.customer()
    const slip = paid(customerId, { paidOn: '2023-01-01', approvalNumber: '30011111' })
    expect((await shop.staff.post('payments', slip)).body.number).toBe('PAY-2023-000001')
    expect(await shop.staff.post('payments', slip)).toMatchObject({
      ...{ status: 409, body: { code: 'conflict', errors: [{ path: 'approvalNumber' }] } },
    })
    expect((await pay({ paidOn: '2023-02-02' })).body.number).toBe('PAY-2023-000002')
  })

  test('of another day, amount or customer is another slip; a cancelled one does not count', async () => {
    const { shop } = salon
    const customerId = await salon.customer()
    const slip = { approvalNumber: '30022222', status: 'cancelled' }
    const send = (change: object) =>
      shop.staff.post('payments', paid(customerId, { ...slip, ...change }))
    for (const change of [{}, {}, { status: 'completed' }, { amountWon: 50_001 }])
      expect((await send(change)).status).toBe(201)
    expect((await send({ paidOn: '2026-11-19', status: 'completed' })).status).toBe(201)
    expect((await pay(slip)).status).toBe(201)
    expect((await send({ status: 'completed' })).status).toBe(409)
  })

  test.each([
    ['amountWon', { amountWon: 0 }],
    ['amountWon', { amountWon: -1 }],
    ['amountWon', { amountWon: 0.5 }],
    ['amountWon', { amountWon: 1_000_000_000_001 }],
    ['method', { method: 'crypto' }],
    ['notes', { notes: '카드 4111-1111-1111-1111' }],
    ['approvalNumber', { approvalNumber: '4111111111111111' }],
    ['cardHolderName', { cardHolderName: '4111 1111 1111 1111' }],
  ])('with %s of %j is refused', async (path, change) => {
    const { status, body } = await pay(change)
    expect([status, body.errors[0].path]).toEqual([422, path])
  })

  test('stays when its customer is removed, without the name', async () => {
    const { shop } = salon
    const customerId = await salon.customer('떠날 손님')
    const { body } = await shop.staff.post('payments', paid(customerId))
    expect((await shop.admin.send('DELETE', `../v1/customers/${customerId}`)).status).toBe(200)
    const { body: listed } = await shop.staff.get(`payments?customerId=${customerId}`)
    expect(listed.items).toEqual([{ ...body, customerName: null }])
    expect((await shop.staff.post('payments', paid(customerId))).status).toBe(404)
  })
})

test('the list, newest day first, under every filter', async () => {
  const { shop } = salon
  const customers = [await salon.customer('가'), await salon.customer('나')]
  for (const paidOn of ['2026-11-03', '2026-11-05', '2026-11-03'])
    for (const customerId of customers)
      for (const [method, status] of [
        ['cash', 'completed'],
        ['transfer', 'pending'],
      ])
        await shop.staff.post('payments', paid(customerId, { paidOn, method, status }))
  const { body } = await shop.staff.get('payments?limit=100')
  type Row = { id: string; paidOn: string; customerId: number; method: string; status: string }
  const rows: Row[] = body.items
  const { found } = await compareWithOracle(shop.staff, {
    path: 'payments',
    values: {
      customerId: [...customers.map(String), '1'],
      from: ['2026-11-04', '2026-11-20'],
      to: ['2026-11-04', '2026-12-31'],
      method: ['cash', 'transfer', 'card'],
      status: ['completed', 'pending'],
    },
    rows,
    isVisible: () => true,
    fits: (row, query) =>
      allHold(query, {
        customerId: (id) => row.customerId === Number(id),
        from: (day) => row.paidOn >= day,
        to: (day) => row.paidOn <= day,
        method: (method) => row.method === method,
        status: (status) => row.status === status,
      }),
    isBefore: (row, other) =>
      row.paidOn === other.paidOn ? row.id > other.id : row.paidOn > other.paidOn,
    isRefused: ({ from, to }) => from !== undefined && to !== undefined && to < from,
  })
  expect(found).toBeGreaterThan(40)
})
