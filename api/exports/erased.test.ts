import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSettled, type Settled } from './settled.fixture.ts'

let world: Settled
beforeAll(async () => {
  world = await openSettled()
})
afterAll(() => world.close())

test('a workbook shows an erased customer as the order’s page does', async () => {
  const { hq, a, r1 } = world.tree
  const orderId = await world.settle()
  // Past the maintenance period of the policy.
  world.platform.clock.advance(400 * 86_400)
  expect(await world.sweep('privacy.erase')).toEqual({ outcome: 'done' })
  for (const who of [hq.admin, a.admin, r1.admin]) {
    const { body } = await who.get(`orders/${orderId}`)
    const exportId = await world.ask(who)
    expect(await world.build(exportId)).toEqual({ outcome: 'done' })
    const { rows } = await world.readSheet(who, exportId)
    expect(rows).toMatchObject([
      {
        고객명: body.customer.name,
        개통번호: body.activatedNumber,
        '생년월일(마스킹)': null,
        주소: null,
        IMEI1: null,
      },
    ])
    expect(body).toMatchObject({ customer: { name: '홍*동' }, activatedNumber: '***-****-1234' })
  }
})
