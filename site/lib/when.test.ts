import { beforeAll, describe, expect, test } from 'vitest'
import { speakKorean } from './testing-words.ts'
import {
  addDays,
  dateOf,
  dateTime,
  duration,
  parseDay,
  presets,
  relative,
  shortDateTime,
} from './when.ts'

beforeAll(speakKorean)

test('moments are shown in Seoul’s time', () => {
  expect(dateTime('2026-11-20T05:31:00Z')).toBe('2026-11-20 14:31')
  expect(shortDateTime('2026-11-20T05:31:00Z')).toBe('11-20 14:31')
})

test('the day changes at midnight in Seoul, which is 15:00 UTC', () => {
  expect(dateOf('2026-12-31T14:59:59Z')).toBe('2026-12-31')
  expect(dateOf('2026-12-31T15:00:00Z')).toBe('2027-01-01')
})

describe('relative time', () => {
  const now = '2026-11-20T05:31:00Z'
  test.each([
    ['2026-11-20T05:30:30Z', '방금'],
    ['2026-11-20T05:28:00Z', '3분 전'],
    ['2026-11-20T02:31:00Z', '3시간 전'],
    ['2026-11-19T05:31:00Z', '11-19 14:31'],
    ['2026-11-20T06:00:00Z', '11-20 15:00'],
  ])('%s is %s', (at, text) => expect(relative(at, now)).toBe(text))
})

test('a length of time is given in its largest two units', () => {
  expect([8_040_000, 3_600_000, 2_700_000, 200_000_000].map(duration)).toEqual([
    '2시간 14분',
    '1시간',
    '45분',
    '2일',
  ])
})

describe('typing a day', () => {
  test.each([
    ['1120', '2026-11-20'],
    ['20261120', '2026-11-20'],
    ['2026.11.20', '2026-11-20'],
    ['11-20', '2026-11-20'],
    ['26.11.20', '2026-11-20'],
    ['26. 11. 20.', '2026-11-20'],
    ['261120', '2026-11-20'],
    ['2026년 11월 20일', '2026-11-20'],
    ['11월 3일', '2026-11-03'],
    ['2026/1/5', '2026-01-05'],
    ['１１２０', '2026-11-20'],
    ['0229', undefined],
    ['1131', undefined],
    ['1301', undefined],
    ['112', undefined],
    ['2026-11.20', undefined],
    ['1120abc', undefined],
    ['2026-1120', undefined],
    ['1/2/11', undefined],
    ['99.11.20', undefined],
    ['오늘', undefined],
    ['', undefined],
  ])('%s is %s', (text, day) => expect(parseDay(text, '2026-01-02')).toBe(day))
})

test('presets are whole days with both ends, weeks from Monday', () => {
  const sets = presets('2026-11-20')
  expect(sets.this_week).toEqual({ from: '2026-11-16', to: '2026-11-20' })
  expect(sets.last_month).toEqual({ from: '2026-10-01', to: '2026-10-31' })
  expect(sets['90_days']).toEqual({ from: '2026-08-23', to: '2026-11-20' })
  expect(presets('2026-11-16').this_week.from).toBe('2026-11-16')
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
})
