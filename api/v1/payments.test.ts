import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dump } from '#tests/dump.ts'
import { openSalon, type Salon } from '#tests/salon.ts'

// `domain.md` E.5.2: a number in the list, a text in the answer to a command; empty texts in the list, nulls in
// the answer.

let salon: Salon
beforeAll(async () => {
  salon = await openSalon()
})
afterAll(() => salon.world.close())

const post = (body: object, headers?: Record<string, string>) =>
  salon.shop.staff.post('../v1/payments', body, headers)
const cash = (customer_id: number, change: object = {}) => ({
  ...{ customer_id, payment_date: '2026-11-20', amount: 50_000, payment_method: 'cash', ...change },
})

describe('POST /payments', () => {
  test('records a payment: the fields of old in their order, the amount as a text', async () => {
    const customer_id = await salon.customer()
    const sent = cash(customer_id, {
      ...{ payment_date: '2022-03-01', payment_type: 'package', payment_staff: '김직원' },
      ...{ reference_type: 'order', reference_id: 7, notes: '메모', approval_number: '30012345' },
      ...{ card_holder_name: '손님', purchase_type: 'renewal', purchase_order: 2, unknown: {} },
    })
    const { status, body, text } = await post(sent)
    expect([status, body]).toEqual([
      200,
      {
        ...{ customer_id, payment_date: '2022-03-01', amount: '50000.00', payment_method: 'cash' },
        ...{ payment_type: 'package', payment_status: 'completed', payment_staff: '김직원' },
        ...{ reference_type: 'order', reference_id: 7, notes: '메모' },
        ...{ payment_id: body.payment_id, payment_number: 'PAY-2022-000001' },
        created_at: body.created_at,
      },
    ])
    expect(Object.keys(JSON.parse(text))).toEqual([
      ...['customer_id', 'payment_date', 'amount', 'payment_method', 'payment_type'],
      ...['payment_status', 'payment_staff', 'reference_type', 'reference_id', 'notes'],
      ...['payment_id', 'payment_number', 'created_at'],
    ])
    expect(body.created_at).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{6})?$/)
  })

  test('fills in what is absent, null or empty', async () => {
    const customer_id = await salon.customer()
    const absent = { customer_id, amount: '70000', payment_method: 'transfer' }
    const empty = {
      ...{ payment_date: '', payment_type: null, payment_staff: '', approval_number: '' },
      ...{ purchase_type: '', purchase_order: '', reference_id: '', notes: '' },
    }
    for (const sent of [absent, { ...absent, ...empty }, { ...absent, ...empty }])
      expect((await post(sent)).body).toMatchObject({
        ...{ payment_date: '2026-11-20', amount: '70000.00', payment_type: 'single' },
        ...{ payment_status: 'completed', payment_staff: '사람', notes: null },
      })
  })

  test.each([
    [50_000, '50000.00'],
    ['50000', '50000.00'],
    ['50000.00', '50000.00'],
    [' 50000.0 ', '50000.00'],
    [1_000_000_000_000, '1000000000000.00'],
  ])('reads the amount %j', async (amount, said) => {
    const { body } = await post(cash(await salon.customer(), { amount }))
    expect(body.amount).toBe(said)
  })

  test.each<[object, string, string]>([
    [{ amount: undefined }, 'amount', 'missing'],
    [{ amount: 0 }, 'amount', 'greater_than'],
    [{ amount: -1 }, 'amount', 'greater_than'],
    [{ amount: '-50000' }, 'amount', 'greater_than'],
    [{ amount: 0.5 }, 'amount', 'int_from_float'],
    [{ amount: '50000.50' }, 'amount', 'int_parsing'],
    [{ amount: '오만원' }, 'amount', 'int_parsing'],
    [{ amount: 1_000_000_000_001 }, 'amount', 'less_than_equal'],
    [{ payment_method: undefined }, 'payment_method', 'missing'],
    [{ payment_method: 'crypto' }, 'payment_method', 'enum'],
    [{ payment_status: 'lost' }, 'payment_status', 'enum'],
    [{ approval_number: '4111 1111 1111 1111' }, 'approval_number', 'value_error'],
    [{ customer_id: 'one' }, 'customer_id', 'int_parsing'],
  ])('%j is a 422 at %s', async (change, field, type) => {
    const { status, body } = await post(cash(1, change))
    expect([status, body.detail]).toMatchObject([422, [{ loc: ['body', field], type }]])
  })

  test('refuses a customer who is not the own company’s, and a slip that is recorded', async () => {
    const { world, tree } = salon
    const theirs = await salon.customer('남', tree.r2.id)
    const customer_id = await salon.customer()
    const slip = cash(customer_id, { approval_number: '30077777' })
    expect((await post(slip)).status).toBe(200)
    const before = await dump(world.platform.db)
    expect(await post(cash(theirs))).toMatchObject({
      ...{ status: 404, body: { detail: 'Customer not found' } },
    })
    expect(await post(slip)).toMatchObject({ status: 400, body: { detail: expect.any(String) } })
    expect(await dump(world.platform.db)).toEqual(before)
  })

  test('runs once for one key; the key with another input is refused', async () => {
    const customer_id = await salon.customer()
    const key = { 'idempotency-key': 'v1-payment-once' }
    const first = await post(cash(customer_id), key)
    expect((await post(cash(customer_id), key)).text).toBe(first.text)
    expect((await post(cash(customer_id, { amount: 1 }), key)).status).toBe(422)
    expect((await post(cash(customer_id), { 'idempotency-key': 'short' })).status).toBe(400)
    const { body } = await salon.shop.staff.get(`../v1/payments?customer_id=${customer_id}`)
    expect(body).toHaveLength(1)
  })
})

describe('GET /payments', () => {
  test('is a bare list of exactly these fields, of the own company', async () => {
    const { tree, shop } = salon
    const customer_id = await salon.customer('결제 손님')
    const { body: bare } = await post(cash(customer_id, { payment_staff: '김직원' }))
    const more = {
      ...{ payment_date: '2026-11-21', approval_number: '30088888', card_holder_name: '손님' },
      ...{ purchase_type: 'new', purchase_order: 1, notes: '메모', payment_method: 'card' },
    }
    await post(cash(customer_id, more))
    const query = `customer_id=${customer_id}`
    const { body, text } = await shop.staff.get(`../v1/payments?${query}`)
    expect((await shop.staff.get(`../v1/payments/?${query}`)).text).toBe(text)
    expect(body).toEqual([
      expect.objectContaining({ ...more, amount: 50_000 }),
      {
        ...{ payment_id: bare.payment_id, payment_number: bare.payment_number, customer_id },
        ...{ customer_name: '결제 손님', customer_phone: '010-0000-1234' },
        ...{ payment_date: '2026-11-20', amount: 50_000, payment_method: 'cash' },
        ...{ payment_type: 'single', payment_status: 'completed', payment_staff: '김직원' },
        ...{ approval_number: '', card_holder_name: '', purchase_type: '', purchase_order: '' },
        ...{ notes: '', created_at: bare.created_at },
      },
    ])
    const days = async (wish: string) =>
      (await shop.staff.get(`../v1/payments?${query}&${wish}`)).body.map(
        ({ payment_date }: { payment_date: string }) => payment_date,
      )
    expect(await days('skip=1')).toEqual(['2026-11-20'])
    expect(await days('date_from=2026-11-21&date_to=2026-11-30')).toEqual(['2026-11-21'])
    expect(await days('payment_method=cash')).toEqual(['2026-11-20'])
    expect(await days('payment_method=crypto')).toEqual([])
    expect(await days('payment_status=completed&limit=1')).toEqual(['2026-11-21'])
    expect(await days(`search=${encodeURIComponent('결제')}`)).toHaveLength(2)
    expect(await days('search=0000-12')).toHaveLength(2)
    expect(await days(`search=${bare.payment_number}`)).toEqual(['2026-11-20'])
    expect(await days('search=%25')).toEqual([])
    for (const { admin } of [tree.hq, tree.a, tree.r2])
      expect((await admin.get('../v1/payments')).text).toBe('[]')
    expect((await shop.staff.get('../v1/payments?limit=101')).status).toBe(422)
  })
})
