import { expect, test } from 'vitest'
import { endAt, endOf } from './moment.ts'

test.each([
  ['2026-12-31', '23:59', '2026-12-31T14:59:00.000Z'],
  ['2026-12-31', '0900', '2026-12-31T00:00:00.000Z'],
  ['2026-12-31', '9:05', '2026-12-31T00:05:00.000Z'],
  ['2026-12-31', '24:00', '2026-12-31T15:00:00.000Z'],
  ['2027-01-01', '00:00', '2026-12-31T15:00:00.000Z'],
  ['', '23:59', null],
  ['2026-12-31', '24:01', undefined],
  ['2026-12-31', '12:60', undefined],
  ['2026-12-31', '', undefined],
  ['2026-12-31', '밤', undefined],
])('%s %s ends at %s', (day, time, at) => {
  expect(endAt(day, time)).toBe(at)
})

test.each([
  ['2026-12-31T15:00:00.000Z', { day: '2026-12-31', time: '24:00' }],
  ['2026-12-31T12:30:00.000Z', { day: '2026-12-31', time: '21:30' }],
  [null, { day: '', time: '24:00' }],
])('%s is written as %o', (validTo, written) => {
  expect(endOf(validTo)).toEqual(written)
})
