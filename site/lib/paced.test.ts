import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { paced } from './paced.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('the first call acts at once, a burst after it acts once more at its end', () => {
  const act = vi.fn()
  const { call } = paced(act, 2_000)
  for (let i = 0; i < 50; i++) call()
  expect(act).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(2_000)
  expect(act).toHaveBeenCalledTimes(2)
})

test('nothing is loaded again when nothing was missed', () => {
  const act = vi.fn()
  paced(act, 2_000).call()
  vi.advanceTimersByTime(10_000)
  expect(act).toHaveBeenCalledTimes(1)
})

test('after stop nothing more happens', () => {
  const act = vi.fn()
  const { call, stop } = paced(act, 2_000)
  call()
  call()
  stop()
  vi.advanceTimersByTime(10_000)
  expect(act).toHaveBeenCalledTimes(1)
})
