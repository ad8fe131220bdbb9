import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/world.ts'
import { app } from '../app.ts'

const TOKEN = 'metrics-token-0123456789'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

type Setting = { demo?: boolean; metricsToken?: string }
async function ask(path: string, { demo = false, metricsToken }: Setting, authorization?: string) {
  const { platform } = world
  const response = await app.fetch(
    new Request(`http://maru.test${path}`, {
      ...(authorization && { headers: { authorization } }),
    }),
    {
      platform: { ...platform, settings: { ...platform.settings, demo, metricsToken } },
      address: '192.0.2.1',
      live: () => new Response(null),
    },
  )
  return { status: response.status, text: await response.text() }
}

test('every answer has the time of the server in the header Date', async () => {
  const { clock } = world.platform
  for (const path of ['/api/v2/me', '/api/v2/session/options', '/api/v2/nothing'])
    expect((await world.call(path)).headers.get('date'), path).toBe(clock.now().toUTCString())
})

describe('/metrics', () => {
  test('shows the counters to a client with the token', async () => {
    const { status, text } = await ask('/metrics', { metricsToken: TOKEN }, `Bearer ${TOKEN}`)
    expect(status).toBe(200)
    expect(text).toContain('# TYPE maru_http_seconds histogram')
  })

  test.each([
    ['nothing', undefined],
    ['another token', `Bearer ${TOKEN.slice(0, -1)}8`],
    ['the beginning of the token', `Bearer ${TOKEN.slice(0, -1)}`],
    ['more than the token', `Bearer ${TOKEN}0`],
    ['the token without its scheme', TOKEN],
    ['no token', 'Bearer '],
  ])('is closed to %s, in the demo too', async (_, authorization) => {
    for (const demo of [false, true]) {
      const { status, text } = await ask('/metrics', { demo, metricsToken: TOKEN }, authorization)
      expect(status).toBe(401)
      expect(JSON.parse(text).code).toBe('unauthenticated')
      expect(text).not.toContain('maru_')
      expect(text).not.toContain(TOKEN)
    }
  })

  test('without a configured token does not exist, except in the demo', async () => {
    for (const authorization of [undefined, 'Bearer ', 'Bearer undefined', `Bearer ${TOKEN}`])
      expect((await ask('/metrics', {}, authorization)).status).toBe(404)
    expect((await ask('/metrics', { demo: true })).status).toBe(200)
  })
})

test('a monitor learns whether the process runs and can work, and no more', async () => {
  expect(await ask('/healthz', {})).toEqual({
    status: 200,
    text: '{"status":"ok","release":"test"}',
  })
  expect(await ask('/readyz', {})).toEqual({
    status: 200,
    text: '{"status":"ok","release":"test","cache":"ok"}',
  })
})

test('any number of readiness checks at once cost one query', async () => {
  let asked = 0
  const execute = async () => {
    asked += 1
    await setImmediate()
  }
  const db = Object.assign(Object.create(world.platform.db), { execute })
  const env = {
    platform: { ...world.platform, db },
    address: '192.0.2.1',
    live: () => new Response(null),
  }
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => app.fetch(new Request('http://maru.test/readyz'), env)),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect(asked).toBe(1)
})
