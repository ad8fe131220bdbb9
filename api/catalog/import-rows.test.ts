import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CARRIERS } from '#db/words.ts'
import type { Cells, Known } from './import-row.ts'
import { classifyRows } from './import-rows.ts'
import { carrierIn, otherCarrierIn, wonIn } from './rules.ts'

const NOTHING: Known = { plans: [], devices: [] }
const KNOWN: Known = {
  plans: [
    {
      ...{ id: 'p1', version: 3, carrier: 'kt', name: '5G 슬림 55', category: '5G' },
      ...{ description: '', monthlyFeeWon: 55_000, validFrom: '2026-02-01', validUntil: null },
    },
  ],
  devices: [
    {
      ...{ id: 'd1', version: 1, manufacturer: '가온', name: 'S26', modelCode: 'GN-S260' },
      palette: [{ name: '블랙', code: '#1A1A1A' }],
      storages: [{ name: '256GB', priceWon: 1_155_000 }],
      ...{ validFrom: null, validUntil: null },
    },
  ],
}
const plan = (change: Partial<Cells> = {}): Cells => ({
  ...{ row: 2, kind: 'plan', carrier: 'KT', name: '5G 슬림 55', fee: '55,000' },
  ...change,
})
const device = (change: Partial<Cells> = {}): Cells => ({
  ...{ row: 2, kind: 'device', manufacturer: '가온', name: 'S26', storage: '256GB' },
  ...{ price: '1,155,000', colors: '블랙 #1a1a1a' },
  ...change,
})
const verdictsOf = (rows: Cells[], known = KNOWN) => classifyRows(rows, known).verdicts

test('a row that spells a name otherwise says which entry it stands for', () => {
  const named = (rows: Cells[]) => verdictsOf(rows).map(({ sameAs }) => sameAs)
  expect(named([plan(), plan({ row: 3, name: '5G 라이트 49' })])).toEqual([null, null])
  expect(named([plan({ name: '5g 슬림55' })])).toEqual(['5G 슬림 55'])
  expect(named([device(), device({ row: 3, name: 'S 26', storage: '512GB' })])).toEqual([
    null,
    '가온 S26',
  ])
  // Also among the rows of a model that the catalogue has not.
  const fresh = (row: number, name: string, storage: string) => device({ row, name, storage })
  expect(named([fresh(2, 'A 17', '64GB'), fresh(3, 'A17', '128GB')])).toEqual([null, '가온 A 17'])
})

describe('a row is', () => {
  test.each<[string, Cells, string, unknown]>([
    ['new', plan({ name: '5G 라이트 49' }), 'new', []],
    ['new at another carrier', plan({ carrier: 'SKT' }), 'new', []],
    ['unchanged, whatever its case and blanks', plan({ name: '5g슬림55' }), 'unchanged', []],
    ['unchanged where a column is absent', plan(), 'unchanged', []],
    [
      'changed in its fee',
      plan({ fee: '56000원' }),
      'changed',
      [{ field: 'monthlyFeeWon', from: '55000', to: '56000' }],
    ],
    [
      'changed in its last day',
      plan({ validUntil: '2026.11.30' }),
      'changed',
      [{ field: 'validUntil', from: null, to: '2026-11-30' }],
    ],
    [
      'changed where a cell was emptied',
      plan({ category: '' }),
      'changed',
      [{ field: 'category', from: '5G', to: null }],
    ],
    ['an unchanged device', device(), 'unchanged', []],
    [
      'a device with another price',
      device({ price: '999,000' }),
      'changed',
      [{ field: 'storages', from: '256GB 1155000', to: '256GB 999000' }],
    ],
  ])('%s', (_, row, verdict, changes) => {
    expect(verdictsOf([row])).toMatchObject([{ verdict, changes, fault: null }])
  })

  test.each<[string, Cells[], string, string]>([
    ['a fee without digits', [plan({ fee: '협의' })], 'fee', 'not_won'],
    ['no fee', [plan({ fee: ' ' })], 'fee', 'required'],
    ['a fee of zero', [plan({ fee: '0' })], 'fee', 'not_positive'],
    ['a negative fee', [plan({ fee: '-55,000' })], 'fee', 'not_positive'],
    ['a fee without its unit', [plan({ fee: '55' })], 'fee', 'no_unit'],
    ['a fee in ten thousands', [plan({ fee: '5.5만' })], 'fee', 'not_won'],
    ['a fee beyond all', [plan({ fee: '10,000,001' })], 'fee', 'too_large'],
    ['an unknown carrier', [plan({ carrier: '알뜰' })], 'carrier', 'unknown_carrier'],
    ["another carrier's name", [plan({ name: 'SKT 5G 55' })], 'name', 'other_carrier'],
    ['no name', [plan({ name: '' })], 'name', 'required'],
    ['the same name twice', [plan(), plan({ row: 9, name: '5G  슬림 55' })], 'name', 'repeated'],
    [
      'an end before its start',
      [plan({ validFrom: '2026-12-01', validUntil: '2026-11-30' })],
      'validUntil',
      'before_start',
    ],
    ['a day that is none', [plan({ validFrom: '2026-02-30' })], 'validFrom', 'not_a_day'],
    ['a colour twice', [device({ colors: '블랙, 화이트, 블랙' })], 'colors', 'colors_repeated'],
    ['a colour code that is none', [device({ colors: '블랙 #12' })], 'colors', 'not_a_color'],
    ['a storage twice', [device(), device({ row: 9 })], 'storage', 'repeated'],
    [
      'a model with two codes',
      [device({ modelCode: 'A-1' }), device({ row: 9, storage: '1TB', modelCode: 'A-2' })],
      'modelCode',
      'differs',
    ],
    [
      'a model with two last days',
      [
        device({ validUntil: '2026-12-01' }),
        device({ row: 9, storage: '1TB', validUntil: '2026-12-02' }),
      ],
      'validUntil',
      'differs',
    ],
    ['a price in thousands', [device({ price: '1155' })], 'price', 'no_unit'],
    [
      'more colours than a model has',
      [device({ colors: Array.from({ length: 31 }, (_, n) => `색${n}`).join() })],
      'colors',
      'too_many',
    ],
    ['a device without a maker', [device({ manufacturer: '' })], 'manufacturer', 'required'],
  ])('refused for %s', (_, rows, field, code) => {
    const refused = verdictsOf(rows).filter(({ verdict }) => verdict === 'refused')
    expect(refused).toMatchObject([{ row: rows.at(-1)?.row, fault: { field, code } }])
  })
})

test('the rows of a model are written once, with the storages and colours of all', () => {
  const { verdicts, work } = classifyRows(
    [
      device({ name: 'S27', colors: '블랙' }),
      device({ row: 3, name: 'S27', storage: '512GB', price: '1,300,000', colors: '블랙, 블루' }),
    ],
    NOTHING,
  )
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(['new', 'new'])
  expect(work).toMatchObject([
    {
      values: {
        palette: [{ name: '블랙' }, { name: '블루' }],
        storages: [
          { name: '256GB', priceWon: 1_155_000 },
          { name: '512GB', priceWon: 1_300_000 },
        ],
      },
    },
  ])
})

test('a row that contradicts its model leaves the others judged', () => {
  const { verdicts } = classifyRows(
    [
      device({ name: 'S27' }),
      device({ row: 3, name: 'S27', price: '999,000' }),
      device({ row: 4, name: 'S27', storage: '512GB', price: '1,300,000' }),
    ],
    NOTHING,
  )
  expect(verdicts.map(({ row, verdict }) => [row, verdict])).toEqual([
    [2, 'new'],
    [3, 'refused'],
    [4, 'new'],
  ])
})

test('a code or a day that only a later row of a model has is the model’s', () => {
  const { work } = classifyRows(
    [
      device({ name: 'S27', modelCode: '', validUntil: '' }),
      device({ row: 3, name: 'S27', storage: '1TB', modelCode: 'A-1', validUntil: '2026-12-01' }),
    ],
    NOTHING,
  )
  expect(work).toMatchObject([{ values: { modelCode: 'A-1', validUntil: '2026-12-01' } }])
})

test('whatever is imported into an empty catalogue is unchanged the second time', () => {
  const cells = fc.record({
    carrier: fc.constantFrom('SKT', 'kt', 'LG U+', '유플러스'),
    name: fc.string({ minLength: 1, maxLength: 12 }),
    fee: fc.integer({ min: -2_000, max: 200_000 }).map(String),
    category: fc.option(fc.constantFrom('5G', 'LTE', ''), { nil: undefined }),
    validFrom: fc.option(fc.constantFrom('2026-01-01', '2026-12-01', '?'), { nil: undefined }),
    validUntil: fc.option(fc.constantFrom('2026-06-30', '2027-01-01'), { nil: undefined }),
  })
  fc.assert(
    fc.property(fc.array(cells, { maxLength: 12 }), (rows) => {
      const numbered = rows.map((row, nth): Cells => ({ ...row, row: nth + 2, kind: 'plan' }))
      const first = classifyRows(numbered, NOTHING)
      const plans = first.work.flatMap((work, nth) =>
        work.kind === 'plan' ? [{ ...work.values, id: String(nth), version: 1 }] : [],
      )
      expect(first.verdicts).toHaveLength(rows.length)
      const again = classifyRows(numbered, { plans, devices: [] })
      expect(again.work).toEqual([])
      for (const [nth, { verdict }] of again.verdicts.entries())
        expect(verdict).toBe(first.verdicts[nth]?.verdict === 'new' ? 'unchanged' : 'refused')
    }),
  )
})

test.each([
  ['89,000', 89_000],
  ['₩89,000', 89_000],
  ['89000 원', 89_000],
  ['８９０００', 89_000],
  ['8,9000', undefined],
  ['89.5', undefined],
  ['1e5', undefined],
  ['', undefined],
])('%s is read as %s won', (text, won) => {
  expect(wonIn(text)).toBe(won)
})

test.each([
  ['SKT', 'skt'],
  ['sk', 'skt'],
  ['KT', 'kt'],
  ['LG U+', 'lgu'],
  ['LGU+', 'lgu'],
  ['lg', 'lgu'],
  ['LGU', 'lgu'],
  ['유플러스', 'lgu'],
  ['KT M모바일', undefined],
  ['', undefined],
] as const)('the cell %s is the carrier %s', (text, carrier) => {
  expect(carrierIn(text)).toBe(carrier)
})

test('a name of the own carrier, or of none, is no other carrier’s', () => {
  for (const carrier of CARRIERS) expect(otherCarrierIn('5G 프리미엄', carrier)).toBeUndefined()
  expect(otherCarrierIn('KT 초이스', 'kt')).toBeUndefined()
  expect(otherCarrierIn('SKT 5G', 'kt')).toBe('skt')
  expect(otherCarrierIn('LTE 스케이트', 'skt')).toBeUndefined()
})
