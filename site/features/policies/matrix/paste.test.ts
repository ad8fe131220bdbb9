import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Axes } from '#api/policies/axes.ts'
import { JOIN_TYPES } from '#db/words.ts'
import { blockOf } from './block.ts'
import { toTsv } from './copy.ts'
import { type Content, written } from './entry.ts'
import { all, type Face, filled, filledWith, spread } from './fill.ts'
import { proposalOf, type Target } from './paste.ts'
import { changesOf } from './proposal.ts'
import { changeIn, readPrice, unitsIn } from './read-price.ts'

const ROWS = ['S26', 'S26+', 'S26 울트라', '17 프로']
const COLUMNS = [
  ['번호이동', '공통지원금'],
  ['번호이동', '선택약정'],
  ['기기변경', '공통지원금'],
]
const axesAt = ({ row, column }: { row: number; column: number }): Axes => ({
  carrier: 'all',
  deviceId: String(row),
  joinType: JOIN_TYPES[column],
})
const target = (range: Partial<Target['range']> = {}): Target => ({
  ...{ rows: ROWS.length, columns: COLUMNS.length, axesAt },
  range: { top: 0, left: 0, bottom: 0, right: 0, ...range },
  rowNames: (row) => [ROWS[row] ?? ''],
  columnNames: (column) => COLUMNS[column] ?? [],
})
const pasted = (text: string, range: Partial<Target['range']> = {}) => {
  const proposal = proposalOf(blockOf(text), target(range))
  if ('misfits' in proposal) throw new Error(proposal.misfits.join())
  return proposal
}
/** `row column content` of what a paste writes in won. */
const written0 = (text: string, range: Partial<Target['range']> = {}) =>
  changesOf(pasted(text, range), 1).map(({ axes, content }) => [
    Number(axes.deviceId),
    JOIN_TYPES.indexOf(axes.joinType ?? 'mnp'),
    content,
  ])

describe('a cell’s text', () => {
  test.each([
    ['310,000', 310_000],
    ['₩310,000원', 310_000],
    ['３１０，０００', 310_000],
    ['31만', 310_000],
    ['1.2만', 12_000],
    ['△50', -50],
    ['(50)', -50],
    ['−50', -50],
    ['0', 0],
    ['-', null],
    ['–', null],
    ['  ', undefined],
    ['동결', '동결'],
    ['별도', '별도'],
    ['▲5', '▲5'],
    ['31~33', '31~33'],
    ['31/33', '31/33'],
    ['1,2', '1,2'],
  ])('%s is read as %s', (text, content) => expect(readPrice(text)).toBe(content))

  test.each([
    ['31', 10_000, 310_000],
    ['31.5', 10_000, 315_000],
    ['1,200', 1_000, 1_200_000],
    ['△5', 10_000, -50_000],
    ['(5)', 1_000, -5_000],
    ['-5', 10_000, -50_000],
    ['31만', 1_000, 310_000],
    ['5000원', 10_000, 5_000],
    ['별도', 10_000, '별도'],
    ['0.00001', 10_000, '0.00001'],
  ] as const)('%s counts in units of %s won: %s', (text, unit, content) =>
    expect(readPrice(text, unit)).toBe(content),
  )

  test('a unit is asked for exactly where figures fit more than won', () => {
    expect(unitsIn(['310,000', '5,100'])).toEqual([])
    expect(unitsIn(['31', '33.5'])).toEqual([10_000, 1_000])
    expect(unitsIn(['31', '600'])).toEqual([1_000, 1])
    expect(unitsIn(['31만', '별도', '', '0', '-'])).toEqual([])
    // Nothing fits: nothing is guessed.
    expect(unitsIn(['31', '31,000,000'])).toEqual([1, 1_000, 10_000])
  })

  test('a rise is offered in 만원, never taken for an amount', () => {
    expect(changeIn('▲5')).toBe(50_000)
    expect(changeIn('▼1,500')).toBe(1_500)
    expect(changeIn('5')).toBeUndefined()
  })
})

describe('a pasted block', () => {
  test('starts at the first selected cell; one text fills the selection', () => {
    expect(written0('1000000\t2000000\n-\t', { top: 1, left: 1 })).toEqual([
      [1, 1, 1_000_000],
      [1, 2, 2_000_000],
      [2, 1, null],
      [2, 2, undefined],
    ])
    expect(written0('별도', { bottom: 1, right: 1 })).toHaveLength(4)
  })
  test('counts what lies outside the face', () => {
    expect(pasted('1\t2\n3\t4', { top: 3, left: 2 })).toMatchObject({
      outside: 3,
      places: [{ text: '1' }],
    })
  })
  test('goes to where its heads say, whatever their order and wherever the selection is', () => {
    const text = '\t기기변경\t번호이동\n\t공통지원금\t선택약정\n17프로\t1만\t2만\ns26+\t3만\t4만'
    expect(written0(text, { top: 2, left: 2 })).toEqual([
      [3, 2, 10_000],
      [3, 1, 20_000],
      [1, 2, 30_000],
      [1, 1, 40_000],
    ])
  })
  test('a merged head, whose text stands in its first cell, counts for all that it spans', () => {
    const text =
      '기종\t번호이동\t\t기기변경\n\t선택약정\t공통지원금\t공통지원금\nS26\t1만\t2만\t3만'
    expect(written0(text)).toEqual([
      [0, 1, 10_000],
      [0, 0, 20_000],
      [0, 2, 30_000],
    ])
  })
  test('with a head that fits nothing, or two columns, writes nothing and says which', () => {
    expect(proposalOf(blockOf('\t온라인\nS26\t1만'), target())).toEqual({ misfits: ['온라인'] })
    expect(proposalOf(blockOf('\t번호이동\nS27\t1만'), target())).toEqual({
      misfits: ['S27', '번호이동'],
    })
    expect(proposalOf(blockOf('S26\t1만\nS26\t2만'), target())).toEqual({ misfits: ['S26'] })
  })
  test('of words alone has no heads', () => {
    expect(written0('동결\t별도\n1만\t2만')).toEqual([
      [0, 0, '동결'],
      [0, 1, '별도'],
      [1, 0, 10_000],
      [1, 1, 20_000],
    ])
  })
  test('that was copied from a face comes back unchanged', () => {
    const content = fc.oneof(
      fc
        .integer({ min: -500, max: 500 })
        .map((n) => n * 12_345 + (n === 0 ? 0 : 5_000_001 * Math.sign(n))),
      fc.constant(null),
      fc.constant(undefined),
      fc.constantFrom('별도', '동결', '▲5', '미정 "한시"\t특가'),
    )
    fc.assert(
      fc.property(
        fc.array(fc.array(content, { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 4 }),
        (rows: (Content | undefined)[][]) => {
          // A block whose edge is words alone reads as heads; that is asked about, never guessed.
          fc.pre(rows.some((row) => typeof row[0] === 'number') && typeof rows[0]?.[1] === 'number')
          const proposal = proposalOf(blockOf(toTsv(rows)), target())
          if ('misfits' in proposal) return
          const changes = changesOf(proposal, 1)
          expect(changes.map(({ content: one }) => one)).toEqual(rows.flat())
        },
      ),
    )
  })
})

describe('filling', () => {
  const faceOf = (rows: readonly (readonly (Content | undefined)[])[]): Face => ({
    axesAt,
    ownAt: ({ row, column }) => rows[row]?.[column],
    amountAt: ({ row, column }) => {
      const content = rows[row]?.[column]
      return typeof content === 'number' ? content : undefined
    },
  })
  const face = faceOf([
    [10, 20, null],
    [30, undefined, '별도'],
    [undefined, undefined, undefined],
  ])
  const range = { top: 0, left: 0, bottom: 2, right: 1 }
  const contents = (changes: { content: Content | undefined }[]) =>
    changes.map(({ content }) => content)

  test('down and right repeat the first row or column, a single one its neighbour’s', () => {
    expect(contents(filled(face, range, 'down'))).toEqual([10, 20, 10, 20, 10, 20])
    expect(contents(filled(face, { ...range, top: 1, bottom: 1 }, 'down'))).toEqual([10, 20])
    expect(contents(filled(face, { ...range, left: 2, right: 2 }, 'right'))).toEqual([
      20,
      undefined,
      undefined,
    ])
    expect(filled(face, { top: 0, left: 0, bottom: 0, right: 2 }, 'down')).toEqual([])
  })
  test('a series goes on by its step down each column, along the row if there is one', () => {
    expect(contents(filledWith(face, range, 'series', 5))).toEqual([10, 20, 15, 25, 20, 30])
    expect(contents(filledWith(face, { ...range, bottom: 0, right: 2 }, 'series', 5))).toEqual([
      10, 15, 20,
    ])
  })
  test('adding and per cent change amounts only; a value goes everywhere', () => {
    expect(contents(filledWith(face, range, 'add', -50))).toEqual([-40, -30, -20])
    expect(contents(filledWith(face, range, 'percent', 110))).toEqual([11, 22, 33])
    expect(contents(filledWith(face, range, 'set', 7))).toHaveLength(6)
  })
  test('the handle repeats the block', () => {
    const { changes, target: to } = spread(
      face,
      { top: 0, left: 0, bottom: 1, right: 1 },
      { row: 3, column: 0 },
    )
    expect(contents(changes)).toEqual([10, 20, 30, undefined])
    expect(to).toEqual({ top: 0, left: 0, bottom: 3, right: 1 })
  })
  test('emptying a cell lets the less specific one count again', () => {
    const cell = { axes: axesAt({ row: 0, column: 0 }), content: 5 }
    const entries = written([], [cell])
    expect(entries).toHaveLength(1)
    expect(
      written(entries, all(face, { top: 0, left: 0, bottom: 0, right: 0 }, undefined)),
    ).toEqual([])
  })
})
