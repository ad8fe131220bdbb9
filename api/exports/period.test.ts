import { expect, test } from 'vitest'
import { instantsOf } from '../calendar.ts'
import { fileNameAt, periodOf } from './period.ts'

const NOW = new Date('2026-11-20T16:30:05Z') // 01:30:05 on the 21st in Seoul

test('a month covers its days in Seoul, as a half-open interval', () => {
  const period = periodOf({ month: '2028-02' }, NOW)
  expect(period).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  expect(instantsOf(period)).toEqual({
    from: new Date('2028-01-31T15:00:00Z'),
    to: new Date('2028-02-29T15:00:00Z'),
  })
})

test('the default is the last three months up to today', () => {
  expect(periodOf({}, NOW)).toEqual({ from: '2026-08-22', to: '2026-11-21' })
  expect(periodOf({}, new Date('2026-05-31T00:00:00Z'))).toEqual({
    from: '2026-03-01',
    to: '2026-05-31',
  })
})

test('the file name contains the time in Seoul, to the second', () => {
  expect(fileNameAt('정산내역', NOW)).toBe('정산내역_20261121_013005.xlsx')
})
