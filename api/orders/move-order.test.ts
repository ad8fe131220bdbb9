import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { rowsOf } from '#db/rows.ts'
import { boolean, text } from '#db/values.ts'
import { heldBack } from '#tests/held.ts'
import { nextLine } from '#tests/numbers.ts'
import { c2Order, openWorld, type Tree, type World } from '#tests/world.ts'

let world: World
let tree: Tree
let policyId: string
beforeAll(async () => {
  world = await openWorld({ connections: 4 })
  tree = await world.mintTree()
  policyId = await tree.publish()
  const period = { start: '2026-11-01', end: '2026-12-31' }
  const items = ({ id }: { id: string }) => [{ companyId: id, amountWon: 100_000_000 }]
  await tree.hq.admin.post('rebates/allocations', { period, items: items(tree.a) })
  await tree.a.admin.post('rebates/distributions', { period, items: items(tree.r1) })
})
beforeEach(() => world.platform.clock.set('2026-11-20T03:00:00.000Z'))
afterAll(() => world.close())

const place = async (who = tree.r1.admin) => {
  const { status, body } = await who.post('orders', c2Order(policyId, tree.skt99))
  expect(status).toBe(201)
  return body.id as string
}
const LINE = {
  activatedOn: '2026-11-20',
  /** Another number each time it is read. */
  get activatedNumber() {
    return nextLine()
  },
}

async function shipped() {
  const id = await place()
  await tree.hq.admin.post(`orders/${id}/approval`, { version: 1 })
  await tree.hq.staff.post(`orders/${id}/shipment`, { version: 2, noShipment: true })
  return id
}

async function stateOf(id: string) {
  const [row] = await rowsOf(
    world.platform.db,
    sql`select json_build_object('order', (select row_to_json(o) from orders o where o.id = ${id}),
      'history', (select json_agg(h order by h.seq) from order_history h where h.order_id = ${id}),
      'lines', (select json_agg(l order by l.id) from settlement_lines l where l.order_id = ${id}),
      'news', (select count(*) from notifications), 'audit', (select count(*) from audit_events))::text as all`,
    { all: text },
  )
  return row?.all
}

describe('the version that a person saw is checked before the state of the order', () => {
  test('of two people who approve one order, the second learns who was first and when; colleagues learn the name', async () => {
    const id = await place()
    world.platform.clock.advance(60)
    const at = world.platform.clock.now().toISOString()
    expect((await tree.hq.admin.post(`orders/${id}/approval`, { version: 1 })).status).toBe(200)
    const before = await stateOf(id)
    const late = await tree.hq.admin.post(`orders/${id}/approval`, { version: 1 })
    expect(late.status).toBe(409)
    expect(late.body).toMatchObject({
      code: 'version_conflict',
      facts: {
        version: 2,
        status: 'approved',
        movedBy: tree.hq.name,
        movedByPerson: expect.stringContaining('사람'),
        movedAt: at,
      },
    })
    expect(await stateOf(id)).toBe(before)
  })

  test('a company below learns which company moved the order, and no name of its people', async () => {
    const id = await place()
    await tree.hq.admin.post(`orders/${id}/rejection`, { version: 1, reason: '서류 부족' })
    const late = await tree.r1.admin.post(`orders/${id}/cancellation`, {
      version: 1,
      reason: '변심',
    })
    expect(late.body).toMatchObject({
      code: 'version_conflict',
      facts: { status: 'rejected', movedBy: tree.hq.name, movedByPerson: null },
    })
  })

  test('completing a completed order with another number is refused for every version', async () => {
    const id = await shipped()
    const complete = (version: number, activatedNumber: string) =>
      tree.hq.staff.post(`orders/${id}/completion`, { version, ...LINE, activatedNumber })
    expect((await complete(3, '01011111111')).status).toBe(200)
    const before = await stateOf(id)
    expect((await complete(3, '01022222222')).body.code).toBe('version_conflict')
    expect((await complete(4, '01022222222')).body.code).toBe('invalid_transition')
    expect(await stateOf(id)).toBe(before)
  })

  test('a command repeated with its key gets its first answer, for each kind of move', async () => {
    const id = await place()
    const again = async (path: string, body: object) => {
      const key = { 'idempotency-key': `the-key-of-${path}` }
      const first = await tree.hq.admin.post(`orders/${id}/${path}`, body, key)
      expect(first.status).toBe(200)
      expect((await tree.hq.admin.post(`orders/${id}/${path}`, body, key)).text).toBe(first.text)
    }
    await again('approval', { version: 1 })
    await again('shipment', { version: 2, noShipment: true })
    await again('completion', { version: 3, ...LINE })
  })

  test('the right is checked first: staff of a shop cannot cancel what a colleague placed', async () => {
    const id = await place()
    const reply = await tree.r1.staff.post(`orders/${id}/cancellation`, {
      version: 7,
      reason: '변심',
    })
    expect(reply).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  })

  test.each<[string, object]>([
    ['approval', {}],
    ['rejection', { reason: '사유' }],
    ['shipment', { noShipment: true }],
    ['completion', LINE],
    ['cancellation', { reason: '변심' }],
  ])('%s says which version it looked at', async (path, body) => {
    const id = await place()
    expect((await tree.hq.admin.post(`orders/${id}/${path}`, body)).status).toBe(422)
  })
})

describe('the month ends in Seoul while the command waits for a lock', () => {
  /** Completes an order behind a lock that is released only in December. */
  async function completedAcross(lock: (id: string) => ReturnType<typeof sql>) {
    const id = await shipped()
    world.platform.clock.set('2026-11-30T14:59:58.000Z')
    const reply = await heldBack(
      world.platform.db,
      lock(id),
      1,
      () => tree.hq.staff.post(`orders/${id}/completion`, { version: 3, ...LINE }),
      () => world.platform.clock.set('2026-11-30T15:00:02.000Z'),
    )
    expect(reply.status).toBe(200)
    const { movedAt } = reply.body
    const [row] = await rowsOf(
      world.platform.db,
      sql`select (select string_agg(distinct month || ' ' || due_on, ',') from settlement_lines where order_id = ${id}) as lines,
        (select max(eligible_at) from settlement_lines where order_id = ${id}) = (select moved_at from orders where id = ${id}) as "sameTime",
        (select h.at from order_history h where h.order_id = ${id} and seq = 4) = (select moved_at from orders where id = ${id}) as "sameEntry"`,
      { lines: text, sameTime: boolean, sameEntry: boolean },
    )
    return { movedAt, ...row }
  }

  test('for a lock on the money, day, month and due date are of the moment before', async () => {
    expect(
      await completedAcross(
        () => sql`select 1 from accounts where company_id = ${tree.r1.id} for update`,
      ),
    ).toEqual({
      movedAt: '2026-11-30T14:59:58.000Z',
      lines: '2026-11 2026-12-31',
      sameTime: true,
      sameEntry: true,
    })
  })

  test('for the lock on the order itself, all of them are of the moment after', async () => {
    expect(
      await completedAcross((id) => sql`select 1 from orders where id = ${id} for update`),
    ).toEqual({
      movedAt: '2026-11-30T15:00:02.000Z',
      lines: '2026-12 2027-01-31',
      sameTime: true,
      sameEntry: true,
    })
  })
})
