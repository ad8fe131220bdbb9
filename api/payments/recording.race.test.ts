import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSalon, type Salon } from '#tests/salon.ts'

let salon: Salon
beforeAll(async () => {
  salon = await openSalon({ connections: 20 })
})
afterAll(() => salon.world.close())

const times = <T>(count: number, act: (nth: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, nth) => act(nth)))
const paid = (customerId: number, change: object = {}) => ({
  ...{ customerId, paidOn: '2026-11-20', amountWon: 50_000, method: 'card', ...change },
})

test('100 payments at once have the numbers 1 to 100, although some are refused', async () => {
  const { shop } = salon
  const customerId = await salon.customer()
  const answers = await times(120, (nth) =>
    // Every sixth has no customer or the slip of another.
    shop.staff.post(
      'payments',
      nth % 6 ? paid(customerId) : paid(nth % 12 ? 999_999 : customerId, { approvalNumber: 'X1' }),
    ),
  )
  const numbers = answers.flatMap(({ status, body }) => (status === 201 ? body.number : []))
  expect(numbers).toHaveLength(101)
  expect(numbers.toSorted()).toEqual(
    numbers.map((_, nth) => `PAY-2026-${String(nth + 1).padStart(6, '0')}`),
  )
})

test('one slip sent twenty times at once is recorded once', async () => {
  const { shop } = salon
  const customerId = await salon.customer()
  const answers = await times(20, () =>
    shop.staff.post('payments', paid(customerId, { approvalNumber: '30033333' })),
  )
  const statuses = answers.map(({ status }) => status).toSorted()
  expect(statuses).toEqual([201, ...Array(19).fill(409)])
})

test('one key sent ten times at once is one payment, and all get its answer', async () => {
  const { shop } = salon
  const customerId = await salon.customer()
  const key = { 'idempotency-key': 'payment-at-once-1' }
  const sent = paid(customerId, { approvalNumber: '30044444' })
  const answers = await times(10, () => shop.staff.post('payments', sent, key))
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
  expect(answers[0]?.status).toBe(201)
})
