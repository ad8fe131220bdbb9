import { randomFillSync } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { c2Order, openWorld, type Tree, type World } from '#tests/world.ts'

let world: World
let tree: Tree
let policyId: string
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
  policyId = await tree.publish()
  const period = { start: '2026-11-01', end: '2026-11-30' }
  const items = ({ id }: { id: string }) => [{ companyId: id, amountWon: 9_000_000 }]
  await tree.hq.admin.post('rebates/allocations', { period, items: items(tree.a) })
  await tree.a.admin.post('rebates/distributions', { period, items: items(tree.r1) })
})
afterAll(() => world.close())

const place = async () => {
  const { status, body } = await tree.r1.admin.post('orders', c2Order(policyId, tree.skt99))
  expect(status).toBe(201)
  return body.id as string
}

test('an order number reveals no volume, and a taken number is drawn again for that order alone', async () => {
  const numberOf = async (id: string) => (await tree.r1.admin.get(`orders/${id}`)).body.number
  const taken = await numberOf(await place())
  expect(taken).toMatch(/^SK-261120-\d{8}$/)
  const draws = [Number(taken.slice(-8)), 7, 8]
  const random = vi.spyOn(crypto, 'getRandomValues')
  random.mockImplementation((array) => {
    if (!(array instanceof Uint32Array)) return randomFillSync(array as Uint8Array) as typeof array
    array[0] = draws.shift() ?? 0
    return array
  })
  try {
    expect(await numberOf(await place())).toBe('SK-261120-00000007')
  } finally {
    random.mockRestore()
  }
  expect(draws).toEqual([8])
})
