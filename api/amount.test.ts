import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AMOUNT_MAX, parseAmount } from './amount.ts'

describe('a text with one meaning is read', () => {
  test.each([
    ['1,234,000원', 1_234_000],
    ['₩1234000', 1_234_000],
    ['￦1,234,000', 1_234_000],
    ['\\1,234,000', 1_234_000],
    [' ₩ 1,234,000 원 ', 1_234_000],
    ['1,234,000.00', 1_234_000],
    ['１２３４', 1_234],
    ['１，２３４，０００', 1_234_000],
    ['\u200b1,000\ufeff', 1_000],
    ['120만', 1_200_000],
    ['1.2억', 120_000_000],
    ['1억2천만', 120_000_000],
    ['1억 2천만', 120_000_000],
    ['1억 2,000만', 120_000_000],
    ['2천만', 20_000_000],
    ['천억', 100_000_000_000],
    ['2천3백억 1만', 230_000_010_000],
    ['2.5천만', 25_000_000],
    ['천만원', 10_000_000],
    ['120백만', 120_000_000],
    ['2,500천원', 2_500_000],
    ['12,000만', 120_000_000],
    ['3만5천', 35_000],
    ['3만 5천 5백', 35_500],
    ['2천5백', 2_500],
    ['2천500만', 25_000_000],
    ['1만 500', 10_500],
    ['123만 4,567원', 1_234_567],
    ['0', 0],
    ['0원', 0],
    ['+5,000', 5_000],
    ['-500', -500],
    ['₩-500', -500],
    ['-₩500', -500],
    ['－500', -500],
    ['\u22121,177,778', -1_177_778],
    ['(1,000)', -1_000],
    ['(₩1,000)', -1_000],
    ['999,999,999,999', AMOUNT_MAX],
  ])('%j is %d', (text, amount) => expect(parseAmount(text)).toBe(amount))
})

describe('a text without a meaning, or with more than one, is refused', () => {
  test.each([
    '',
    ' ',
    '협의',
    '12a',
    '1e5',
    '-',
    '--5',
    '(-5)',
    '(5',
    '원',
    '만',
    '억',
    // A misplaced comma is a foreign decimal point or a slip.
    '1,2',
    '1,00,000',
    '1,0000',
    ',100',
    '100,',
    '0,100',
    // Won have no fractions.
    '1.5',
    '1,000.50',
    '0.00001만',
    '1.',
    // Two cells or two rows.
    '1,000\t2,000',
    '1,000\n2,000',
    '1000 2000',
    '1,000 2,000',
    // Short for 1억 2천만 and 3만 5천, but written as another amount.
    '1억2천',
    '1억 2000',
    '3만5',
    '2천5',
    // Each unit occurs once, and after the larger ones.
    '1만2만',
    '2천3천',
    '2천5억',
    '3천1백천억',
    '10천억',
    '5백2천',
    '1만 12,000',
    '1억 12,000만',
    '1.2억 3천만',
    '1.5천5백',
    '1,000,000,000,000',
    '9'.repeat(400),
  ])('%j is no amount', (text) => expect(parseAmount(text)).toBeUndefined())
})

const amounts = fc.integer({ min: 0, max: AMOUNT_MAX })
const grouped = (won: number) => won.toLocaleString('en-US')

/** 억, 만 and the rest, in one of the ways in which people write each of them. */
function spelled(won: number, style: { space: string; small: boolean; commas: boolean }): string {
  const [eok, man, ones] = [
    Math.floor(won / 100_000_000),
    Math.floor(won / 10_000) % 10_000,
    won % 10_000,
  ]
  // The rest after 억 needs its 만, and a rest of fewer than three digits after 만 is refused.
  if ((eok > 0 && man === 0 && ones > 0) || (eok + man > 0 && ones > 0 && ones < 100))
    return grouped(won)
  const part = (n: number) =>
    style.small && n % 100 === 0 && n > 0
      ? (n >= 1_000 ? `${Math.floor(n / 1_000)}천` : '') +
        (Math.floor(n / 100) % 10 > 0 ? `${Math.floor(n / 100) % 10}백` : '')
      : style.commas
        ? grouped(n)
        : String(n)
  const parts = [eok > 0 && `${part(eok)}억`, man > 0 && `${part(man)}만`, ones > 0 && part(ones)]
  return parts.filter(Boolean).join(style.space) || '0'
}

describe('every amount', () => {
  const style = fc.record({
    space: fc.constantFrom('', ' '),
    small: fc.boolean(),
    commas: fc.boolean(),
  })
  test('that is shown can be read back, with any sign or unit around it', () => {
    const around = fc.constantFrom(['', ''], ['₩', ''], ['', '원'], ['￦ ', ' 원'], [' ', ' '])
    fc.assert(
      fc.property(amounts, around, fc.boolean(), (won, [before, after], isBelow) => {
        const sign = isBelow ? '\u2212' : ''
        expect(parseAmount(`${sign}${before}${grouped(won)}${after}`)).toBe(isBelow ? 0 - won : won)
      }),
    )
  })
  test('that is written with units can be read back', () => {
    fc.assert(
      fc.property(amounts, style, (won, how) => {
        expect(parseAmount(spelled(won, how))).toBe(won)
      }),
    )
  })
  test('is the same in full-width letters', () => {
    fc.assert(
      fc.property(amounts, (won) => {
        const wide = grouped(won).replace(/[!-~]/g, (c) =>
          String.fromCharCode(c.charCodeAt(0) + 0xfee0),
        )
        expect(parseAmount(wide)).toBe(won)
      }),
    )
  })
})

test('no text, however odd, is read as anything but whole won within bounds', () => {
  const odd = fc.string({
    unit: fc.constantFrom(...'0123456789,.억만천백십원₩-−() \t'),
    maxLength: 14,
  })
  fc.assert(
    fc.property(odd, (text) => {
      const won = parseAmount(text)
      expect(won === undefined || (Number.isSafeInteger(won) && Math.abs(won) <= AMOUNT_MAX)).toBe(
        true,
      )
    }),
    { numRuns: 2_000 },
  )
})
