import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PRICE_MAX_WON, UNITS_WON } from '../amount.ts'
import { type AmountReading, readAmount, readAmountCell } from './amount-cell.ts'
import type { Cell, Mark } from './sheet.ts'

const MAN = 10_000
const amount = (won: number, namesUnit = false) => ({ kind: 'amount', won, namesUnit })
const unreadable = (reason: string) => expect.objectContaining({ kind: 'unreadable', reason })

describe('under the title 만원', () => {
  test.each<[string, AmountReading | ReturnType<typeof amount>]>([
    ['35', amount(350_000)],
    ['31.5', amount(315_000)],
    ['５５', amount(550_000)],
    ['27\u00a0', amount(270_000)],
    ['0', amount(0)],
    ['38만', amount(380_000, true)],
    ['12만5천', amount(125_000, true)],
    ['50천', amount(50_000, true)],
    ['1.2억', amount(120_000_000, true)],
    ['600천원', amount(600_000, true)],
    ['₩90,000', amount(90_000, true)],
    ['290,000원', amount(290_000, true)],
    ['', { kind: 'blank' }],
    ['-', { kind: 'blank' }],
    ['–', { kind: 'blank' }],
    ['－', { kind: 'blank' }],
    ['ㅡ', { kind: 'blank' }],
    ['동결', { kind: 'word', word: 'same_as_before' }],
    [' 별 도 ', { kind: 'word', word: 'separately_agreed' }],
    ['협의', { kind: 'word', word: 'separately_agreed' }],
    ['x', { kind: 'word', word: 'not_accepted' }],
    ['Ｘ', { kind: 'word', word: 'not_accepted' }],
    ['-5', { kind: 'decide', reason: 'negative', won: -50_000 }],
    ['△50', { kind: 'decide', reason: 'negative', won: -500_000 }],
    ['(50)', { kind: 'decide', reason: 'negative', won: -500_000 }],
    ['50-', { kind: 'decide', reason: 'negative', won: -500_000 }],
    ['350,000', { kind: 'decide', reason: 'implausible', won: 3_500_000_000 }],
    ['45(한시)', { kind: 'unreadable', reason: 'annotated', won: 450_000 }],
    ['45\n(한시)', { kind: 'unreadable', reason: 'annotated', won: 450_000 }],
    ['45(↑)', { kind: 'unreadable', reason: 'annotated', won: 450_000 }],
    ['38만 (한시)', { kind: 'unreadable', reason: 'annotated', won: 380_000 }],
  ])('%j', (text, reading) => expect(readAmount(text, MAN)).toEqual(reading))

  test.each([
    ['▲5', 'relative'],
    ['▼3', 'relative'],
    ['↑5', 'relative'],
    ['+5', 'relative'],
    ['50/55', 'two_amounts'],
    ['45\n50', 'two_amounts'],
    ['60~65', 'range'],
    ['60-65', 'range'],
    ['40+5', 'sum'],
    ['1,2', 'malformed'],
    ['1.2.3', 'malformed'],
    ['31.55555', 'fraction'],
    ['9999999999', 'too_large'],
    ['#REF!', 'error_value'],
    ['#N/A', 'error_value'],
    ['########', 'error_value'],
    ['약 45', 'annotated'],
    ['1e5', 'annotated'],
    ['노란칸', 'no_amount'],
    ['100%', 'annotated'],
  ])('%j is unreadable: %s', (text, reason) =>
    expect(readAmount(text, MAN)).toEqual(unreadable(reason)),
  )
})

describe('without a unit', () => {
  test.each<[string, AmountReading | ReturnType<typeof amount>]>([
    ['35', { kind: 'decide', reason: 'unit_unknown', fits: [1, 1_000, 10_000] }],
    ['31.5', { kind: 'decide', reason: 'unit_unknown', fits: [1_000, 10_000] }],
    ['0', { kind: 'decide', reason: 'unit_unknown', fits: [1, 1_000, 10_000] }],
    ['600.5', { kind: 'decide', reason: 'unit_unknown', fits: [1_000] }],
    ['350,000', amount(350_000)],
    ['38만', amount(380_000, true)],
    ['-2', { kind: 'decide', reason: 'negative' }],
    ['45(한시)', { kind: 'unreadable', reason: 'annotated' }],
  ])('%j', (text, reading) => expect(readAmount(text)).toEqual(reading))

  test('figures are an amount only when they fit no other unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000_000 }), (figure) => {
        const reading = readAmount(String(figure))
        const others = UNITS_WON.filter((unit) => figure * unit <= PRICE_MAX_WON)
        expect(reading.kind === 'amount').toBe(others.length === 1 && others[0] === 1)
      }),
    )
  })
})

describe('any text', () => {
  const WILD = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({ unit: fc.constantFrom(...'0123456789,.-+△▲()만천억원₩ ~/\n동결x'), maxLength: 12 }),
  )
  test('has a reading, whole won, within the bounds', () => {
    fc.assert(
      fc.property(WILD, fc.constantFrom(undefined, ...UNITS_WON), (text, unit) => {
        const reading = readAmount(text, unit)
        if (reading.kind === 'amount')
          expect(Number.isSafeInteger(reading.won) && reading.won >= 0).toBe(true)
      }),
    )
  })
  test('with a unit is the same amount in every writing of its digits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 500 }),
        fc.constantFrom(...UNITS_WON),
        (figure, unit) => {
          const wide = String(figure).replace(/\d/g, (digit) =>
            String.fromCharCode(digit.charCodeAt(0) + 0xfee0),
          )
          const writings = [String(figure), ` ${figure} `, wide, `${figure}.0`, `\u200b${figure}`]
          for (const text of writings) expect(readAmount(text, unit)).toEqual(amount(figure * unit))
        },
      ),
    )
  })
  test('that names its unit is the same in every sheet', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.constantFrom(...UNITS_WON), (man, unit) => {
        expect(readAmount(`${man}만`, unit)).toEqual(amount(man * MAN, true))
        expect(readAmount(`${(man * MAN).toLocaleString('en')}원`, unit)).toEqual(
          amount(man * MAN, true),
        )
      }),
    )
  })
})

describe('a number cell', () => {
  const cell = (decimal: string, format?: string, shown = decimal, marks?: Mark[]): Cell => ({
    row: 1,
    column: 1,
    shown,
    value: { kind: 'number', decimal },
    ...(format && { format }),
    ...(marks && { marks }),
  })
  test.each([
    ['thousands shown of won stored', cell('355000', '#,##0,'), 1_000, amount(355_000)],
    ['a rounded figure', cell('335500', '#,##0,', '336'), 1_000, amount(335_500)],
    ['a unit in the format', cell('600', '#,##0"천원"'), MAN, amount(600_000, true)],
    ['scale and unit in the format', cell('355000', '#,##0,"천원"'), MAN, amount(355_000, true)],
    ['the sign of the won', cell('12000', '[$₩-412]#,##0'), MAN, amount(12_000, true)],
    ['decimals', cell('600.5'), 1_000, amount(600_500)],
  ] as const)('%s', (_, read, unit, reading) => expect(readAmountCell(read, unit)).toEqual(reading))

  test('a scaled figure without a unit is undecided', () => {
    expect(readAmountCell(cell('355000', '#,##0,'))).toEqual({
      kind: 'decide',
      reason: 'unit_unknown',
      fits: [1_000, 10_000],
    })
  })
  test('thousands shown under the title won are undecided', () => {
    expect(readAmountCell(cell('355000', '#,##0,'), 1)).toMatchObject({ reason: 'unit_unknown' })
  })
  test('a zero that shows a dash is undecided: no price, or a price of zero', () => {
    expect(readAmountCell(cell('0', '#,##0;-#,##0;"-"', '-'), 1)).toMatchObject({
      kind: 'decide',
      reason: 'zero_as_dash',
    })
  })
  test('a format that shows a word or nothing leaves no amount', () => {
    expect(readAmountCell(cell('350000', '"품절"', '품절'), 1)).toEqual(unreadable('no_amount'))
    expect(readAmountCell(cell('0', '"품절"', '품절'), 1)).toEqual(unreadable('no_amount'))
    expect(readAmountCell(cell('35', ';;;', ''), 10_000)).toEqual(unreadable('no_amount'))
  })
  test('an amount struck through is undecided; other marks change nothing', () => {
    expect(readAmountCell(cell('410', undefined, '410', ['struck']), 1_000)).toEqual({
      kind: 'decide',
      reason: 'struck_through',
      won: 410_000,
    })
    expect(readAmountCell(cell('410', undefined, '410', ['red', 'filled']), 1_000)).toEqual(
      amount(410_000),
    )
  })
  test.each([
    [{ kind: 'formula' }, 'formula_no_value'],
    [{ kind: 'error' }, 'error_value'],
    [{ kind: 'date', iso: '2026-01-02' }, 'date'],
    [{ kind: 'boolean', value: true }, 'no_amount'],
  ] as const)('%j is no amount', (value, reason) =>
    expect(readAmountCell({ row: 1, column: 1, shown: '1', value }, 1)).toEqual(unreadable(reason)),
  )
  test('a percentage is no amount', () =>
    expect(readAmountCell(cell('0.5', '0%'), 1)).toEqual(unreadable('percent')))
})
