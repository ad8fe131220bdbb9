import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowsOf } from '#db/rows.ts'
import { text } from '#db/values.ts'
import { nextEid, nextIccid, nextImei } from '#tests/numbers.ts'
import { c2Order, openWorld, type Tree, type World } from '#tests/world.ts'
import { systemActor } from '../access/actor.ts'
import { erasePersonalData } from '../privacy/erase-personal-data.ts'

// No two live orders of a tree share the number of a device, a SIM, a line or a parcel.

let world: World
let tree: Tree
let cousins: Tree
let policyId: string
let cousinPolicyId: string
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
  cousins = await world.mintTree()
  policyId = await publish(tree)
  cousinPolicyId = await publish(cousins)
})
afterAll(() => world.close())

const FIELDS = ['imei', 'imei2', 'eid', 'sim_serial']
async function publish({ hq, a, b, r1, r2, rb, publish }: Tree): Promise<string> {
  const period = { start: '2026-11-01', end: '2026-11-30' }
  const give = (...companies: { id: string }[]) => ({
    period,
    items: companies.map(({ id }) => ({ companyId: id, amountWon: 50_000_000 })),
  })
  await hq.admin.post('rebates/allocations', {
    period,
    items: [a, b].map(({ id }) => ({ companyId: id, amountWon: 200_000_000 })),
  })
  await a.admin.post('rebates/distributions', give(r1, r2))
  await b.admin.post('rebates/distributions', give(rb))
  const asked = ['birth_date', ...FIELDS].map((key) => ({ key, required: false }))
  return publish({ form: asked })
}

const BIRTH = { birth_date: '1991-03-02' }
const place = (shop: Tree['r1'], form: object, change: object = {}) =>
  shop.staff.post(
    'orders',
    c2Order(policyId, tree.skt99, {
      joinType: 'new',
      simType: 'esim',
      form: { ...BIRTH, eid: nextEid(), ...form },
      ...change,
    }),
  )
const faultsOf = ({ errors = [] }: { errors?: { path: string; code: string }[] }) =>
  errors.map(({ path, code }) => `${path} ${code}`)

describe('a second order with the number of a live one', () => {
  test.each(FIELDS)('is refused at the field %s, also with the other IMEI', async (field) => {
    const value = field === 'eid' ? nextEid() : field === 'sim_serial' ? nextIccid() : nextImei()
    expect((await place(tree.r1, { [field]: value })).status).toBe(201)
    const others = field === 'imei' || field === 'imei2' ? ['imei', 'imei2'] : [field]
    for (const other of others) {
      const { status, body } = await place(tree.r2, { [other]: value })
      expect([status, faultsOf(body)]).toEqual([422, [`form.${other} taken`]])
    }
  })

  test('names the order to its own shop alone', async () => {
    const imei = nextImei()
    const first = await place(tree.r1, { imei })
    const { number } = first.body
    expect((await place(tree.r1, { imei })).body.facts).toEqual({ takenBy: number })
    for (const stranger of [tree.r2, tree.rb]) {
      const { text } = await place(stranger, { imei })
      expect(text).not.toContain(number)
      expect(text).toContain('taken')
    }
  })

  test('keeps nothing: no budget, no order, no other number', async () => {
    const [taken, free] = [nextImei(), nextImei()]
    await place(tree.r1, { imei: taken })
    const before = await tree.r2.admin.get('rebates/balance')
    expect((await place(tree.r2, { imei: taken, imei2: free })).status).toBe(422)
    expect((await tree.r2.admin.get('rebates/balance')).body).toEqual(before.body)
    expect((await place(tree.rb, { imei: free })).status).toBe(201)
  })

  test('is placed in another tree, whose digests have another key', async () => {
    const imei = nextImei()
    await place(tree.r1, { imei })
    const { status } = await cousins.r1.staff.post(
      'orders',
      c2Order(cousinPolicyId, cousins.skt99, { joinType: 'new', form: { ...BIRTH, imei } }),
    )
    expect(status).toBe(201)
    const rows = await rowsOf(
      world.platform.db,
      sql`select digest, hq_id as "hqId" from order_identifiers where kind = 'imei'`,
      { digest: text, hqId: text },
    )
    expect(new Set(rows.map(({ digest }) => digest)).size).toBe(rows.length)
    expect(JSON.stringify(rows)).not.toContain(imei)
  })

  test.each(['cancellation', 'rejection'])('is placed after the %s of the first', async (end) => {
    const imei = nextImei()
    const { body } = await place(tree.r1, { imei })
    const who = end === 'cancellation' ? tree.r1.staff : tree.hq.admin
    await who.post(`orders/${body.id}/${end}`, { version: 1, reason: '고객 변심' })
    expect((await place(tree.r2, { imei })).status).toBe(201)
    expect((await place(tree.r1, { imei })).status).toBe(422)
  })

  test('an order that the budget refuses gives its numbers back', async () => {
    const imei = nextImei()
    expect((await place(tree.r3, { imei })).body.code).toBe('insufficient_balance')
    expect((await place(tree.r1, { imei })).status).toBe(201)
  })
})

const PARCEL = { courier: 'cj', trackingNumber: '620388174402' }
const LINE = { activatedOn: '2026-11-20', activatedNumber: '01055554444' }
async function shipped(shop: Tree['r1'], parcel: object) {
  const { body } = await place(shop, {})
  await tree.hq.admin.post(`orders/${body.id}/approval`, { version: 1 })
  const moved = await tree.hq.staff.post(`orders/${body.id}/shipment`, { version: 2, ...parcel })
  return { id: body.id, number: body.number, moved }
}

test('a parcel and a line belong to one order, and the refusal names it to HQ', async () => {
  const first = await shipped(tree.r1, PARCEL)
  const second = await shipped(tree.r2, PARCEL)
  expect(second.moved.status).toBe(422)
  expect(faultsOf(second.moved.body)).toEqual(['trackingNumber taken'])
  expect(second.moved.body.facts).toEqual({ takenBy: first.number })
  const other = await shipped(tree.r2, { ...PARCEL, courier: 'hanjin' })
  expect(other.moved.status).toBe(200)
  const complete = (id: string) =>
    tree.hq.staff.post(`orders/${id}/completion`, { version: 3, ...LINE })
  expect((await complete(first.id)).status).toBe(200)
  expect(faultsOf((await complete(other.id)).body)).toEqual(['activatedNumber taken'])
})

describe('the check while a form is filled in', () => {
  test('says whether a number is taken, to its own shop by which order', async () => {
    const imei = nextImei()
    const check = (shop: Tree['r1'], value: string) =>
      shop.staff.post('orders/identifier-checks', { field: 'imei2', value })
    expect((await check(tree.r1, imei)).body).toEqual({ taken: false, order: null })
    const { body } = await cousinless(imei)
    expect((await check(tree.r1, `${imei.slice(0, 6)} ${imei.slice(6)}`)).body).toEqual({
      taken: true,
      order: { id: body.id, number: body.number },
    })
    expect((await check(tree.r2, imei)).body).toEqual({ taken: true, order: null })
    expect((await check(cousins.r1, imei)).body).toEqual({ taken: false, order: null })
  })

  test('is limited, so that nobody tries out numbers', async () => {
    const codes = new Set<string>()
    for (let i = 0; i < 121; i++) {
      const { body } = await tree.rb.staff.post('orders/identifier-checks', {
        field: 'imei',
        value: nextImei(),
      })
      codes.add(body.code)
    }
    expect([...codes]).toEqual([undefined, 'too_many_requests'])
  })

  const cousinless = (imei: string) => place(tree.r1, { imei })
})

test('after the erasure of its answers a completed order still holds its device, and its line is free once nothing can be claimed back', async () => {
  const held = await rowsOf(
    world.platform.db,
    sql`select id, form ->> 'eid' as eid from orders where status = 'completed'`,
    { id: text, eid: text },
  )
  const [kept] = held
  if (!kept) throw new Error('an order was completed above')
  world.platform.clock.set(new Date('2027-06-30T03:00:00Z'))
  const system = systemActor(tree.hq.id)
  await erasePersonalData(world.ctxOf(system), { progress: async () => undefined })
  const erased = await tree.r1.staff.get(`orders/${kept.id}`)
  expect(erased.body.form).not.toHaveProperty('eid')
  const check = await tree.r2.staff.post('orders/identifier-checks', {
    field: 'eid',
    value: kept.eid,
  })
  expect(check.body).toEqual({ taken: true, order: null })
  const kinds = await rowsOf(
    world.platform.db,
    sql`select kind::text as kind from order_identifiers
      where order_id = ${kept.id} and released_at is null order by 1`,
    { kind: text },
  )
  expect(kinds.map(({ kind }) => kind)).toEqual(['eid'])
})
