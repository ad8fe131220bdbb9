import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { addressOf } from './address.ts'
import { ApiProblem } from './problem.ts'
import { visitor } from './visitor.ts'

type Sent = { url: string; init: RequestInit }
let sent: Sent[]
let answer: () => Response | Promise<Response>

beforeEach(() => {
  sent = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    sent.push({ url, init })
    return answer()
  })
})
afterEach(() => vi.unstubAllGlobals())

const json =
  (body: unknown, status = 200, type = 'application/json') =>
  () =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': type } })

test('a query goes to its address and resolves with the answer', async () => {
  answer = json({ mail: true, demo: [] })
  expect(await visitor.get(addressOf('/auth/options'))).toEqual({ mail: true, demo: [] })
  expect(sent.map(({ url, init }) => [init.method, url, init.body])).toEqual([
    ['GET', '/api/v2/auth/options', undefined],
  ])
})

test('a command carries its body as JSON and its key in the header', async () => {
  answer = json({ id: '1' }, 201)
  const lines = { lineIds: ['a'] }
  await visitor.post('/settlements/approvals', { json: { lines }, idempotencyKey: 'once-only' })
  expect(sent[0]?.init).toMatchObject({
    method: 'POST',
    credentials: 'same-origin',
    body: JSON.stringify({ lines }),
    headers: { 'content-type': 'application/json', 'idempotency-key': 'once-only' },
  })
})

test('a command without a body sends an empty one, and an empty answer is undefined', async () => {
  answer = () => new Response(null, { status: 204 })
  const id = 'a b'
  expect(await visitor.post('/me/tokens/:id/revocation', { param: { id } })).toBeUndefined()
  expect(sent[0]).toMatchObject({ url: '/api/v2/me/tokens/a%20b/revocation', init: { body: '{}' } })
})

test('a refusal is a problem with its code, its fields and its facts', async () => {
  const body = { code: 'invalid_input', errors: [{ path: 'order', code: 'too_short' }], facts: {} }
  answer = json(body, 422, 'application/problem+json')
  const asked = visitor.get(addressOf('/track', { query: { order: 'A', phone: '1234' } }))
  await expect(asked).rejects.toMatchObject({
    status: 422,
    code: 'invalid_input',
    fields: body.errors,
  })
})

test('without a connection a call fails as offline; an aborted one is no network failure', async () => {
  const gone = new TypeError('fetch failed')
  answer = () => Promise.reject(gone)
  await expect(visitor.get(addressOf('/auth/options'))).rejects.toEqual(
    new ApiProblem(0, { code: 'offline' }),
  )
  const signal = AbortSignal.abort()
  await expect(visitor.get(addressOf('/auth/options'), { signal })).rejects.toBe(gone)
})
