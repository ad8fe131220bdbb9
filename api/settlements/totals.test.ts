import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nextLine } from '#tests/numbers.ts'
import { rawRows } from '#tests/raw-rows.ts'
import { c2Order, openWorld, type World } from '#tests/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** Compares the stored totals with totals computed from all lines and orders. */
const differences = () =>
  rawRows(
    world.platform.db,
    sql`(select payer_id, payee_id, month, source::text, status::text, lines::bigint, won from settlement_totals where lines <> 0 or won <> 0
        except select payer_id, payee_id, month, source::text, status::text, count(*), sum(amount_won)::bigint from settlement_lines where month is not null group by 1, 2, 3, 4, 5)
      union all (select payer_id, payee_id, month, source::text, status::text, count(*), sum(amount_won)::bigint from settlement_lines where month is not null group by 1, 2, 3, 4, 5
        except select payer_id, payee_id, month, source::text, status::text, lines::bigint, won from settlement_totals)`,
  )
const orderDifferences = () =>
  rawRows(
    world.platform.db,
    sql`with made as (select agency_id, x.span::text as span, x.d, status::text, count(*)::int as orders, sum(gross_won)::bigint as won from orders
        cross join lateral (values ('day', (placed_at at time zone 'Asia/Seoul')::date), ('week', date_trunc('week', placed_at at time zone 'Asia/Seoul')::date),
          ('month', date_trunc('month', placed_at at time zone 'Asia/Seoul')::date), ('all', date '2000-01-01')) x(span, d) group by 1, 2, 3, 4),
      kept as (select agency_id, span::text, starts_on as d, status::text, orders, gross_won as won from order_totals where orders <> 0)
      (select * from made except select * from kept) union all (select * from kept except select * from made)`,
  )

test('stored totals equal the rows after a mix of commands, and the summary matches them', async () => {
  const tree = await world.mintTree()
  const { hq, a, r1, r2, skt99 } = tree
  const policyId = await tree.publish()
  const period = { start: '2026-11-01', end: '2026-12-31' }
  await hq.admin.post('rebates/allocations', {
    period,
    items: [{ companyId: a.id, amountWon: 90_000_000 }],
  })
  await a.admin.post('rebates/distributions', {
    period,
    items: [r1, r2].map(({ id }) => ({ companyId: id, amountWon: 40_000_000 })),
  })
  const fates = ['complete', 'complete', 'reject', 'wait', 'complete']
  for (const [i, fate] of fates.entries()) {
    const shop = i % 2 ? r1 : r2
    const { id } = (await shop.admin.post('orders', c2Order(policyId, skt99))).body
    if (fate === 'reject')
      await hq.admin.post(`orders/${id}/rejection`, { version: 1, reason: 'x' })
    if (fate !== 'complete') continue
    await hq.admin.post(`orders/${id}/approval`, { version: 1 })
    await hq.admin.post(`orders/${id}/shipment`, { version: 2, noShipment: true })
    // The last order is completed in another month, week and day.
    if (i === 4) world.platform.clock.set('2026-12-01T03:00:00Z')
    await hq.admin.post(`orders/${id}/completion`, {
      version: 3,
      activatedOn: '2026-11-20',
      activatedNumber: nextLine(),
    })
  }
  await hq.admin.post('settlements/approvals', { lines: { month: '2026-11' } })
  // The payer's other pages show the same lines, and no notification tells them.
  await world.platform.settled()
  expect(world.platform.published).toContainEqual(
    expect.objectContaining({ companyId: hq.id, type: 'settlement.moved' }),
  )
  await hq.admin.post('settlements/payments', {
    lines: { month: '2026-11', payeeId: a.id },
    paidOn: '2026-12-01',
    method: 'transfer',
    reference: 'x',
  })
  expect(await differences()).toEqual([])
  expect(await orderDifferences()).toEqual([])
  const { body } = await hq.admin.get('settlements/summary?month=2026-11')
  expect(body.rows).toHaveLength(3)
  expect(body.rows.find((row: { payer: { id: string } }) => row.payer.id === hq.id)).toMatchObject({
    orders: 2,
    orderWon: 800_000,
    simWon: 15_400,
    totalWon: 815_400,
    dueOn: '2026-12-31',
    byStatus: { paid: { lines: 4, won: 815_400 } },
  })
})
