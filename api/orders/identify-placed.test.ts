import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rowsOf } from '#db/rows.ts'
import { integer } from '#db/values.ts'
import { nextEid, nextIccid, nextImei } from '#tests/numbers.ts'
import { c2Order, openWorld, type Tree, type World } from '#tests/world.ts'
import { systemActor } from '../access/actor.ts'
import { identifyPlaced } from './identify-placed.ts'

// Orders from before their numbers were kept: they get them once, and the older of two keeps a number.

let world: World
let tree: Tree
let policyId: string
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
  const { hq, a, r1 } = tree
  const period = { start: '2026-11-01', end: '2026-11-30' }
  const give = (id: string, amountWon: number) => ({
    period,
    items: [{ companyId: id, amountWon }],
  })
  await hq.admin.post('rebates/allocations', give(a.id, 300_000_000))
  await a.admin.post('rebates/distributions', give(r1.id, 200_000_000))
  policyId = await tree.publish({
    form: ['birth_date', 'imei', 'imei2', 'eid', 'sim_serial'].map((key) => ({
      key,
      required: false,
    })),
  })
})
afterAll(() => world.close())

const db = () => world.platform.db
const place = (form: object) =>
  tree.r1.staff.post(
    'orders',
    c2Order(policyId, tree.skt99, {
      joinType: 'new',
      simType: 'esim',
      form: { birth_date: '1991-03-02', eid: nextEid(), ...form },
    }),
  )
async function placed(form: object): Promise<string> {
  world.platform.clock.advance(1)
  const { status, body, text } = await place(form)
  if (status !== 201) throw new Error(text)
  return body.id
}
/** As an order of the former release, which wrote no numbers. */
const forget = (id: string) =>
  db().execute(sql`delete from order_identifiers where order_id = ${id}`)
/** As a live order of the former release whose number another one has too. */
const copyNumber = (from: string, to: string, field: string) =>
  db().execute(sql`update orders set form = jsonb_set(form, ${`{${field}}`},
    (select form -> ${field} from orders where id = ${from})) where id = ${to}`)
const held = async (id: string) => {
  const [row] = await rowsOf(
    db(),
    sql`select count(*)::int as held from order_identifiers where order_id = ${id} and released_at is null`,
    { held: integer },
  )
  return row?.held
}
const run = (progress = async () => {}) =>
  identifyPlaced(world.ctxOf(systemActor(tree.hq.id)), { progress })
const shared = () =>
  world.platform.logged
    .filter(({ event }) => event === 'orders.number_shared')
    .map(({ orderId, heldBy, kind }) => ({ orderId, heldBy, kind }))

test('every number of a live order is taken again, and a repeat changes nothing', async () => {
  const imei = nextImei()
  const id = await placed({ imei, imei2: nextImei(), sim_serial: nextIccid() })
  await forget(id)
  expect((await place({ imei })).status).toBe(201)
  const ended = await placed({ imei: nextImei() })
  await tree.hq.admin.post(`orders/${ended}/rejection`, { version: 1, reason: '서류가 달라요' })
  await forget(ended)

  await run()
  expect(await held(id)).toBe(4)
  expect(await held(ended)).toBe(0)
  // The newer order had taken the number meanwhile; the older one holds it now, and the log names both.
  expect(shared()).toMatchObject([{ heldBy: id, kind: 'imei' }])
  expect((await place({ imei })).status).toBe(422)
  await run()
  expect(await held(id)).toBe(4)
  expect(shared()).toHaveLength(1)
})

test('of two old orders with one number the older one holds it; the other keeps its own numbers', async () => {
  const [older, newer] = [await placed({ imei: nextImei() }), await placed({ imei: nextImei() })]
  for (const id of [older, newer]) await forget(id)
  await copyNumber(older, newer, 'imei')
  const before = shared().length
  await run()
  expect([await held(older), await held(newer)]).toEqual([2, 1])
  expect(shared().slice(before)).toEqual([{ orderId: newer, heldBy: older, kind: 'imei' }])
})

test('a run that breaks off goes on where it was', async () => {
  const ids = [await placed({ imei: nextImei() }), await placed({ imei: nextImei() })]
  for (const id of ids) await forget(id)
  await expect(
    run(async () => {
      throw new Error('the lease is lost')
    }),
  ).rejects.toThrow('the lease is lost')
  await run()
  for (const id of ids) expect(await held(id)).toBe(2)
})

test('an order whose answers are erased stays without numbers', async () => {
  const id = await placed({ imei: nextImei() })
  await forget(id)
  await db().execute(sql`update orders set form = '{}' where id = ${id}`)
  await run()
  expect(await held(id)).toBe(0)
})
