import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Answers, answersOf } from './answers.ts'
import { ApiProblem } from './problem.ts'

const offline = new ApiProblem(0, { code: 'offline' })

type Asked = {
  key: string
  gone: AbortSignal
  give: (data: unknown) => void
  fail: (why: unknown) => void
}
let asked: Asked[]
let clock: number
let answers: Answers

beforeEach(() => {
  vi.useFakeTimers()
  asked = []
  clock = 1_000
  answers = answersOf(
    (key, gone) =>
      new Promise((give, fail) => {
        asked.push({ key, gone, give, fail })
      }),
    () => clock,
  )
})
afterEach(() => vi.useRealTimers())

const settle = () => vi.advanceTimersByTimeAsync(0)
async function give(data: unknown) {
  asked.at(-1)?.give(data)
  await settle()
}
async function fail(why: unknown = offline) {
  asked.at(-1)?.fail(why)
  await settle()
}
const nobody = () => undefined

describe('an address', () => {
  test('has only its own data: none while it loads, none after it failed', async () => {
    const leave = answers.join('/orders', nobody)
    await give(['all'])
    leave()
    answers.join('/orders?status=shipped', nobody)
    expect(answers.of('/orders?status=shipped')).toEqual({ busy: true })
    await fail()
    expect(answers.of('/orders?status=shipped')).toEqual({ busy: false, error: offline })
    expect(answers.of('/orders').data).toBeUndefined()
  })

  test('keeps its data when a reload failed, and says since when', async () => {
    answers.join('/orders', nobody)
    await give(['all'])
    expect(answers.behindSince.value).toBeUndefined()
    clock = 60_000
    answers.load('/orders')
    await fail()
    expect(answers.of('/orders')).toMatchObject({ data: ['all'], error: offline })
    expect(answers.behindSince.value).toBe(1_000)
    answers.again()
    await give(['new'])
    expect(answers.of('/orders')).toEqual({ data: ['new'], at: 60_000, busy: false })
    expect(answers.behindSince.value).toBeUndefined()
  })

  test.each([403, 404, 410])(
    'loses its data with a %s: the viewer may not see them any more',
    async (status) => {
      answers.join('/orders/1', nobody)
      await give({ id: 1 })
      answers.load('/orders/1')
      await fail(new ApiProblem(status, { code: 'not_found' }))
      expect(answers.of('/orders/1').data).toBeUndefined()
      expect(answers.behindSince.value).toBeUndefined()
    },
  )

  test('is loaded once for all that join together, and again for one that joins later', async () => {
    answers.join('/orders/counts', nobody)
    answers.join('/orders/counts', nobody)
    await give({ total: 1 })
    answers.join('/orders/counts', nobody)
    expect(asked).toHaveLength(1)
    clock += 15_000
    answers.join('/orders/counts', nobody)
    expect(asked).toHaveLength(2)
    expect(answers.of('/orders/counts').data).toEqual({ total: 1 })
  })

  test('is dropped with its last reader, and its request aborted', async () => {
    const [one, other] = [answers.join('/me', nobody), answers.join('/me', nobody)]
    one()
    expect(asked[0]?.gone.aborted).toBe(false)
    other()
    expect(asked[0]?.gone.aborted).toBe(true)
    expect(answers.of('/me')).toEqual({ busy: true })
  })

  test('shows no answer that a newer request has overtaken', async () => {
    answers.join('/orders', nobody)
    answers.load('/orders')
    asked[1]?.give(['new'])
    asked[0]?.give(['old'])
    await settle()
    expect(answers.of('/orders').data).toEqual(['new'])
  })

  test('keeps the answer to a command when a request from before it is answered later', async () => {
    answers.join('/orders/1', nobody)
    await give({ version: 1 })
    answers.load('/orders/1')
    answers.put('/orders/1', { version: 2 })
    asked[1]?.give({ version: 1 })
    await settle()
    expect(answers.of('/orders/1').data).toEqual({ version: 2 })
    // The request that the old one was made for is not lost.
    await give({ version: 3 })
    expect(answers.of('/orders/1')).toMatchObject({ data: { version: 3 }, busy: false })
  })
})

test('what failed is loaded again when the connection is back; what did not fail is left alone', async () => {
  answers.join('/orders', nobody)
  await give(['all'])
  answers.join('/policies', nobody)
  await fail()
  answers.again()
  expect(asked.map(({ key }) => key)).toEqual(['/orders', '/policies', '/policies'])
})
