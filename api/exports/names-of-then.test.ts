import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSettled, type Settled } from './settled.fixture.ts'

let world: Settled
let orderId: string
const THEN = { hq: '', a: '', r1: '' }
const NOW = { hq: '새이름 본사', a: '새이름 협력사', r1: '새이름 판매점' }
beforeAll(async () => {
  world = await openSettled()
  const { hq, a, r1 } = world.tree
  Object.assign(THEN, { hq: hq.name, a: a.name, r1: r1.name })
  orderId = await world.place()
  await hq.admin.post(`orders/${orderId}/approval`, { version: 1 })
  for (const [name, company] of Object.entries({ hq, a, r1 })) {
    const change = { version: 1, name: NOW[name as keyof typeof NOW] }
    expect((await hq.admin.put(`companies/${company.id}`, change)).status).toBe(200)
  }
  await hq.staff.post(`orders/${orderId}/shipment`, { version: 2, noShipment: true })
  const activated = { activatedOn: '2026-11-20', activatedNumber: '01012349999' }
  await hq.staff.post(`orders/${orderId}/completion`, { version: 3, ...activated })
  await world.platform.settled()
})
afterAll(() => world.close())

const everyone = () => {
  const { hq, a, r1 } = world.tree
  return [hq.admin, a.admin, r1.admin]
}

test('an order shows its companies, and its history the acting company, under their names at that time', async () => {
  for (const who of everyone()) {
    const { body } = await who.get(`orders/${orderId}`)
    expect([body.retail.name, body.agency.name]).toEqual([THEN.r1, THEN.a])
    const acted = body.history.map((entry: { byCompany: string }) => entry.byCompany)
    expect(acted).toEqual([THEN.r1, THEN.hq, NOW.hq, NOW.hq])
  }
})

test('the settlement lines of an order show the names that the order keeps', async () => {
  const { hq } = world.tree
  const { body } = await hq.admin.get(`settlements/lines?orderId=${orderId}`)
  const pairs = body.items.map(({ payer, payee }: Record<string, { name: string }>) =>
    [payer?.name, payee?.name].join(' → '),
  )
  expect(new Set(pairs)).toEqual(new Set([`${THEN.hq} → ${THEN.a}`, `${THEN.a} → ${THEN.r1}`]))
})

test('a workbook names the shop as it was called when the order was placed', async () => {
  const placedNow = await world.settle()
  for (const who of everyone()) {
    const id = await world.ask(who)
    expect(await world.build(id)).toEqual({ outcome: 'done' })
    const { rows } = await world.readSheet(who, id)
    expect(rows.map((row) => row.판매점)).toEqual([THEN.r1, NOW.r1])
  }
  const { body } = await world.tree.r1.admin.get(`orders/${placedNow}`)
  expect([body.retail.name, body.agency.name]).toEqual([NOW.r1, NOW.a])
})

test('lists, totals and the answer of a run show today’s names', async () => {
  const { hq, a } = world.tree
  for (const who of everyone()) {
    const { body } = await who.get('orders')
    for (const item of body.items)
      expect([item.retail.name, item.agency.name]).toEqual([NOW.r1, NOW.a])
  }
  const lines = await hq.admin.get('settlements/lines?month=2026-11&direction=hq_agency')
  expect(lines.body.items[0]).toMatchObject({ payer: { name: NOW.hq }, payee: { name: NOW.a } })
  const { body } = await hq.admin.get('settlements/summary?month=2026-11')
  expect(body.rows[0]).toMatchObject({ payer: { name: NOW.hq }, payee: { name: NOW.a } })
  const run = await hq.admin.post('settlements/approvals', {
    lines: { month: '2026-11', payeeId: a.id },
  })
  expect(run.body.byPayee).toMatchObject([{ payee: { id: a.id, name: NOW.a } }])
})
