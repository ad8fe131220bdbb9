import { afterEach, beforeEach, expect, test, vi } from 'vitest'

// The machine's clock says 2020; only the server knows better.
beforeEach(() => {
  vi.resetModules()
  vi.useFakeTimers({ now: Date.parse('2020-01-01T00:00:00Z') })
})
afterEach(() => void vi.useRealTimers())

const clock = () => import('./server-clock.ts')

test('the day is the server’s, whatever the machine’s clock says', async () => {
  const { learnTime, serverNow, today } = await clock()
  learnTime('Sat, 28 Nov 2026 14:59:00 GMT')
  expect(today()).toBe('2026-11-28')
  vi.advanceTimersByTime(60_000)
  expect(serverNow()).toBe(Date.parse('2026-11-28T15:00:00Z'))
  expect(today()).toBe('2026-11-29')
})

test('setting the machine’s clock changes nothing', async () => {
  const { learnTime, serverNow } = await clock()
  learnTime('2026-11-28T14:59:00.250Z')
  vi.setSystemTime(Date.parse('2031-01-01T00:00:00Z'))
  expect(serverNow()).toBe(Date.parse('2026-11-28T14:59:00.250Z'))
})

test('time does not run backwards when an answer comes late or from a cache', async () => {
  const { learnTime, serverNow } = await clock()
  learnTime('2026-11-28T14:59:00Z')
  learnTime('Sat, 28 Nov 2026 10:00:00 GMT')
  learnTime(null)
  learnTime('no time')
  expect(serverNow()).toBe(Date.parse('2026-11-28T14:59:00Z'))
})

test('after a sleep the next answer is believed', async () => {
  const { learnTime, serverNow } = await clock()
  learnTime('2026-11-28T14:59:00Z')
  learnTime('2026-11-28T22:00:00Z')
  expect(serverNow()).toBe(Date.parse('2026-11-28T22:00:00Z'))
})
