import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { idempotencyKeys } from '#db/schema/idempotency.ts'
import { c2Order, openWorld, type Tree, type World } from '#tests/world.ts'
import { PlaceOrder } from '../orders/contract.ts'

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
  const period = { start: '2026-11-01', end: '2026-11-30' }
  const items = (id: string) => [{ companyId: id, amountWon: 2_000_000 }]
  await tree.hq.admin.post('rebates/allocations', { period, items: items(tree.a.id) })
  await tree.a.admin.post('rebates/distributions', { period, items: items(tree.r1.id) })
})
afterAll(() => world.close())

test('the stored hash does not reveal whether a guessed account number is right', async () => {
  const base = c2Order(await tree.publish(), tree.skt99)
  const bill = { bill_method: 'bank', bank_name: '국민', account_holder: '홍길동' }
  const order = { ...base, form: { ...base.form, ...bill, account_number: '110234567890' } }
  const key = 'order-with-account'
  const reply = await tree.r1.admin.post('orders', order, { 'idempotency-key': key })
  expect(reply.status).toBe(201)
  const [kept] = await world.platform.db
    .select()
    .from(idempotencyKeys)
    .where(eq(idempotencyKeys.key, key))
  const guess = `POST /api/v2/orders ${JSON.stringify(PlaceOrder.parse(order))}`
  expect(kept?.inputHash).toMatch(/^[0-9a-f]{64}$/)
  expect(kept?.inputHash).not.toBe(createHash('sha256').update(guess).digest('hex'))
})

test('a repeat is recognised after a new signing key is put before the others', async () => {
  const order = c2Order(await tree.publish(), tree.skt99)
  const { settings } = world.platform
  const added = { id: 'token-3', secret: new Uint8Array(32).fill(9) }
  const rotated = {
    ...world.platform,
    settings: { ...settings, tokenKeys: [added, ...settings.tokenKeys] },
  }
  const send = async (on = world.platform) => {
    const headers = {
      ...(await tree.r1.admin.credentials()),
      'content-type': 'application/json',
      'idempotency-key': 'order-over-rotation',
    }
    const init = { method: 'POST', headers, body: JSON.stringify(order) }
    return (await world.call('orders', init, { on })).json()
  }
  expect(await send(rotated)).toEqual(await send())
})
