import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { c2Order, openWorld, type Tree, type World } from '#tests/world.ts'

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  tree = await world.mintTree()
})
afterAll(() => world.close())

const ROWS = [
  { row: 2, kind: 'plan', carrier: 'SKT', name: '5G 프리미엄 125', fee: '125,000원' },
  { row: 3, kind: 'plan', carrier: 'KT', name: '5G 스탠다드 77', fee: '78,000' },
  {
    ...{ row: 4, kind: 'device', manufacturer: '가온', name: 'S26', storage: '256GB' },
    ...{ price: '1,155,000', colors: '블랙 #1A1A1A, 화이트' },
  },
]
const send = (rows: object[] = ROWS, more: object = {}) =>
  tree.hq.admin.post('catalog/import', { dryRun: false, rows, ...more })
const catalogue = async () => {
  const plans = (await tree.r1.staff.get('plans?active=any')).body.items
  const devices = (await tree.r1.staff.get('devices?active=any')).body.items
  const without = ({ id: _, version: __, ...rest }: { id: string; version: number }) => rest
  return { plans: plans.map(without), devices: devices.map(without) }
}

describe('an import', () => {
  test('is tried first without effect, then done; the same rows again change nothing', async () => {
    const before = await catalogue()
    const tried = await send(ROWS, { dryRun: true })
    expect(tried.body).toMatchObject({ importId: null, created: 2, changed: 1, refused: 0 })
    expect(tried.body.rows[1]).toMatchObject({
      ...{ row: 3, verdict: 'changed' },
      changes: [{ field: 'monthlyFeeWon', from: '77000', to: '78000' }],
    })
    expect(await catalogue()).toEqual(before)
    const done = await send()
    expect(done.body).toMatchObject({ importId: expect.any(String), created: 2, changed: 1 })
    const after = await catalogue()
    expect(after).not.toEqual(before)
    expect((await send()).body).toMatchObject({ importId: null, unchanged: 3, created: 0 })
    expect(await catalogue()).toEqual(after)
  })

  test('with a refused row writes none, and says what to do', async () => {
    const before = await catalogue()
    const bad = { row: 23, kind: 'plan', carrier: 'KT', name: '5G 초이스 110', fee: '협의' }
    const tried = await send([...ROWS, bad], { dryRun: true })
    expect(tried.body.rows.at(-1)).toMatchObject({
      ...{ row: 23, verdict: 'refused', fault: { field: 'fee', code: 'not_won' } },
      fix: expect.stringContaining('write the won'),
    })
    const refused = await send([...ROWS, bad])
    expect(refused.body).toMatchObject({
      ...{ code: 'invalid_input', errors: [{ path: 'rows.23.fee', code: 'not_won' }] },
    })
    expect(await catalogue()).toEqual(before)
  })

  test('takes as many rows as a sheet may have, each with the longest description', async () => {
    const rows = Array.from({ length: 1000 }, (_, at) => ({
      ...{ row: at + 2, kind: 'plan', carrier: 'KT', name: `긴 설명 ${at + 1}`, fee: '55,000' },
      description: '가'.repeat(2000),
    }))
    const { status, body } = await send(rows)
    expect([status, body.created]).toEqual([201, 1000])
  })

  test('is done once, however often it is sent', async () => {
    const body = { dryRun: false, rows: ROWS }
    const key = { 'idempotency-key': 'import-of-december' }
    const answers = [
      await tree.hq.admin.post('catalog/import', body, key),
      await tree.hq.admin.post('catalog/import', body, key),
    ]
    expect(answers[1]?.body).toEqual(answers[0]?.body)
    expect((await tree.hq.admin.get('catalog/imports')).body.items).toHaveLength(1)
  })

  test('may hold from a date', async () => {
    await send(ROWS, { effectiveFrom: '2026-11-30T15:00:00.000Z' })
    const feeOn = async (on: string) =>
      (await tree.r1.staff.get(`plans?carrier=kt&on=${on}`)).body.items[0].monthlyFeeWon
    expect([await feeOn('2026-11-30'), await feeOn('2026-12-01')]).toEqual([77_000, 78_000])
    const again = await send(ROWS, { effectiveFrom: '2026-11-30T15:00:00.000Z' })
    expect(again.body).toMatchObject({ unchanged: 3, changed: 0 })
  })
})

describe('an import that is taken back', () => {
  const undo = (id: string) => tree.hq.admin.post(`catalog/imports/${id}/undo`)

  test('leaves the catalogue as it was, once', async () => {
    const before = await catalogue()
    const { body } = await send()
    expect((await undo(body.importId)).body).toMatchObject({ undoneAt: expect.any(String) })
    expect(await catalogue()).toEqual(before)
    expect((await undo(body.importId)).status).toBe(200)
    expect(await catalogue()).toEqual(before)
    expect((await send()).body).toMatchObject({ created: 2, changed: 1 })
  })

  test('is refused as a whole while one of its rows has changed since, by name', async () => {
    const { body } = await send()
    const [plan] = (await tree.hq.admin.get('plans?carrier=kt')).body.items
    await tree.hq.admin.put(`plans/${plan.id}`, { version: plan.version, category: '5G' })
    const after = await catalogue()
    expect((await undo(body.importId)).body).toMatchObject({
      ...{ code: 'conflict', facts: { why: 'changed_since', names: '5G 스탠다드 77' } },
    })
    expect(await catalogue()).toEqual(after)
  })

  test('is refused while an order names one of its rows', async () => {
    const { hq, a, r1 } = tree
    const { body } = await send()
    const policyId = await tree.publish()
    const period = { start: '2026-11-01', end: '2026-11-30' }
    const items = (companyId: string) => [{ companyId, amountWon: 1_000_000 }]
    await hq.admin.post('rebates/allocations', { period, items: items(a.id) })
    await a.admin.post('rebates/distributions', { period, items: items(r1.id) })
    const plan = (await hq.admin.get('plans?carrier=skt')).body.items.at(-1)
    expect((await r1.staff.post('orders', c2Order(policyId, plan.id))).status).toBe(201)
    expect((await undo(body.importId)).body).toMatchObject({
      ...{ code: 'conflict', facts: { why: 'in_use', names: '5G 프리미엄 125' } },
    })
  })

  test('is not found by another tree', async () => {
    const { body } = await send()
    const other = await world.mintTree()
    const { status } = await other.hq.admin.post(`catalog/imports/${body.importId}/undo`)
    expect(status).toBe(404)
  })
})
