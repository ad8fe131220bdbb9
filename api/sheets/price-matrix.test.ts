import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { proposePrices } from './price-matrix.ts'
import type { Answers, PriceProposal, Question } from './price-proposal.ts'
import { sheetOf } from './sheet.fixture.ts'
import type { Sheet } from './sheet.ts'

const TITLE = '(단위: 만원)'

function cellsOf(sheet: Sheet, answers?: Answers) {
  return Object.fromEntries(
    proposePrices(sheet, answers).cells.map(({ address, axes, reading }) => [
      address,
      {
        ...axes,
        ...(reading.kind === 'amount' ? { won: reading.won } : { is: reasonOf(reading) }),
      },
    ]),
  )
}
const reasonOf = (reading: PriceProposal['cells'][number]['reading']) =>
  'reason' in reading ? reading.reason : reading.kind
const codesOf = (sheet: Sheet, answers?: Answers) =>
  proposePrices(sheet, answers).questions.map(({ code }) => code)

describe('headings', () => {
  test('in any order, merged or blank beside them', () => {
    const rows = [
      [TITLE],
      ['모델', '공시', null, '선약', null],
      [null, '010', 'MNP', '010', 'MNP'],
      ['가온 S26', 20, 34, 22, 38],
    ]
    const expected = {
      B4: { device: '가온 S26', support: 'public', joinType: 'new', won: 200_000 },
      C4: { device: '가온 S26', support: 'public', joinType: 'mnp', won: 340_000 },
      D4: { device: '가온 S26', support: 'selective', joinType: 'new', won: 220_000 },
      E4: { device: '가온 S26', support: 'selective', joinType: 'mnp', won: 380_000 },
    }
    expect(cellsOf(sheetOf(rows))).toEqual(expected)
    expect(cellsOf(sheetOf(rows, { merges: ['A2:A3', 'B2:C2', 'D2:E2'] }))).toEqual(expected)
  })

  test('of a workbook reach as far as their merge and no further', () => {
    const sheet = sheetOf(
      [[TITLE], ['모델', '공시', null, null], [null, 'MNP', '기변', 'MNP'], ['가온', 1, 2, 3]],
      { merges: ['B2:C2'] },
    )
    expect(cellsOf(sheet).D4).toEqual({ device: '가온', joinType: 'mnp', won: 30_000 })
  })

  test('of copied text do not reach below a heading that begins above', () => {
    const sheet = sheetOf([
      [TITLE],
      ['모델', '공시', null, '무약정'],
      [null, 'MNP', '기변', null],
      ['가온', 1, 2, 3],
    ])
    expect(cellsOf(sheet).C4).toMatchObject({ joinType: 'device_change' })
    expect(cellsOf(sheet).D4).toEqual({ device: '가온', support: 'none', won: 30_000 })
  })

  test('of months below their support', () => {
    const sheet = sheetOf([
      [TITLE],
      ['모델', '선약', null, '무약정'],
      [null, '12', '24', null],
      ['가온', 1, 2, 3],
    ])
    expect(cellsOf(sheet)).toMatchObject({
      B4: { support: 'selective', months: 12, won: 10_000 },
      C4: { support: 'selective', months: 24, won: 20_000 },
      D4: { support: 'none', months: 0, won: 30_000 },
    })
  })

  test('010 means a new subscription, and a person confirms it; an answer ends the question', () => {
    const sheet = sheetOf([[TITLE], ['모델', '010', 'MNP'], ['가온', 1, 2]])
    expect(proposePrices(sheet).questions).toEqual<Question[]>([
      {
        code: 'label',
        text: '010',
        axes: { joinType: 'new' },
        doubt: 'usual_meaning',
        addresses: ['B2'],
      },
    ])
    expect(codesOf(sheet, { labels: { '010': { joinType: 'new' } } })).toEqual([])
  })

  test('that are no words of the trade leave their cells to a person', () => {
    const sheet = sheetOf([
      [TITLE],
      ['모델', '프라임 85', '슬림'],
      [null, '공시', '선약'],
      ['가온', 1, '동결'],
    ])
    expect(cellsOf(sheet)).toMatchObject({ B4: { is: 'label_unknown' }, C4: { is: 'word' } })
    expect(codesOf(sheet)).toEqual(['label_unknown', 'label_unknown'])
    const answers = { labels: { '프라임 85': { bandWon: 85_000 }, 슬림: { bandWon: 55_000 } } }
    expect(cellsOf(sheet, answers).B4).toMatchObject({ bandWon: 85_000, won: 10_000 })
  })

  test('without any word of the trade give no prices and say so', () => {
    const proposal = proposePrices(
      sheetOf([
        ['이름', '점수'],
        ['가', 35],
      ]),
    )
    expect(proposal).toMatchObject({ cells: [], questions: [{ code: 'no_headings' }] })
  })

  test('of a second table begin anew', () => {
    const sheet = sheetOf([
      [TITLE],
      ['모델', '공시', '선약'],
      ['가온', 1, 2],
      [null],
      ['모델', 'MNP', '기변'],
      ['다온', 3, 4],
    ])
    expect(cellsOf(sheet)).toMatchObject({
      B3: { support: 'public', won: 10_000 },
      C6: { device: '다온', joinType: 'device_change', won: 40_000 },
    })
  })

  test('of a deduction or of unknown amounts are asked about, and their cells are left out', () => {
    const sheet = sheetOf([[TITLE], ['모델', '공시', '선약', '차감', '특가'], ['가온', 1, 2, 3, 4]])
    expect(Object.keys(cellsOf(sheet))).toEqual(['B3', 'C3'])
    expect(codesOf(sheet)).toEqual(['deduction', 'column_unknown'])
  })
})

describe('the unit', () => {
  const table = (...titles: string[]) =>
    sheetOf([...titles.map((title) => [title]), ['모델', '공시', '선약'], ['가온', 350, 400]])
  test.each([
    ['(단위 : 천원)', 350_000],
    ['단위:만원 / VAT 포함', 3_500_000],
    ['12월 단가표 [천원]', 350_000],
    ['LG U+ 12월 (단위 만원)', 3_500_000],
  ])('%s', (title, won) => expect(cellsOf(table(title)).B3).toMatchObject({ won }))

  test('of two different titles is asked', () => {
    expect(codesOf(table('(단위: 천원)', '(단위: 만원)'))).toEqual(['unit'])
    expect(cellsOf(table('(단위: 천원)', '(단위: 만원)')).B4).toMatchObject({ is: 'unit_unknown' })
  })
  test('of the heading of the models holds for all', () => {
    const sheet = sheetOf([
      ['모델명(단위:천원)', '공시', '선약'],
      ['가온', 35, 400],
    ])
    expect(cellsOf(sheet).C2).toMatchObject({ won: 400_000 })
  })
  test('of a column is its own', () => {
    const sheet = sheetOf([
      ['모델', '공시(만원)', '선약(천원)'],
      ['가온', 35, 400],
    ])
    expect(cellsOf(sheet)).toMatchObject({
      B2: { won: 350_000 },
      C2: { won: 400_000 },
    })
  })
  test('is won when figures fit no other, but not when others are too small for won', () => {
    const rows = (figure: number) =>
      sheetOf([
        ['모델', '공시', '선약'],
        ['가온', 350_000, figure],
      ])
    expect(cellsOf(rows(0)).C2).toMatchObject({ won: 0 })
    expect(cellsOf(rows(35)).C2).toMatchObject({ is: 'unit_unknown' })
  })
})

describe('rows', () => {
  test('of carriers, as far as a merge downwards reaches', () => {
    const sheet = sheetOf(
      [
        [TITLE],
        ['통신사', '모델', '공시', '선약'],
        ['SKT', '가온', 1, 2],
        [null, '다온', 3, 4],
        [null, '라온', 5, 6],
      ],
      { merges: ['A3:A4'] },
    )
    expect(cellsOf(sheet)).toMatchObject({ C4: { carrier: 'skt', device: '다온' } })
    expect(cellsOf(sheet).C5).not.toHaveProperty('carrier')
  })
  test('without a model in copied text leave their cells to a person', () => {
    const sheet = sheetOf([[TITLE], ['모델', '공시', '선약'], ['가온', 1, 2], [null, 3, 4]])
    expect(cellsOf(sheet).B4).toMatchObject({ is: 'label_missing' })
  })
  test('that are hidden are named and left out; an answer reads them', () => {
    const sheet = sheetOf([[TITLE], ['모델', '공시', '선약'], ['가온', 1, 2], ['다온', 3, 4]], {
      hiddenRows: [4],
      hiddenColumns: [3],
    })
    expect(Object.keys(cellsOf(sheet))).toEqual(['B3'])
    expect(codesOf(sheet)).toEqual(['hidden_columns', 'hidden_rows'])
    expect(Object.keys(cellsOf(sheet, { readHidden: true }))).toEqual(['B3', 'C3', 'B4', 'C4'])
  })
  test('of totals and notes have no prices', () => {
    const sheet = sheetOf([
      [TITLE],
      ['모델', '공시', '선약'],
      ['가온', 1, 2],
      ['평 균', 1, 2],
      ['※ 보험 미가입 -2', -2, null],
    ])
    expect(proposePrices(sheet).skipped).toEqual([
      { row: 4, why: 'total' },
      { row: 5, why: 'note' },
    ])
  })
  test('of a model and its storage name both', () => {
    const sheet = sheetOf([[TITLE], ['모델명', '용량', '공시', '선약'], ['가온', '256GB', 1, 2]])
    expect(cellsOf(sheet).C3).toMatchObject({ device: '가온 256GB' })
  })
})

test('a merged price belongs to its first cell; the others are asked, not copied', () => {
  const sheet = sheetOf([[TITLE], ['모델', '공시', '선약'], ['가온', 42, null]], {
    merges: ['B3:C3'],
  })
  expect(cellsOf(sheet)).toMatchObject({ B3: { won: 420_000 }, C3: { is: 'merged' } })
})

test('two amounts for one combination are both undecided; the same amount twice is one', () => {
  const sheet = sheetOf([[TITLE], ['모델', '공시', '선약'], ['가온', 1, 2], ['가온', 1, 3]])
  const [first, second, third, fourth] = proposePrices(sheet).cells
  expect(first?.reading).toMatchObject({ kind: 'amount' })
  expect(third?.sameAs).toBe('B3')
  expect(second?.reading).toMatchObject({ reason: 'conflict', with: 'C4', won: 20_000 })
  expect(fourth?.reading).toMatchObject({ reason: 'conflict', with: 'C3', won: 30_000 })
})

test('a carrier in the title or the name of the sheet holds for all; two are asked', () => {
  const rows = (title: string) => [[title], ['모델', '공시', '선약'], ['가온', 350_000, 400_000]]
  expect(cellsOf(sheetOf(rows('LG U+ 12월 단가표'))).B3).toMatchObject({ carrier: 'lgu' })
  expect(cellsOf(sheetOf(rows('12월'), { name: 'KT 단가' })).B3).toMatchObject({ carrier: 'kt' })
  expect(codesOf(sheetOf(rows('SKT/KT 통합')))).toEqual(['carrier'])
})

test('marks are handed on and read as nothing', () => {
  const sheet = sheetOf([
    [TITLE],
    ['모델', '공시', '선약'],
    ['가온', { shown: '2', marks: ['red', 'filled'] }, 3],
  ])
  expect(proposePrices(sheet).cells[0]).toMatchObject({
    marks: ['red', 'filled'],
    reading: { kind: 'amount', won: 20_000 },
  })
})

test('whatever a sheet holds, each amount cell is counted once and no price is negative', () => {
  const text = fc.constantFrom(
    ...'모델,공시,선약,MNP,010,79K,무약정,SKT,24,가온,-,x,▲5,35,1.5만,350000,평균,※,통신사,요금제,금액'.split(
      ',',
    ),
  )
  const grid = fc.array(fc.array(fc.option(text), { maxLength: 8 }), { maxLength: 12 })
  const merges = fc.array(fc.constantFrom('A1:B2', 'B1:D1', 'A3:A6', 'C4:D4'), { maxLength: 2 })
  fc.assert(
    fc.property(grid, fc.option(merges), (rows, merged) => {
      const sheet = sheetOf(rows, merged ? { merges: merged } : {})
      const { cells, counts } = proposePrices(sheet)
      const { total, ...kinds } = counts
      expect(new Set(cells.map(({ address }) => address)).size).toBe(cells.length)
      expect(total).toBe(cells.length)
      expect(Object.values(kinds).reduce((sum, count) => sum + count, 0)).toBe(total)
      for (const { reading } of cells)
        if (reading.kind === 'amount') expect(reading.won).toBeGreaterThanOrEqual(0)
    }),
  )
})
