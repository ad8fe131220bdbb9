import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dump } from '#tests/dump.ts'
import { openSalon, type Salon } from '#tests/salon.ts'

// `domain.md` E.5.2: shapes, statuses and refusals that deployed programs rely on.

let salon: Salon
beforeAll(async () => {
  salon = await openSalon()
})
afterAll(() => salon.world.close())

const PATHS = ['../v1/services', '../v1/services/', '../v1/services/usage', '../v1/services/usage/']
const post = (body: object, headers: Record<string, string> = {}) =>
  salon.shop.staff.send('POST', '../v1/services', body, { 'idempotency-key': key(), ...headers })
let keys = 0
const key = () => `v1-service-${++keys}`

describe('POST /services', () => {
  test('records a service and takes a session: the fields of old in their order', async () => {
    const { brain } = salon
    const customer_id = await salon.customer()
    const package_id = await salon.sell(customer_id, [{ serviceTypeId: brain, sessions: 2 }])
    const { status, body, text } = await post({
      ...{ customer_id, service_date: '2026-11-20', service_type_id: brain, package_id },
      ...{ session_details: '가볍게', created_by: '누군가', unknown: [1] },
    })
    expect([status, body]).toEqual([
      200,
      {
        ...{ customer_id, service_date: '2026-11-20', service_type_id: brain, package_id },
        ...{ session_details: '가볍게', session_number: 1, created_by: '사람' },
        ...{ usage_id: body.usage_id, created_at: body.created_at },
      },
    ])
    expect(Object.keys(JSON.parse(text))).toEqual([
      ...['customer_id', 'service_date', 'service_type_id', 'package_id', 'session_details'],
      ...['session_number', 'created_by', 'usage_id', 'created_at'],
    ])
    expect(body.created_at).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{6})?$/)
    expect(await salon.purchase(package_id)).toMatchObject({ usedSessions: 1 })
  })

  test('answers at every address, with or without a slash at the end', async () => {
    const customer_id = await salon.customer()
    const sent = { customer_id, service_date: '2026-11-20', service_type: 'pulse' }
    for (const path of PATHS) {
      const { status, body } = await salon.shop.staff.post(path, sent)
      expect([status, body.service_type_id], path).toEqual([200, salon.pulse])
    }
  })

  test('reads numbers from texts, and days from instants', async () => {
    const customer_id = await salon.customer()
    const { status, body } = await post({
      ...{ customer_id: String(customer_id), service_date: '2026-11-20T00:00:00' },
      ...{ service_type_id: String(salon.brain), session_number: '3', package_id: null },
    })
    expect([status, body]).toMatchObject([
      200,
      { ...{ customer_id, service_type_id: salon.brain }, session_number: 3, package_id: null },
    ])
  })

  test('refuses as the old product did, and changes nothing', async () => {
    const { brain, pulse, world, tree } = salon
    const customer_id = await salon.customer()
    const theirs = await salon.customer('남', tree.r2.id)
    const sold = (sessions: number, change = {}) =>
      salon.sell(customer_id, [{ serviceTypeId: brain, sessions }], change)
    const [full, late] = [await sold(1), await sold(5, { validDays: 1 })]
    const sent = { customer_id, service_date: '2026-11-20', service_type_id: brain }
    expect((await post({ ...sent, package_id: full })).status).toBe(200)
    const before = await dump(world.platform.db)
    for (const [status, change] of [
      [404, { customer_id: theirs }],
      [404, { customer_id: 99_999_999_999 }],
      [404, { customer_id: -1 }],
      [404, { package_id: 999_999 }],
      [404, { package_id: 99_999_999_999 }],
      [404, { service_type_id: 999_999 }],
      [404, { service_type_id: null, service_type: 'red' }],
      [400, { package_id: full }],
      [400, { package_id: late, service_date: '2026-11-22' }],
      [400, { package_id: late, service_type_id: pulse }],
    ] as const) {
      const { status: answered, body } = await post({ ...sent, ...change })
      expect([answered, Object.keys(body)], JSON.stringify(change)).toEqual([status, ['detail']])
      expect(body.detail).toEqual(expect.any(String))
    }
    expect(await dump(world.platform.db)).toEqual(before)
  })

  test.each<[object, string, string]>([
    [{ customer_id: undefined }, 'customer_id', 'missing'],
    [{ service_date: undefined }, 'service_date', 'missing'],
    [{ service_date: 'yesterday' }, 'service_date', 'date_from_datetime_parsing'],
    [{ service_type_id: undefined }, 'service_type_id', 'missing'],
    [{ service_type_id: undefined, service_type: 'massage' }, 'service_type', 'enum'],
    [{ session_number: 'one' }, 'session_number', 'int_parsing'],
    [{ session_details: '카드 4111 1111 1111 1111' }, 'session_details', 'value_error'],
  ])('%j is a 422 at %s', async (change, field, type) => {
    const sent = { customer_id: 1, service_date: '2026-11-20', service_type_id: 1, ...change }
    const { status, body } = await post(sent)
    expect([status, body.detail]).toMatchObject([422, [{ loc: ['body', field], type }]])
  })

  test('runs once for one key, and each time without a key', async () => {
    const customer_id = await salon.customer()
    const package_id = await salon.sell(customer_id, [], { totalSessions: 10 })
    const sent = { customer_id, service_date: '2026-11-20', service_type: 'brain', package_id }
    const { authorization = '' } = await salon.shop.staff.credentials()
    const send = async (path: string, headers: Record<string, string> = {}) => {
      const init = { method: 'POST', body: JSON.stringify(sent) }
      const response = await salon.world.call(path, {
        ...init,
        headers: { authorization, 'content-type': 'application/json', ...headers },
      })
      return { status: response.status, text: await response.text() }
    }
    const once = { 'idempotency-key': 'v1-service-once' }
    const first = await send('../v1/services', once)
    expect(first.status).toBe(200)
    expect(await send('../v1/services/', once)).toEqual(first)
    expect(await salon.purchase(package_id)).toMatchObject({ usedSessions: 1 })
    for (const _ of [1, 2]) expect((await send('../v1/services')).status).toBe(200)
    expect(await salon.purchase(package_id)).toMatchObject({ usedSessions: 3 })
  })
})

describe('GET /services', () => {
  test('is a bare list of exactly these fields, newest day first, of the own company', async () => {
    const { brain, pulse, tree } = salon
    const customer_id = await salon.customer('목록 손님')
    for (const [day, type] of [
      ['2026-11-18', brain],
      ['2026-11-20', pulse],
      ['2026-11-19', brain],
    ] as const)
      await post({ customer_id, service_date: day, service_type_id: type })
    const query = `customer_id=${customer_id}`
    const lists = await Promise.all(PATHS.map((path) => salon.shop.staff.get(`${path}?${query}`)))
    expect(new Set(lists.map(({ text }) => text)).size).toBe(1)
    const { body } = lists[0] ?? { body: [] }
    expect(body).toHaveLength(3)
    expect(body[0]).toEqual({
      ...{ usage_id: body[0].usage_id, customer_id, customer_name: '목록 손님' },
      ...{ service_date: '2026-11-20', service_type_id: pulse, service_name: '펄스' },
      ...{ package_id: null, session_details: null, session_number: null },
      ...{ created_by: '사람', created_at: body[0].created_at },
    })
    const days = async (more: string) =>
      (await salon.shop.staff.get(`../v1/services?${query}&${more}`)).body.map(
        ({ service_date }: { service_date: string }) => service_date,
      )
    expect(await days('')).toEqual(['2026-11-20', '2026-11-19', '2026-11-18'])
    expect(await days('skip=1&limit=1')).toEqual(['2026-11-19'])
    expect(await days('date_from=2026-11-19&date_to=2026-11-19')).toEqual(['2026-11-19'])
    expect(await days(`service_type_id=${brain}&unknown=1`)).toEqual(['2026-11-19', '2026-11-18'])
    expect(await days('service_type_id=99999999999')).toEqual([])
    for (const { admin } of [tree.hq, tree.a, tree.r2])
      expect((await admin.get('../v1/services')).text).toBe('[]')
  })

  test('shows 20 by default and 100 at most', async () => {
    const customer_id = await salon.customer()
    for (let nth = 0; nth < 21; nth++)
      await post({ customer_id, service_date: '2026-10-01', service_type: 'brain' })
    const count = async (query: string) =>
      (await salon.shop.staff.get(`../v1/services?customer_id=${customer_id}${query}`)).body.length
    expect([await count(''), await count('&limit=100')]).toEqual([20, 21])
    for (const limit of ['0', '101', 'x'])
      expect((await salon.shop.staff.get(`../v1/services?limit=${limit}`)).status).toBe(422)
  })

  test('a removed customer has no name', async () => {
    const customer_id = await salon.customer('떠날 손님')
    await post({ customer_id, service_date: '2026-11-20', service_type: 'brain' })
    await salon.shop.admin.send('DELETE', `../v1/customers/${customer_id}`)
    const { body } = await salon.shop.staff.get(`../v1/services?customer_id=${customer_id}`)
    expect(body).toMatchObject([{ customer_id, customer_name: '' }])
  })
})
