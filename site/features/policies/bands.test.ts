import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bandFor } from '#api/policies/order-facts.ts'
import { BAND_ROUNDINGS } from '#db/words.ts'
import { FEES, grossBy } from '#tests/price-rules.ts'
import { bandHint } from './bands.ts'

/** Whether a hint like `≤ 77,000` includes a fee. */
function takes(hint: string, feeWon: number): boolean {
  const [sign, figure = ''] = hint.split(' ')
  const won = Number(figure.replaceAll(',', ''))
  if (sign === '≤') return feeWon <= won
  return sign === '≥' ? feeWon >= won : feeWon > won
}

test('a plan’s fee fits the hint of the band that prices it', () => {
  fc.assert(
    fc.property(
      grossBy([]),
      fc.constantFrom(...BAND_ROUNDINGS),
      fc.constantFrom(...FEES),
      ({ bandsWon }, rounding, feeWon) => {
        const band = bandFor(bandsWon, feeWon, rounding)
        const hints = bandsWon.map((_, i) => bandHint({ rounding, bandsWon }, i))
        const index = band === undefined ? -1 : bandsWon.indexOf(band)
        expect(
          index === -1
            ? hints.some((hint) => takes(hint, feeWon))
            : takes(hints[index] ?? '', feeWon),
        ).toBe(index !== -1)
      },
    ),
    { numRuns: 500 },
  )
})
