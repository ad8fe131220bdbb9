import { expect, test } from 'vitest'
import { idleAt, nextLookMs, WARNING_MS } from './idle.ts'

const MINUTE = 60_000

test('two minutes before the end it warns, and at the end it is over', () => {
  expect(idleAt(28 * MINUTE - 1, 0, 30).state).toBe('active')
  expect(idleAt(28 * MINUTE, 0, 30)).toEqual({ state: 'warning', leftMs: WARNING_MS })
  expect(idleAt(30 * MINUTE - 1, 0, 30)).toEqual({ state: 'warning', leftMs: 1 })
  expect(idleAt(30 * MINUTE, 0, 30)).toEqual({ state: 'over', leftMs: 0 })
})

test('a machine that slept past the end finds it over, with no time left', () => {
  expect(idleAt(12 * 60 * MINUTE, 0, 30)).toEqual({ state: 'over', leftMs: 0 })
})

test('the next look comes before anything can have changed', () => {
  for (let now = 0; now < 30 * MINUTE; now += 777) {
    const idle = idleAt(now, 0, 30)
    const next = idleAt(now + nextLookMs(idle), 0, 30)
    if (idle.state === 'active') expect(next.leftMs).toBeGreaterThan(WARNING_MS - 1_000)
    else expect(idle.leftMs - next.leftMs).toBeLessThanOrEqual(1_000)
  }
})
