import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROUTES } from '#tests/conform.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import { count } from './rate.ts'

const MAX = 5

describe('through the API', () => {
  let world: World
  let tree: Tree
  beforeAll(async () => {
    world = await openWorld()
    tree = await world.mintTree()
    world.platform.settings.requestsPerMinute = MAX
  })
  afterAll(() => world.close())

  test('a person over the limit learns when to try again, and does not affect another person', async () => {
    const { admin, staff } = tree.hq
    for (let i = 0; i < MAX; i++) expect((await admin.get('me')).status).toBe(200)
    for (const reply of [await admin.get('me'), await admin.post('orders')]) {
      expect([reply.status, reply.body.code]).toEqual([429, 'too_many_requests'])
      expect(reply.body.facts).toEqual({ retryAfterSeconds: 61 })
      expect(reply.headers.get('retry-after')).toBe('61')
    }
    expect((await staff.get('me')).status).toBe(200)
    world.platform.clock.advance(60)
    expect((await admin.get('me')).status).toBe(429)
    world.platform.clock.advance(1)
    expect((await admin.get('me')).status).toBe(200)
  })

  test('sessions and tokens of a person share one count', async () => {
    const { admin } = tree.a
    const made = await admin.post('me/tokens', {
      name: 'a program',
      scopes: ['policy.read'],
      expiresInDays: 30,
    })
    expect(made.status, made.text).toBe(201)
    const program = { authorization: `Bearer ${made.body.secret}` }
    const asked = async () => (await world.call('policies', { headers: program })).status
    for (let i = 1; i < MAX; i++) expect(await asked()).toBe(200)
    expect(await asked()).toBe(429)
    expect((await admin.get('me')).status).toBe(429)
  })

  test('an address has the same limit for all open routes together, with any outcome', async () => {
    const ask = async (path: string, address: string, method = 'GET') => {
      const init = { method, ...(method === 'POST' && { body: '{}' }) }
      const response = await world.call(path, init, { address })
      return response.status
    }
    const routes = ['auth/options', 'auth/options', 'registration/parent?code=x', 'track?a=1']
    for (const path of routes) expect(await ask(path, '198.51.100.1')).not.toBe(429)
    expect(await ask('auth/refresh', '198.51.100.1', 'POST')).not.toBe(429)
    for (const path of routes) expect(await ask(path, '198.51.100.1')).toBe(429)
    expect(await ask('auth/login', '198.51.100.1', 'POST')).toBe(429)
    expect(await ask('auth/options', '198.51.100.2')).toBe(200)
    for (let i = 0; i <= MAX; i++) await ask('auth/options', `2001:db8::${i}`)
    expect(await ask('auth/options', '2001:db8::ffff')).toBe(429)
  })

  test('neither the socket nor a request without a sign-in counts', async () => {
    const { admin } = tree.b
    for (let i = 0; i <= MAX; i++) expect((await admin.get('live')).status).toBe(426)
    for (let i = 0; i <= MAX; i++) expect((await world.nobody.get('me')).status).toBe(401)
    expect((await admin.get('me')).status).toBe(200)
  })

  test('the document has this answer for every route of the API', () => {
    for (const { problems, path } of ROUTES)
      if (path.startsWith('/api/v2/')) expect(problems, path).toContain('too_many_requests')
  })
})

const MINUTE_MS = 60_000
test('no minute holds more than twice the limit, a full limit of calls passes at first, and the stated wait is enough', () => {
  const steps = fc.array(fc.nat(20_000), { minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 20 }), (gaps, max) => {
      const counted = { startedAt: 0, calls: 0, before: 0 }
      const passed: number[] = []
      let now = 0
      for (const gap of gaps) {
        now += gap
        const waitMs = count(counted, now, max)
        if (waitMs > 0) {
          // A caller who waits as long as stated is let in, and not a moment before.
          expect(count({ ...counted }, now + waitMs, max)).toBe(0)
          expect(count({ ...counted }, now + waitMs - 1, max)).toBeGreaterThan(0)
          continue
        }
        passed.push(now)
        const within = passed.filter((at) => at > now - MINUTE_MS).length
        expect(within).toBeLessThanOrEqual(2 * max)
        expect(
          passed.filter((at) => Math.floor(at / MINUTE_MS) === Math.floor(now / MINUTE_MS)).length,
        ).toBeLessThanOrEqual(max)
      }
    }),
  )
})
