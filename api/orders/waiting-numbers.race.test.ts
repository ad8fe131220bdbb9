import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { heldBack } from '#tests/held.ts'
import { nextImei } from '#tests/numbers.ts'
import { c2Order, openWorld, type World } from '#tests/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ connections: 6 })
})
afterAll(() => world.close())

test('of two orders that wait for one budget together exactly one has a number', async () => {
  const { hq, a, r1, r2, skt99, publish } = await world.mintTree()
  const policyId = await publish({ form: [{ key: 'imei', required: false }] })
  const period = { start: '2026-11-01', end: '2026-11-30' }
  const give = (companyId: string) => ({ period, items: [{ companyId, amountWon: 5_000_000 }] })
  await hq.admin.post('rebates/allocations', give(a.id))
  await a.admin.post('rebates/distributions', give(r1.id))
  const place = (shop: typeof r1, form: object = {}) =>
    shop.staff.post('orders', c2Order(policyId, skt99, { joinType: 'new', form }))

  const imei = nextImei()
  let both: ReturnType<typeof place>[] = []
  const first = await heldBack(
    world.platform.db,
    sql`select 1 from accounts where company_id = ${r1.id} for update`,
    1,
    () => place(r1),
    async () => {
      both = [place(r1, { imei }), place(r1, { imei })]
      // Orders of a tree are tried in one queue: after this one, those two wait behind the first.
      await place(r2)
    },
  )
  expect(first.status).toBe(201)
  const replies = await Promise.all(both)
  expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 422])
  const lost = replies.find(({ status }) => status === 422)
  expect(lost?.body.errors).toMatchObject([{ path: 'form.imei', code: 'taken' }])
})
