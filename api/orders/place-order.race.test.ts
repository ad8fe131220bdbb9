import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rowsOf } from '#db/rows.ts'
import { integer } from '#db/values.ts'
import { c2Order, openWorld, type Tree, type World } from '#tests/world.ts'
import { directBatcher } from '../platform/batcher-direct.ts'
import { reconcile } from '../reconciliation/reconcile.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ connections: 12 })
})
afterAll(() => world.close())

const ORDERS = 200
const FIT = 10
const HOLD_WON = 400_000
const period = { start: '2026-11-01', end: '2026-11-30' }

async function stage(shops: (tree: Tree) => Tree['r1'][]) {
  const tree = await world.mintTree()
  const policyId = await tree.publish()
  const { hq, a, skt99 } = tree
  await hq.admin.post('rebates/allocations', {
    period,
    items: [{ companyId: a.id, amountWon: 100_000_000 }],
  })
  const taking = shops(tree)
  await a.admin.post('rebates/distributions', {
    period,
    items: taking.map(({ id }) => ({ companyId: id, amountWon: HOLD_WON * FIT })),
  })
  const order = c2Order(policyId, skt99)
  return { tree, taking, order }
}

/** Books, orders, holds and lines agree. */
async function agree(tree: Tree, shop: Tree['r1'], placed: number) {
  const { body } = await shop.admin.get('rebates/balance')
  expect(body).toMatchObject({
    availableWon: HOLD_WON * (FIT - placed),
    heldWon: HOLD_WON * placed,
    usedWon: 0,
  })
  const [rows] = await rowsOf(
    world.platform.db,
    sql`select (select count(*)::int from orders where retail_id = ${shop.id}) as orders,
      (select count(*)::int from order_history h join orders o on o.id = h.order_id where o.retail_id = ${shop.id}) as history,
      (select count(*)::int from transfers t join orders o on o.id = t.subject_id where o.retail_id = ${shop.id} and t.kind = 'hold') as holds,
      (select count(*)::int from settlement_lines l join orders o on o.id = l.order_id where o.retail_id = ${shop.id}) as lines`,
    { orders: integer, history: integer, holds: integer, lines: integer },
  )
  expect(rows).toEqual({ orders: placed, history: placed, holds: placed, lines: placed * 4 })
  expect(await reconcile(world.ctxOf(tree.hq.admin.actor))).toEqual([])
}

const race = (shop: Tree['r1'], order: object, count: number) =>
  Promise.all(Array.from({ length: count }, () => shop.admin.post('orders', order)))
const tally = (replies: { status: number; body: { code?: string } }[]) =>
  Object.fromEntries(
    [...Map.groupBy(replies, ({ status, body }) => `${status} ${body.code ?? ''}`.trim())].map(
      ([answer, own]) => [answer, own.length],
    ),
  )

test('one hot shop: 200 orders at once against a balance for 10 place exactly 10', async () => {
  const { tree, taking, order } = await stage(({ r1 }) => [r1])
  const [shop] = taking as [Tree['r1']]
  expect(tally(await race(shop, order, ORDERS))).toEqual({
    201: FIT,
    '409 insufficient_balance': ORDERS - FIT,
  })
  await agree(tree, shop, FIT)
})

test('spread over three shops, each places exactly what its own balance covers', async () => {
  const { tree, taking, order } = await stage(({ r1, r2, r3 }) => [r1, r2, r3])
  const replies = await Promise.all(taking.map((shop) => race(shop, order, ORDERS / 2)))
  for (const [i, shop] of taking.entries()) {
    expect(tally(replies[i] ?? [])).toEqual({
      201: FIT,
      '409 insufficient_balance': ORDERS / 2 - FIT,
    })
    await agree(tree, shop, FIT)
  }
})

test('with a transaction for each order, as on Workers, still exactly 10', async () => {
  const { tree, taking, order } = await stage(({ r1 }) => [r1])
  const [shop] = taking as [Tree['r1']]
  const { batcher } = world.platform
  world.platform.batcher = directBatcher()
  try {
    const counts = tally(await race(shop, order, 60))
    expect(counts['201']).toBe(FIT)
    // Under contention an answer may ask to retry; none may say that the balance is short.
    expect((counts['409 insufficient_balance'] ?? 0) + (counts['503 busy'] ?? 0)).toBe(60 - FIT)
  } finally {
    world.platform.batcher = batcher
  }
  await agree(tree, shop, FIT)
})

test('a shop with a locked budget delays neither its neighbours nor another tree', async () => {
  const { tree, taking, order } = await stage(({ r1, r2 }) => [r1, r2])
  const other = await stage(({ r1 }) => [r1])
  const [stuck, neighbour] = taking as [Tree['r1'], Tree['r1']]
  const [stranger] = other.taking as [Tree['r1']]
  const answered: string[] = []
  const place = async (name: string, shop: Tree['r1'], wish: object) => {
    const { status } = await shop.admin.post('orders', wish)
    answered.push(`${name} ${status}`)
  }
  const locked = sql`select 1 from accounts where company_id = ${stuck.id} for update`
  let waiting: Promise<unknown> | undefined
  await world.platform.db.transaction(async (tx) => {
    await tx.execute(locked)
    waiting = Promise.all([place('stuck', stuck, order), place('stuck', stuck, order)])
    await Promise.all([
      place('neighbour', neighbour, order),
      place('stranger', stranger, other.order),
    ])
    await place('neighbour', neighbour, order)
    expect(answered.toSorted()).toEqual(['neighbour 201', 'neighbour 201', 'stranger 201'])
  })
  await waiting
  expect(answered.slice(3)).toEqual(['stuck 201', 'stuck 201'])
  await agree(tree, stuck, 2)
  await agree(tree, neighbour, 2)
  await agree(other.tree, stranger, 1)
})

test('a defect in one order fails that order alone', async () => {
  const { tree, taking, order } = await stage(({ r1 }) => [r1])
  const [shop] = taking as [Tree['r1']]
  const vault = world.platform.vault
  world.platform.vault = {
    ...vault,
    seal: async (text) => {
      if (text === '66666666666666') throw new Error('this one cannot be sealed')
      return vault.seal(text)
    },
  }
  const form = { ...order.form, bill_method: 'bank', bank_name: '국민', account_holder: '홍길동' }
  const at = (account_number: string) => ({ ...order, form: { ...form, account_number } })
  try {
    const replies = await Promise.all(
      ['11111111111111', '66666666666666', '22222222222222'].flatMap((account) => [
        shop.admin.post('orders', at(account)),
        shop.admin.post('orders', order),
      ]),
    )
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 500, 201, 201, 201])
  } finally {
    world.platform.vault = vault
  }
  await agree(tree, shop, 5)
})

test('with connections killed midway, the orders answered 201 exist and no others', async () => {
  const { tree, taking, order } = await stage(({ r1 }) => [r1])
  const [shop] = taking as [Tree['r1']]
  const killer = new pg.Client({ connectionString: world.database.url })
  await killer.connect()
  const storm = race(shop, order, ORDERS)
  for (let i = 0; i < 20; i++)
    await killer.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`,
    )
  const replies = await storm
  await killer.end()
  const answered = replies.filter(({ status }) => status === 201).length
  const [row] = await rowsOf(
    world.platform.db,
    sql`select count(*)::int as n from orders where retail_id = ${shop.id}`,
    { n: integer },
  )
  // A commit may outlive its connection and add orders without an answer; the same key finds them.
  expect(row?.n).toBeGreaterThanOrEqual(answered)
  expect(row?.n).toBeLessThanOrEqual(FIT)
  const unexpected = replies.filter(({ status }) => ![201, 409, 503].includes(status))
  expect(unexpected).toEqual([])
  await agree(tree, shop, row?.n ?? 0)
})

test('one key sent 50 times at once is one order and one answer', async () => {
  const { tree, taking, order } = await stage(({ r1 }) => [r1])
  const [shop] = taking as [Tree['r1']]
  const key = { 'idempotency-key': 'the-same-key' }
  const replies = await Promise.all(
    Array.from({ length: 50 }, () => shop.admin.post('orders', order, key)),
  )
  const placed = replies.filter(({ status }) => status === 201)
  expect(new Set(placed.map(({ body }) => body.id)).size).toBe(1)
  const again = await shop.admin.post('orders', order, key)
  expect(again.text).toBe(placed[0]?.text)
  const other = await shop.admin.post('orders', { ...order, contractMonths: 12 }, key)
  expect(other.body.code).toBe('idempotency_key_reused')
  await agree(tree, shop, 1)
})

test('one IMEI at two shops at once, in batches and alone: exactly one order has it', async () => {
  const form = [{ key: 'imei', required: true }]
  const { tree, taking } = await stage(({ r1, r2 }) => [r1, r2])
  const policyId = await tree.publish({ form })
  const imeis = ['350000000000006', '356938035643809', '490154203237518']
  const tries = imeis.flatMap((imei) =>
    taking.flatMap((shop) =>
      ['imei', 'imei'].map(() =>
        shop.staff.post(
          'orders',
          c2Order(policyId, tree.skt99, { joinType: 'new', form: { imei } }),
        ),
      ),
    ),
  )
  const replies = await Promise.all(tries)
  expect(tally(replies)).toEqual({ 201: imeis.length, '422 invalid_input': imeis.length * 3 })
  const [rows] = await rowsOf(
    world.platform.db,
    sql`select count(*)::int as live, count(distinct digest)::int as numbers from order_identifiers
      where hq_id = ${tree.hq.id} and released_at is null`,
    { live: integer, numbers: integer },
  )
  expect(rows).toEqual({ live: imeis.length, numbers: imeis.length })
  expect(await reconcile(world.ctxOf(tree.hq.admin.actor))).toEqual([])
})

test('one IMEI at two shops without batches, as on Workers: exactly one order has it', async () => {
  const { tree, taking } = await stage(({ r1, r2 }) => [r1, r2])
  const policyId = await tree.publish({ form: [{ key: 'imei', required: true }] })
  const direct = { ...world.platform, batcher: directBatcher() }
  const order = c2Order(policyId, tree.skt99, {
    joinType: 'new',
    form: { imei: '350000000000006' },
  })
  const statuses = await Promise.all(
    Array.from({ length: 12 }, async (_, i) => {
      const shop = taking[i % 2] as Tree['r1']
      const reply = await world.call(
        'orders',
        {
          method: 'POST',
          headers: {
            ...(await shop.staff.credentials()),
            'content-type': 'application/json',
            'idempotency-key': `imei-race-${i}-00000000`,
          },
          body: JSON.stringify(order),
        },
        { on: direct },
      )
      return reply.status
    }),
  )
  expect(statuses.filter((status) => status === 201)).toHaveLength(1)
  expect(statuses.filter((status) => status === 422)).toHaveLength(11)
})
