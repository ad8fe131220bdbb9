import { expect, test } from 'vitest'
import { daysBetween, fileNameAt, instantsOf, periodOf } from './period.ts'

const NOW = new Date('2026-11-20T16:30:05Z') // 01:30:05 on the 21st in Seoul

test('a month is its days, in Seoul, half-open', () => {
  const period = periodOf({ month: '2028-02' }, NOW)
  expect(period).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  expect(instantsOf(period)).toEqual({
    from: new Date('2028-01-31T15:00:00Z'),
    to: new Date('2028-02-29T15:00:00Z'),
  })
})

test('nothing said is the last three months up to today', () => {
  expect(periodOf({}, NOW)).toEqual({ from: '2026-08-22', to: '2026-11-21' })
  expect(periodOf({}, new Date('2026-05-31T00:00:00Z'))).toEqual({
    from: '2026-03-01',
    to: '2026-05-31',
  })
})

test('days are counted with both ends', () => {
  expect(daysBetween('2026-01-01', '2026-01-01')).toBe(1)
  expect(daysBetween('2026-01-01', '2026-12-31')).toBe(365)
})

test('the file is named after the Seoul second', () => {
  expect(fileNameAt('정산내역', NOW)).toBe('정산내역_20261121_013005.xlsx')
})
