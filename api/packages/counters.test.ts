import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rowsOf } from '#db/rows.ts'
import { integer, text } from '#db/values.ts'
import { openSalon, type Salon } from '#tests/salon.ts'
import { transact } from '../context.ts'
import { giveBackSession } from './sessions.ts'

let salon: Salon
beforeAll(async () => {
  salon = await openSalon()
})
afterAll(() => salon.world.close())

/** Every counter of a purchase beside the number of its recorded sessions. */
const differences = () =>
  rowsOf(
    salon.world.platform.db,
    sql`select b.purchase_id as id, 'all' as what from package_purchases b
        where b.used_sessions <> (select count(*) from service_sessions s where s.purchase_id = b.purchase_id)
      union all select p.purchase_id, t.name from purchase_services p join service_types t using (service_type_id)
        where p.used <> (select count(*) from service_sessions s
          where s.purchase_id = p.purchase_id and s.service_type_id = p.service_type_id)
      union all select b.purchase_id, 'status' from package_purchases b
        where (b.status = 'completed') <> (b.used_sessions = b.total_sessions)`,
    { id: integer, what: text },
  )

test('the counters of purchases are the sessions that were recorded, whatever was asked', async () => {
  const { brain, pulse, lymph } = salon
  const customers = [await salon.customer('하나'), await salon.customer('둘')]
  const purchases = await Promise.all(
    customers.flatMap((customerId) => [
      salon.sell(customerId, [
        { serviceTypeId: brain, sessions: 3 },
        { serviceTypeId: pulse, sessions: 2 },
      ]),
      salon.sell(customerId, [], { totalSessions: 4 }),
    ]),
  )
  let recorded = 0
  let refused = 0
  const step = fc.record({
    customerId: fc.constantFrom(...customers),
    serviceTypeId: fc.constantFrom(brain, pulse, lymph),
    purchaseId: fc.constantFrom(...purchases, null),
    servedOn: fc.constantFrom('2026-11-20', '2027-02-18', '2027-02-19'),
  })
  await fc.assert(
    fc.asyncProperty(step, async ({ customerId, serviceTypeId, purchaseId, servedOn }) => {
      const { status } = await salon.session(customerId, serviceTypeId, purchaseId, { servedOn })
      expect([201, 404, 409]).toContain(status)
      if (status === 201) recorded += 1
      else refused += 1
      expect(await differences()).toEqual([])
    }),
    { numRuns: 120 },
  )
  expect(recorded).toBeGreaterThan(20)
  expect(refused).toBeGreaterThan(20)
})

test('a session that is given back may be taken again, also from a completed purchase', async () => {
  const { brain, world, shop } = salon
  const customerId = await salon.customer()
  const purchaseId = await salon.sell(customerId, [{ serviceTypeId: brain, sessions: 1 }])
  const giveBack = () =>
    transact(world.ctxOf(shop.staff.actor), (ctx) =>
      giveBackSession(ctx, { purchaseId, customerId, serviceTypeId: brain }),
    )
  expect((await salon.session(customerId, brain, purchaseId)).status).toBe(201)
  expect(await salon.purchase(purchaseId)).toMatchObject({ status: 'completed' })
  await giveBack()
  expect(await salon.purchase(purchaseId)).toMatchObject({ status: 'active', usedSessions: 0 })
  await expect(giveBack()).rejects.toMatchObject({ code: 'conflict' })
  expect((await salon.session(customerId, brain, purchaseId)).status).toBe(201)
})
