import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { addressOf } from './address.ts'
import { api } from './client.ts'
import { asked, settleStepUp } from './step-up.ts'
import { onTouched } from './touched.ts'

type Sent = { url: string; init: RequestInit }
let sent: Sent[]
/** The API's answers, in order. */
let answers: Response[]
const assign = vi.fn()

beforeEach(() => {
  sent = []
  assign.mockClear()
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined })
  vi.stubGlobal('location', { pathname: '/orders', search: '?q=1', assign })
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    sent.push({ url, init })
    return answers.shift() ?? new Response('{}')
  })
})
afterEach(() => vi.unstubAllGlobals())

const problem = (status: number, code: string, facts = {}) =>
  new Response(JSON.stringify({ code, facts }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  })
const urls = () => sent.map(({ url }) => url)
const keys = () => sent.map(({ init }) => new Headers(init.headers).get('idempotency-key'))
const approve = () =>
  api.post('/orders/:id/approval', {
    param: { id: '1' },
    json: { version: 1 },
    idempotencyKey: 'one-key',
  })

test('a command that needs a fresh proof is sent again with its key once the person gave it', async () => {
  answers = [problem(403, 'step_up_required'), new Response('{"id":"1"}')]
  const approved = approve()
  await vi.waitFor(() => expect(asked.value).toBe('code'))
  expect(sent).toHaveLength(1)
  settleStepUp(true)
  expect(await approved).toEqual({ id: '1' })
  expect(keys()).toEqual(['one-key', 'one-key'])
})

test('a declined proof leaves the refusal', async () => {
  answers = [problem(403, 'step_up_required', { shows: 'password' })]
  const approved = approve()
  await vi.waitFor(() => expect(asked.value).toBe('password'))
  settleStepUp(false)
  await expect(approved).rejects.toMatchObject({ status: 403, code: 'step_up_required' })
  expect(sent).toHaveLength(1)
})

test('an expired access token is renewed, and the same command sent again', async () => {
  answers = [problem(401, 'unauthenticated'), new Response('{}'), new Response('{"id":"1"}')]
  expect(await approve()).toEqual({ id: '1' })
  expect(urls()).toEqual([
    '/api/v2/orders/1/approval',
    '/api/v2/auth/refresh',
    '/api/v2/orders/1/approval',
  ])
  expect(keys()).toEqual(['one-key', null, 'one-key'])
})

test('an ended session leads to the login page and back here', async () => {
  answers = [problem(401, 'unauthenticated'), problem(401, 'unauthenticated')]
  void api.get(addressOf('/me'))
  await vi.waitFor(() => expect(assign).toHaveBeenCalledWith('/login?next=%2Forders%3Fq%3D1'))
})

test('a command touches what it changed before its caller goes on; a query touches nothing', async () => {
  let touched = 0
  const leave = onTouched('orders', () => touched++)
  answers = [new Response('{"items":[]}'), new Response('{"id":"1"}')]
  await api.get(addressOf('/orders'))
  expect(touched).toBe(0)
  await approve()
  expect(touched).toBe(1)
  answers = [problem(409, 'version_conflict')]
  await expect(approve()).rejects.toMatchObject({ code: 'version_conflict' })
  expect(touched).toBe(2)
  leave()
})
