import { expect, test } from 'vitest'
import { DEVICE_LIST, PLAN_LIST } from './record-fields.ts'
import { readRecords } from './records.ts'
import { sheetOf } from './sheet.fixture.ts'

const plans = (...rows: (string | number | null)[][]) =>
  readRecords(sheetOf([['통신사', '요금제명', '월요금(원)'], ...rows]), PLAN_LIST)

test('headings are known in other words, order, spacing and below a title', () => {
  const sheet = sheetOf([
    ['요금제 목록 (26.07)'],
    ['월 정액', '상품명', '분류', '통신사\n', '기타'],
    ['55,000원', '슬림', '5G', 'ＳＫＴ', '?'],
  ])
  const read = readRecords(sheet, PLAN_LIST)
  expect(read.headingRow).toBe(2)
  expect(read.columns.at(-1)).toEqual({ column: 5, heading: '기타' })
  expect(read.records).toEqual([
    {
      row: 3,
      values: { carrier: 'skt', name: '슬림', monthlyFeeWon: 55_000, category: '5G' },
      faults: [],
    },
  ])
})

test('a required column that is not there is named; without headings there is no record', () => {
  const read = readRecords(
    sheetOf([
      ['통신사', '요금제명'],
      ['SKT', '슬림'],
    ]),
    PLAN_LIST,
  )
  expect(read.absent).toEqual(['monthlyFeeWon'])
  expect(
    readRecords(
      sheetOf([
        ['가', '나'],
        ['SKT', '슬림'],
      ]),
      PLAN_LIST,
    ),
  ).toMatchObject({
    headingRow: undefined,
    records: [],
  })
})

test('of two columns of amounts none is taken until a person says which', () => {
  const sheet = sheetOf([
    ['통신사', '요금제명', '요금', '월정액'],
    ['SKT', '슬림', 66_000, 88_000],
  ])
  const read = readRecords(sheet, PLAN_LIST)
  expect(read.absent).toEqual(['monthlyFeeWon'])
  expect(read.columns.map(({ field }) => field)).toEqual(['carrier', 'name', undefined, undefined])
  const columns = { 3: 'ignored', 4: 'monthlyFeeWon' } as const
  const answered = readRecords(sheet, PLAN_LIST, { columns })
  expect(answered.absent).toEqual([])
  expect(answered.records[0]?.values).toMatchObject({ monthlyFeeWon: 88_000 })
  const devices = sheetOf([
    ['제조사', '모델명', '출고가', '단말가'],
    ['가온', 'A', 1_000_000, 900_000],
  ])
  expect(readRecords(devices, DEVICE_LIST).absent).toEqual(['priceWon'])
})

test('a hidden column is read only where a person says so', () => {
  const sheet = sheetOf(
    [
      ['통신사', '요금제명', '월정액', '월정액'],
      ['SKT', '슬림', 66_000, 88_000],
    ],
    { hiddenColumns: [3] },
  )
  expect(readRecords(sheet, PLAN_LIST).records[0]?.values).toMatchObject({ monthlyFeeWon: 88_000 })
  const columns = { 3: 'monthlyFeeWon', 4: 'ignored' } as const
  expect(readRecords(sheet, PLAN_LIST, { columns }).records[0]?.values).toMatchObject({
    monthlyFeeWon: 66_000,
  })
})

test('a fault names its cell, and the other rows are read', () => {
  const { records } = plans(['MVNO', '슬림', 55_000], ['SKT', null, '미정'], ['KT', '베이직', 1])
  expect(
    records.map(({ faults }) => faults.map(({ address, reason }) => `${address} ${reason}`)),
  ).toEqual([['A2 carrier_unknown'], ['B3 missing', 'C3 no_amount'], []])
})

test('a row with the key of an earlier one repeats it, or contradicts it', () => {
  const { records } = plans(
    ['SKT', '슬림 55', 55_000],
    ['skt', '슬림55', 55_000],
    ['SKT', '슬림 55', 59_000],
  )
  expect(records.map(({ repeats }) => repeats)).toEqual([
    undefined,
    { row: 2, same: true },
    { row: 2, same: false },
  ])
})

test('a merge downwards gives its value to its rows alone; headings printed again are no record', () => {
  const sheet = sheetOf(
    [
      ['제조사', '모델명', '출고가'],
      ['가온', 'A', 1_000_000],
      [null, 'B', 2_000_000],
      ['제조사', '모델명', '출고가'],
      [null, 'C', 3_000_000],
    ],
    { merges: ['A2:A3'] },
  )
  const { records, skipped } = readRecords(sheet, DEVICE_LIST)
  expect(records.map(({ row, values }) => [row, values.manufacturer])).toEqual([
    [2, '가온'],
    [3, '가온'],
    [5, undefined],
  ])
  expect(skipped).toEqual([{ row: 4, why: 'heading' }])
})

test('a list that counts in no known unit says so, cell by cell', () => {
  const sheet = sheetOf([
    ['통신사', '요금제명', '월요금'],
    ['SKT', '슬림', 55],
  ])
  expect(readRecords(sheet, PLAN_LIST).records[0]?.faults).toMatchObject([
    { reason: 'unit_unknown' },
  ])
  const answered = readRecords(sheet, PLAN_LIST, { unitWon: 1_000 })
  expect(answered.records[0]?.values.monthlyFeeWon).toBe(55_000)
})
