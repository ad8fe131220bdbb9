import { afterAll, beforeAll, expect, test } from 'vitest'
import { allHold, compareWithOracle } from '#tests/list-oracle.ts'
import { openWorld, type World } from '#tests/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const price = (name: string, change: object = {}) => ({
  ...{ name, category: 'accessory', purchaseWon: 3_000, sellingWon: 9_900, ...change },
})
const named = (body: { items: { name: string }[] }) => body.items.map(({ name }) => name)

test('a company reads its own prices whole, and of those above only what they sell', async () => {
  const { hq, a, b, r1, rb } = await world.mintTree()
  await hq.admin.post('prices', price('본사 케이스'))
  await a.admin.post('prices', price('협력사 필름', { purchaseWon: 4_000, sellingWon: 3_500 }))
  expect((await a.admin.get('prices')).body.items).toMatchObject([
    { name: '본사 케이스', sellingWon: 9_900, purchaseWon: null, marginWon: null },
    { name: '협력사 필름', sellingWon: 3_500, purchaseWon: 4_000, marginWon: -500 },
  ])
  expect((await r1.staff.get('prices')).text).not.toMatch(/3000|4000/)
  expect(named((await r1.staff.get('prices')).body)).toEqual(['본사 케이스', '협력사 필름'])
  // A neighbour's list, and one below, are their own business.
  for (const who of [b.admin, rb.staff, hq.admin])
    expect(named((await who.get('prices')).body)).toEqual(['본사 케이스'])
})

test('only the own list is changed; a stopped price is out of sight below', async () => {
  const { hq, a, r1 } = await world.mintTree()
  const { id } = (await hq.admin.post('prices', price('충전기'))).body
  const edit = { version: 1, ...price('충전기', { sellingWon: 8_000 }), active: false }
  expect((await a.admin.put(`prices/${id}`, edit)).status).toBe(404)
  expect((await a.admin.post(`prices/${id}/removal`, { version: 1 })).status).toBe(404)
  expect((await hq.admin.put(`prices/${id}`, edit)).body).toMatchObject({ marginWon: 5_000 })
  expect((await hq.admin.put(`prices/${id}`, edit)).body.code).toBe('version_conflict')
  expect(named((await r1.staff.get('prices')).body)).toEqual([])
  expect(named((await hq.admin.get('prices')).body)).toEqual(['충전기'])
  expect((await hq.admin.post('prices', price('충전기'))).body).toMatchObject({
    ...{ code: 'conflict', errors: [{ path: 'name' }] },
  })
  expect((await hq.admin.post(`prices/${id}/removal`, { version: 2 })).status).toBe(204)
  expect((await hq.admin.post('prices', price('충전기'))).status).toBe(201)
})

test('the list, as an agency sees it', async () => {
  const { hq, a, r1 } = await world.mintTree()
  const rows: { id: string; category: string }[] = []
  for (const [nth, who] of [hq.admin, a.admin, hq.admin, a.admin, a.admin].entries())
    for (const category of ['device', 'accessory', 'other']) {
      const { body } = await who.post('prices', price(`상품 ${nth}`, { category }))
      rows.push(body)
    }
  const { found } = await compareWithOracle(r1.staff, {
    ...{ path: 'prices', values: { category: ['device', 'accessory', 'other'] }, rows },
    isVisible: () => true,
    fits: (row, query) => allHold(query, { category: (category) => row.category === category }),
    isBefore: (row, other) => row.id < other.id,
  })
  expect(found).toBeGreaterThan(25)
})
