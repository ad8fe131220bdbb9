import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowsOf } from '#db/rows.ts'
import { orderSecrets } from '#db/schema/orders.ts'
import { text } from '#db/values.ts'
import { c2Order, openWorld, type Tree, type World } from '#tests/world.ts'
import { reconcile } from '../reconciliation/reconcile.ts'

let world: World
let tree: Tree
let policyId: string
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
  policyId = await tree.publish()
  await fund(tree)
})
afterAll(() => world.close())

async function fund({ hq, a, r1, r2 }: Tree) {
  const period = { start: '2026-11-01', end: '2026-11-30' }
  await hq.admin.post('rebates/allocations', {
    period,
    items: [{ companyId: a.id, amountWon: 500_000_000 }],
  })
  await a.admin.post('rebates/distributions', {
    period,
    items: [r1, r2].map(({ id }) => ({ companyId: id, amountWon: 200_000_000 })),
  })
}

const place = async (change: object = {}) => {
  const reply = await tree.r1.admin.post('orders', c2Order(policyId, tree.skt99, change))
  expect(reply.status).toBe(201)
  return reply.body.id as string
}

/** All rows that commands on orders may change, as one text. */
async function everything() {
  const [row] = await rowsOf(
    world.platform.db,
    sql`select json_build_object(
      'orders', (select json_agg(o order by o.id) from orders o), 'history', (select count(*) from order_history),
      'accounts', (select json_agg(a order by a.id) from accounts a), 'entries', (select count(*) from entries),
      'lines', (select json_agg(l order by l.id) from settlement_lines l), 'totals', (select json_agg(t order by t) from order_totals t),
      'audit', (select count(*) from audit_events), 'news', (select count(*) from notifications), 'keys', (select count(*) from idempotency_keys))::text as all`,
    { all: text },
  )
  return row?.all
}

describe('a refused order leaves every row as it was', () => {
  test.each<[string, object, number, string]>([
    ['an unpriced combination', { contractMonths: 12 }, 422, 'not_priced'],
    ['a contract that the policy does not offer', { contractMonths: 36 }, 422, 'not_priced'],
    [
      'a required answer missing',
      { form: { device_model: 'x', previous_carrier: 'kt' } },
      422,
      'invalid_input',
    ],
    [
      'an answer the form does not ask for',
      { form: { birth_date: '1990-01-01', device_model: 'x', previous_carrier: 'kt', ssn: '1' } },
      422,
      'invalid_input',
    ],
    [
      'a resident number under any name',
      { customer: { name: 'x', phone: '01012345678', rrn: '900101' } },
      422,
      'invalid_input',
    ],
    ['an unknown field', { discount: 1 }, 422, 'invalid_input'],
    ['a price that has changed since the quote', { expectedTotalWon: 1 }, 409, 'conflict'],
    ['an unknown policy', { policyId: '019a0000-0000-7000-8000-000000000009' }, 404, 'not_found'],
    ['an unknown plan', { planId: '019a0000-0000-7000-8000-000000000009' }, 404, 'not_found'],
  ])('%s', async (_, change, status, code) => {
    const before = await everything()
    const reply = await tree.r1.admin.post('orders', c2Order(policyId, tree.skt99, change))
    expect(reply.status).toBe(status)
    expect(reply.body).toMatchObject({
      code,
      traceId: expect.any(String),
      detail: expect.any(String),
    })
    expect(await everything()).toBe(before)
  })

  test('no budget', async () => {
    const before = await everything()
    const reply = await tree.r3.admin.post('orders', c2Order(policyId, tree.skt99))
    expect(reply.body).toMatchObject({
      code: 'insufficient_balance',
      facts: { neededWon: 400_000, availableWon: 0, missingWon: 400_000 },
    })
    expect(await everything()).toBe(before)
  })
})

describe('the order machine', () => {
  test('a transition that the state forbids changes nothing and names the state', async () => {
    const id = await place()
    const before = await everything()
    const reply = await tree.hq.admin.post(`orders/${id}/completion`, {
      version: 1,
      activatedOn: '2026-11-20',
      activatedNumber: '01012344417',
    })
    expect(reply.status).toBe(409)
    expect(reply.body).toMatchObject({ code: 'invalid_transition', facts: { status: 'pending' } })
    expect(await everything()).toBe(before)
  })

  test('of two people who decide at once one wins, and the money follows the winner', async () => {
    const id = await place()
    const replies = await Promise.all([
      tree.hq.admin.post(`orders/${id}/rejection`, { version: 1, reason: '서류 부족' }),
      tree.r1.admin.post(`orders/${id}/cancellation`, { version: 1, reason: '고객 변심' }),
    ])
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(await reconcile(world.ctxOf(tree.hq.admin.actor))).toEqual([])
    const { body } = await tree.hq.admin.get(`settlements/lines?orderId=${id}`)
    expect(new Set(body.items.map((line: { status: string }) => line.status))).toEqual(
      new Set(['cancelled']),
    )
  })

  test('a rejection needs a reason, which the shop reads in the history', async () => {
    const id = await place()
    expect((await tree.hq.admin.post(`orders/${id}/rejection`, { version: 1 })).status).toBe(422)
    await tree.hq.admin.post(`orders/${id}/rejection`, {
      version: 1,
      reason: '신분증 사진이 흐려요',
    })
    const { body } = await tree.r1.staff.get(`orders/${id}`)
    expect(body).toMatchObject({ status: 'rejected', reason: '신분증 사진이 흐려요', actions: [] })
    expect(body.history.at(-1)).toMatchObject({ to: 'rejected', byCompany: tree.hq.name })
  })

  test('a line cannot be activated tomorrow', async () => {
    const id = await place()
    const reply = await tree.hq.admin.post(`orders/${id}/completion`, {
      version: 3,
      activatedOn: '2026-11-21',
      activatedNumber: '01012344417',
    })
    expect(reply.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'activatedOn' }] })
  })
})

describe('margin privacy', () => {
  test('each tier sees its own figures and no other', async () => {
    const tree = await world.mintTree()
    const policyId = await tree.publish()
    await fund(tree)
    await tree.a.admin.put(`policies/${policyId}/agency-rates`, {
      basedOn: 1,
      cells: [{ carrier: 'skt', bandWon: 99_000, months: 24, amountWon: 311_000 }],
    })
    const { id } = (await tree.r1.admin.post('orders', c2Order(policyId, tree.skt99))).body
    const [hq, agency, shop] = await Promise.all(
      [tree.hq, tree.a, tree.r1].map((company) => company.admin.get(`orders/${id}`)),
    )
    expect(hq?.body.amounts).toEqual({ simWon: 7_700, grossWon: 400_000, totalWon: 407_700 })
    expect(agency?.body.amounts).toMatchObject({
      grossWon: 400_000,
      shopWon: 311_000,
      marginWon: 89_000,
    })
    expect(shop?.body.amounts).toEqual({ simWon: 7_700, shopWon: 311_000, totalWon: 318_700 })
    for (const path of [
      `orders/${id}`,
      'orders',
      `policies/${policyId}`,
      'policies',
      `settlements/lines?orderId=${id}`,
      'settlements/summary',
      'rebates/entries',
      'notifications',
    ]) {
      const { text, status } = await tree.r1.admin.get(path)
      expect(status).toBe(200)
      expect(text).not.toMatch(/400[,]?000|407[,]?700|\b89[,]?000|gross|margin/i)
    }
  })
})

describe('personal data', () => {
  test('an account number is stored sealed, shows four digits, and is erased when the order ends', async () => {
    const id = await place({
      form: {
        birth_date: '1991-03-02',
        device_model: 'x',
        previous_carrier: 'kt',
        bill_method: 'bank',
        bank_name: '국민',
        account_holder: '홍길동',
        account_number: '12345678901234',
      },
    })
    const [row] = await rowsOf(
      world.platform.db,
      sql`select concat((select row_to_json(o) from orders o where id = ${id}), (select json_agg(s) from order_secrets s), (select json_agg(i) from idempotency_keys i), (select json_agg(a) from audit_events a)) as all`,
      { all: text },
    )
    expect(row?.all).not.toContain('12345678901234')
    expect((await tree.r1.admin.get(`orders/${id}`)).body).toMatchObject({ accountLast4: '1234' })
    expect((await tree.a.admin.get(`orders/${id}`)).body.accountLast4).toBeNull()
    await tree.r1.admin.post(`orders/${id}/cancellation`, { version: 1, reason: '변심' })
    const [secret] = await world.platform.db
      .select()
      .from(orderSecrets)
      .where(eq(orderSecrets.orderId, id))
    expect(secret).toMatchObject({ sealed: null, keyId: null, last4: '1234' })
  })

  test('no personal data reaches a log line', async () => {
    await place()
    const text = JSON.stringify(world.platform.logged)
    expect(text).not.toMatch(/홍길동|01012344417|1991-03-02/)
  })
})

describe('lists', () => {
  test('page through every order exactly once, and find by number and by the end of a phone', async () => {
    const { body: all } = await tree.hq.admin.get('orders?limit=100')
    const ids: string[] = []
    for (let after = ''; ; ) {
      const { body } = await tree.hq.admin.get(`orders?limit=3${after}`)
      ids.push(...body.items.map((order: { id: string }) => order.id))
      if (!body.nextCursor) break
      after = `&after=${body.nextCursor}`
    }
    expect(ids).toEqual(all.items.map((order: { id: string }) => order.id))
    const [first] = all.items
    expect(
      (await tree.r1.admin.get(`orders?q=${first.number.toLowerCase()}`)).body.items,
    ).toHaveLength(1)
    expect((await tree.r1.admin.get('orders?q=4417')).body.items.length).toBeGreaterThan(0)
    expect((await tree.r1.admin.get('orders?q=0000')).body.items).toEqual([])
  })

  test('tabs, filters and sums agree with the rows', async () => {
    const { body: counts } = await tree.hq.admin.get('orders/counts')
    const { body: rows } = await tree.hq.admin.get('orders?limit=100')
    expect(counts.total).toBe(rows.items.length)
    expect(counts.sumWon).toBe(
      rows.items.reduce(
        (total: number, order: { amounts: { totalWon: number } }) => total + order.amounts.totalWon,
        0,
      ),
    )
    for (const [status, count] of Object.entries(counts.counts))
      expect(
        (await tree.hq.admin.get(`orders?limit=100&status=${status}`)).body.items,
      ).toHaveLength(Number(count))
    expect((await tree.hq.admin.get('orders?from=2026-11-21')).body.items).toEqual([])
    expect(
      (await tree.hq.admin.get('orders?from=2026-11-20&to=2026-11-20&limit=100')).body.items,
    ).toHaveLength(counts.total)
  })

  test('an order of another company is answered as absent: in lists, by id and by action', async () => {
    const stranger = await world.mintTree()
    const id = await place()
    for (const who of [stranger.hq, stranger.a, stranger.r1, tree.r2, tree.b]) {
      expect((await who.admin.get(`orders/${id}`)).status).toBe(404)
      expect((await who.admin.get('orders')).text).not.toContain(id)
    }
    expect((await stranger.hq.admin.post(`orders/${id}/approval`, { version: 1 })).status).toBe(404)
  })
})

test('tracking shows the state to people with number and digits, and nothing to others', async () => {
  const id = await place()
  const { number } = (await tree.r1.admin.get(`orders/${id}`)).body
  const ask = (order: string, phone: string) => world.call(`track?order=${order}&phone=${phone}`)
  const found = await ask(number, '4417')
  expect(await found.json()).toEqual({
    number,
    status: 'pending',
    shop: { name: tree.r1.name, phone: null },
    shipment: null,
    steps: [{ status: 'pending', at: expect.any(String) }],
  })
  const wrong = await (await ask(number, '0000')).json()
  const unknown = await (await ask('SK-000000-0000', '4417')).json()
  expect({ ...wrong, traceId: '' }).toEqual({ ...unknown, traceId: '' })
})
