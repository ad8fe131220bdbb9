import { expect, test } from 'vitest'
import { secondsLeft } from './remaining.ts'

const mark = { at: 0, rows: 1_000 }

test('the time left follows the pace since the job was first seen running', () => {
  expect(secondsLeft(mark, { at: 4_000, rows: 5_000, all: 10_000 })).toBe(5)
})

test('no time is shown before the pace is stable or the rows are counted', () => {
  expect(secondsLeft(undefined, { at: 4_000, rows: 5_000, all: 10_000 })).toBeUndefined()
  expect(secondsLeft(mark, { at: 1_000, rows: 5_000, all: 10_000 })).toBeUndefined()
  expect(secondsLeft(mark, { at: 4_000, rows: 1_100, all: 10_000 })).toBeUndefined()
  expect(secondsLeft(mark, { at: 4_000, rows: 5_000, all: null })).toBeUndefined()
})
