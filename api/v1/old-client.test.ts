import { afterAll, beforeAll, expect, test } from 'vitest'
import { serviceTypeOf } from '#tests/service-samples.ts'
import { type Fetch, oldClient, Refused } from '#tests/v1-client.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'

// A day of an old program, which knows nothing but the documents of v1.

let world: World
let tree: Tree
let client: ReturnType<typeof oldClient>
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
  client = await clientOf(tree.r1.admin)
})
afterAll(() => world.close())

async function clientOf(who: Tree['hq']['admin']) {
  const { authorization = '' } = await who.credentials()
  const fetch: Fetch = (url, init) => world.call(url.replace('http://maru.test/api/v2/', ''), init)
  return oldClient(fetch, 'http://maru.test/api/v2/../..', authorization.replace('Bearer ', ''))
}

const refusal = async (work: Promise<unknown>) => {
  const refused: unknown = await work.catch((error: unknown) => error)
  if (!(refused instanceof Refused)) throw new Error(`not refused: ${refused}`)
  return refused
}

test('finds nobody at first', async () => {
  expect(await client.customers()).toMatchObject({
    ...{ data: [], total: 0, total_pages: 0, has_next: false, has_prev: false },
  })
})

test('registers, reads, changes and deletes', async () => {
  const made = await client.createCustomer({
    ...{ name: '김하늘', phone: '01000000001', region: '성남', source_system: 'pos' },
  })
  expect(made).toMatchObject({ phone: '010-0000-0001', notes: null })
  expect(await client.customer(made.customer_id)).toEqual(made)
  for (const detailed of [true, false, 1, 'TRUE', 'off'])
    expect(await client.customer(made.customer_id, { detailed })).toEqual(made)
  world.platform.clock.advance(1.5)
  const moved = await client.updateCustomer(made.customer_id, { phone: '010-0000-0002' })
  expect(moved).toEqual({ ...made, phone: '010-0000-0002', updated_at: moved.updated_at })
  expect(moved.updated_at > made.updated_at).toBe(true)
  expect(await client.patchCustomer(made.customer_id, { region: null })).toMatchObject({
    ...{ region: null, phone: '010-0000-0002', name: '김하늘' },
  })
  expect(await client.deleteCustomer(made.customer_id, true)).toMatch(/deleted/)
  expect((await refusal(client.customer(made.customer_id))).status).toBe(404)
})

test('pages through everybody, each once', async () => {
  for (const nth of [1, 2, 3, 4, 5]) {
    world.platform.clock.advance(1)
    await client.createCustomer({ name: `고객 ${nth}`, phone: `010-0000-001${nth}` })
  }
  const pages = []
  for (let skip = 0; ; skip += 2) {
    const page = await client.customers({ skip, limit: 2, search: '고객' })
    pages.push(page)
    expect(page).toMatchObject({ total: 5, page: skip / 2 + 1, page_size: 2, total_pages: 3 })
    if (!page.has_next) break
  }
  const names = pages.flatMap(({ data }) => data.map(({ name }) => name))
  expect(names).toEqual([5, 4, 3, 2, 1].map((nth) => `고객 ${nth}`))
})

test('learns why something was refused', async () => {
  const taken = await refusal(client.createCustomer({ name: '둘째', phone: '01000000011' }))
  expect([taken.status, typeof taken.detail]).toEqual([400, 'string'])
  const faults = await refusal(client.createCustomer({ phone: 7 }))
  expect(faults.status).toBe(422)
  expect(faults.detail).toMatchObject([
    { loc: ['body', 'name'], type: 'missing' },
    { loc: ['body', 'phone'], type: 'string_type' },
  ])
  const staff = await clientOf(tree.r1.staff)
  const { data } = await staff.customers({ limit: 1 })
  expect((await refusal(staff.deleteCustomer(data[0]?.customer_id ?? 0))).status).toBe(403)
})

test('sees no customer of another company', async () => {
  const [mine] = (await client.customers({ limit: 1 })).data
  const id = mine?.customer_id ?? 0
  for (const who of [tree.rb.admin, tree.a.admin, tree.hq.admin]) {
    const other = await clientOf(who)
    expect((await other.customers()).total).toBe(0)
    for (const work of [
      () => other.customer(id),
      () => other.updateCustomer(id, { name: 'x' }),
      () => other.deleteCustomer(id),
    ])
      expect((await refusal(work())).status).toBe(404)
  }
})

test('records services and payments, and reads them back', async () => {
  const { status } = await tree.r1.admin.post(
    'service-types',
    serviceTypeOf('brain', '브레인', '브'),
  )
  expect(status).toBe(201)
  const [customer] = (await client.customers({ limit: 1 })).data
  const customer_id = customer?.customer_id ?? 0
  const used = await client.recordService({
    ...{ customer_id, service_date: '2026-11-20', service_type: 'brain', memo: 'old' },
  })
  expect(used).toMatchObject({ package_id: null, session_number: null, created_by: '사람' })
  const [listed] = await client.services({ customer_id, date_from: '2026-11-20' })
  expect(listed).toEqual({ ...used, customer_name: customer?.name, service_name: '브레인' })
  expect((await client.services({ service_type_id: 999 })).length).toBe(0)
  const paid = await client.recordPayment({ customer_id, amount: '50000', payment_method: 'cash' })
  expect(paid).toMatchObject({ payment_date: '2026-11-20', payment_number: 'PAY-2026-000001' })
  expect(await client.payments({ search: customer?.name })).toMatchObject([
    { payment_id: paid.payment_id, amount: 50_000, approval_number: '' },
  ])
  const [unknown, nothing] = [
    await refusal(client.recordPayment({ customer_id: 999, amount: 1, payment_method: 'cash' })),
    await refusal(client.recordPayment({ customer_id, amount: 0, payment_method: 'cash' })),
  ]
  expect([unknown.status, nothing.status]).toEqual([404, 422])
  const other = await clientOf(tree.rb.admin)
  expect([await other.services(), await other.payments()]).toEqual([[], []])
})
