import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSalon, type Salon } from '#tests/salon.ts'

let salon: Salon
beforeAll(async () => {
  salon = await openSalon({ connections: 20 })
})
afterAll(() => salon.world.close())

const countsOf = (answers: { status: number; body: { code?: string } }[]) =>
  Object.fromEntries(
    Object.entries(Object.groupBy(answers, ({ status, body }) => body.code ?? status)).map(
      ([what, all]) => [what, all?.length],
    ),
  )

test('200 sessions at once from a purchase of 10: exactly 10 are taken', async () => {
  const { brain } = salon
  const customerId = await salon.customer()
  const purchaseId = await salon.sell(customerId, [], { totalSessions: 10 })
  const answers = await Promise.all(
    Array.from({ length: 200 }, () => salon.session(customerId, brain, purchaseId)),
  )
  expect(countsOf(answers)).toEqual({ 201: 10, no_sessions_left: 190 })
  const numbers = answers.flatMap(({ status, body }) => (status === 201 ? body.sessionNumber : []))
  expect(numbers.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  expect(await salon.purchase(purchaseId)).toMatchObject({ usedSessions: 10, status: 'completed' })
})

test('at once of two services: of each only its own', async () => {
  const { brain, pulse } = salon
  const customerId = await salon.customer()
  const purchaseId = await salon.sell(customerId, [
    { serviceTypeId: brain, sessions: 3 },
    { serviceTypeId: pulse, sessions: 7 },
  ])
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, nth) =>
      salon.session(customerId, nth % 2 ? brain : pulse, purchaseId),
    ),
  )
  const of = (id: number) =>
    answers.filter(({ status, body }) => status === 201 && body.serviceTypeId === id).length
  expect([of(brain), of(pulse)]).toEqual([3, 7])
})

test('one key sent ten times at once takes one session, and all get its answer', async () => {
  const { brain, shop } = salon
  const customerId = await salon.customer()
  const purchaseId = await salon.sell(customerId, [], { totalSessions: 10 })
  const sent = { customerId, serviceTypeId: brain, purchaseId, servedOn: '2026-11-20' }
  const key = { 'idempotency-key': 'ten-at-once-1' }
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => shop.staff.post('service-sessions', sent, key)),
  )
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
  expect(answers[0]?.status).toBe(201)
  expect(await salon.purchase(purchaseId)).toMatchObject({ usedSessions: 1 })
})
