import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { c2Order, openWorld, type World } from '#tests/world.ts'

type Tree = Awaited<ReturnType<World['mintTree']>>

import { BOUNDS } from '../lockout/bounds.ts'

// Look-ups of an order without an account, by its number and the last four digits of the phone.

let world: World
let place: () => Promise<string>
let number: string
let hq: Tree['hq']['admin']
let visits = 0

beforeAll(async () => {
  world = await openWorld({ connections: 10 })
  const tree = await world.mintTree()
  hq = tree.hq.admin
  const policyId = await tree.publish()
  await tree.hq.admin.post('rebates/allocations', {
    period: { start: '2026-11-01', end: '2026-11-30' },
    items: [{ companyId: tree.a.id, amountWon: 100_000_000 }],
  })
  await tree.a.admin.post('rebates/distributions', {
    period: { start: '2026-11-01', end: '2026-11-30' },
    items: [{ companyId: tree.r1.id, amountWon: 50_000_000 }],
  })
  place = async () => {
    const { status, text, body } = await tree.r1.staff.post('orders', c2Order(policyId, tree.skt99))
    if (status !== 201) throw new Error(text)
    return (await tree.r1.admin.get(`orders/${body.id}`)).body.number
  }
})
beforeEach(async () => {
  number = await place()
})
afterAll(() => world.close())

const RIGHT = '4417'
const elsewhere = () => `198.18.${++visits >> 8}.${visits & 255}`
async function look(order: string, phone: string, address = elsewhere()) {
  const response = await world.call(`track?order=${order}&phone=${phone}`, {}, { address })
  return { status: response.status, headers: response.headers, body: await response.json() }
}
const statusOf = async (...asked: Parameters<typeof look>) => (await look(...asked)).status

describe('right look-ups', () => {
  test('are not counted: two, then three wrong ones and another right one are answered', async () => {
    const from = elsewhere()
    for (const phone of [RIGHT, RIGHT]) expect(await statusOf(number, phone, from)).toBe(200)
    for (const phone of ['0000', '0001', '0002'])
      expect(await statusOf(number, phone, from)).toBe(404)
    expect(await statusOf(number, RIGHT, from)).toBe(200)
    for (let i = 0; i < 3 * BOUNDS.tracker.max; i++)
      expect(await statusOf(number, RIGHT, from)).toBe(200)
  })
})

describe('the answer', () => {
  test('holds the state, the shop to ask and the parcel once it is sent; no person and no money', async () => {
    const before = (await look(number, RIGHT)).body
    expect(before.shipment).toBeNull()
    const { body } = await hq.get(`orders?q=${number}`)
    const [order] = body.items
    await hq.post(`orders/${order.id}/approval`, { version: order.version })
    const courier = { courier: 'cj', trackingNumber: '612345678901' }
    await hq.post(`orders/${order.id}/shipment`, { version: order.version + 1, ...courier })
    const after = (await look(number, RIGHT)).body
    expect(after.shipment).toEqual(courier)
    expect(Object.keys(after.shop).toSorted()).toEqual(['name', 'phone'])
    expect(after.shop.name).toBe(before.shop.name)
    expect(Object.keys(after).toSorted()).toEqual(['number', 'shipment', 'shop', 'status', 'steps'])
    expect(JSON.stringify(after)).not.toMatch(/won|price|customer|plan/i)
  })
})

describe('wrong look-ups', () => {
  test('of one order are locked after five for half an hour, from any number of addresses', async () => {
    for (let i = 0; i < BOUNDS.order.max; i++) expect(await statusOf(number, `000${i}`)).toBe(404)
    const { status, headers, body } = await look(number, RIGHT)
    expect([status, body.code]).toEqual([429, 'too_many_requests'])
    expect(headers.get('retry-after')).toBe('1800')
    expect(await statusOf(await place(), RIGHT)).toBe(200)
    world.platform.clock.advance(1800)
    expect(await statusOf(number, RIGHT)).toBe(200)
  })

  test('of one address are locked after five, for any orders', async () => {
    const from = elsewhere()
    for (let i = 0; i < BOUNDS.tracker.max; i++)
      expect(await statusOf(`SK-000000-${1000 + i}`, '0000', from)).toBe(404)
    expect(await statusOf(number, RIGHT, from)).toBe(429)
    expect(await statusOf(number, RIGHT)).toBe(200)
  })

  test('of IPv6 are counted by /64 and by /48', async () => {
    const wrong = (n: number, from: string) => look(`SK-111111-${1000 + n}`, '0000', from)
    for (let i = 0; i < BOUNDS.tracker.max; i++) await wrong(i, `2001:db8:7:1::${i + 1}`)
    expect(await statusOf(number, RIGHT, '2001:db8:7:1::ff')).toBe(429)
    expect(await statusOf(number, RIGHT, '2001:db8:7:2::1')).toBe(200)
    for (let i = BOUNDS.tracker.max; i < BOUNDS.tracker_network.max; i++)
      expect((await wrong(i, `2001:db8:7:${(i + 16).toString(16)}::1`)).status).toBe(404)
    expect(await statusOf(number, RIGHT, '2001:db8:7:ff::1')).toBe(429)
    expect(await statusOf(number, RIGHT, '2001:db8:8:ff::1')).toBe(200)
  })

  test('reveal nothing: an unknown number is answered and locked like a known one', async () => {
    const told = async (order: string) => {
      const answers = []
      for (let i = 0; i <= BOUNDS.order.max; i++) {
        const { status, body } = await look(order, `999${i}`)
        answers.push({ status, ...body, traceId: '' })
      }
      return answers
    }
    expect(await told('SK-222222-1111')).toEqual(await told(number))
  })

  test('of fifty at once beside a right one, five learn that they were wrong', async () => {
    const wrong = Array.from({ length: 50 }, (_, i) => statusOf(number, String(1000 + i)))
    const statuses = await Promise.all(wrong)
    expect(statuses.filter((status) => status === 404)).toHaveLength(BOUNDS.order.max)
    expect(statuses.filter((status) => status === 429)).toHaveLength(50 - BOUNDS.order.max)
    expect(await statusOf(number, RIGHT)).toBe(429)
  })
})
