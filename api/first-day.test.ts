import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Door, walkFirstDay } from '#tests/first-day.ts'
import { NEXT_POLICY, type PutBytes, walkNextPolicy } from '#tests/next-policy.ts'
import { openWorld, type World } from '#tests/world.ts'
import { systemActor } from './access/actor.ts'
import { app } from './app.ts'
import { upgradeRequired } from './platform/realtime-ws.ts'
import { reconcile } from './reconciliation/reconcile.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('an installation of one’s own gets from nothing to a paid settlement', async () => {
  const door: Door = async (method, path, body, token) => {
    const bearer = token ? { authorization: `Bearer ${token}` } : undefined
    const { status, text, body: answer } = await world.nobody.send(method, path, body, bearer)
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`)
    return answer
  }
  const putBytes: PutBytes = async (url, body) => {
    const request = new Request(`http://maru.test${url}`, { method: 'PUT', body })
    const { platform } = world
    const live = () => {
      throw upgradeRequired()
    }
    return (await app.fetch(request, { platform, address: '192.0.2.1', live })).status
  }
  const { hqId, paid, states, taken, walked } = await walkFirstDay(world, door, {
    clock: world.platform.clock,
    today: '2026-11-20',
    period: { start: '2026-11-01', end: '2026-11-30' },
  })
  expect(taken).toEqual({
    hq: ['catalog', 'agency', 'order', null],
    agency: ['shop', 'prices', 'supply', 'shops_order', null],
    shop: ['shop_prices', 'shop_supply', 'shop_order', null],
  })
  expect(paid).toEqual({ hq: 407_700, agency: 307_700 })
  expect(new Set(states)).toEqual(new Set(['paid']))
  world.platform.clock.advance(60)
  const next = await walkNextPolicy(door, putBytes, walked)
  expect(next).toMatchObject(NEXT_POLICY)
  expect(next.tooMuch).toMatch(/margin/)
  expect(next.withoutPaper).toMatch(/signed_application/)
  expect(next.former).toMatch(/404/)
  expect(await reconcile(world.ctxOf(systemActor(hqId)))).toEqual([])
})
