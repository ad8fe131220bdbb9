import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sumWon } from '../money.ts'
import { linesOf } from './lines.ts'

const companies = { hqId: 'H', agencyId: 'A', retailId: 'R1' }
const paid = (to: string, legs: ReturnType<typeof linesOf>) =>
  sumWon(legs.filter(({ payeeId }) => payeeId === to).map(({ amountWon }) => amountWon))

test.each([
  ['prepaid', 7_700, 407_700, 307_700],
  ['postpaid', -7_700, 392_300, 292_300],
  ['none', 0, 400_000, 300_000],
] as const)(
  'C.2 with a %s SIM: the agency receives %i·, the shop earns it less 100,000',
  (_, simWon, agency, shop) => {
    const legs = linesOf({ ...companies, grossWon: 400_000, shopWon: 300_000, simWon })
    expect(paid('A', legs)).toBe(agency)
    expect(paid('R1', legs)).toBe(shop)
    expect(paid('A', legs) - paid('R1', legs)).toBe(100_000)
  },
)

test('for every order, shop + margin = what HQ pays, and no line is zero', () => {
  fc.assert(
    fc.property(
      fc.nat(2_000_000),
      fc.nat(2_000_000),
      fc.integer({ min: -9_000, max: 9_000 }),
      (a, b, simWon) => {
        const legs = linesOf({
          ...companies,
          grossWon: Math.max(a, b),
          shopWon: Math.min(a, b),
          simWon,
        })
        expect(paid('A', legs) - paid('R1', legs)).toBe(Math.max(a, b) - Math.min(a, b))
        expect(legs.every(({ amountWon }) => amountWon !== 0)).toBe(true)
      },
    ),
  )
})
