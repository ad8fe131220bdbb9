import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SIM_TYPES } from '#db/words.ts'
import { ANY_ORDER } from '#tests/price-rules.ts'
import { bandFor, simLine } from './order-facts.ts'
import { NOTHING_SET, PLAIN_SHEET } from './plain-sheet.ts'
import {
  type Combination,
  type Gross,
  indexGross,
  indexShares,
  priceOf,
  type Shares,
} from './rebate.ts'

const gross: Gross = {
  ...PLAIN_SHEET,
  carrier: 'all',
  rounding: 'up',
  bandsWon: [55_000, 77_000, 99_000],
  months: [12, 24],
  cells: [
    { carrier: 'skt', bandWon: 99_000, months: 24, amountWon: 400_000 },
    { carrier: 'all', bandWon: 77_000, months: 24, amountWon: 250_000 },
  ],
  flatWon: null,
  agencyOverrides: [],
  simAdjustmentWon: 7_700,
}
const shares: Shares = {
  cells: [{ carrier: 'skt', bandWon: 99_000, months: 24, amountWon: 300_000 }],
  rules: [],
  defaultWon: null,
  overrides: [],
  shopCells: [],
}
const asked: Combination = {
  ...ANY_ORDER,
  agencyId: 'A',
  retailId: 'R1',
  carrier: 'skt',
  planFeeWon: 99_000,
  months: 24,
  simType: 'prepaid',
}

const passedOn: Shares = NOTHING_SET
const price = (from: Gross, to: Shares | null, combination: Combination) =>
  priceOf(indexGross(from), to && indexShares(to), combination)

describe('domain.md C.2', () => {
  test.each([
    ['prepaid', 7_700, 407_700, 307_700],
    ['postpaid', -7_700, 392_300, 292_300],
    ['esim', 0, 400_000, 300_000],
    ['reuse', 0, 400_000, 300_000],
  ] as const)(
    '%s SIM: HQ adds %i and pays %i in all, the shop earns %i',
    (simType, sim, hq, shop) => {
      const found = price(gross, shares, { ...asked, simType })
      expect(found).toMatchObject({ grossWon: 400_000, shopWon: 300_000, simWon: sim })
      if ('refused' in found) throw new Error('priced')
      expect(found.grossWon + found.simWon).toBe(hq)
      expect(found.shopWon + found.simWon).toBe(shop)
      expect(found.grossWon - found.shopWon).toBe(100_000)
    },
  )

  test.each<[string, Partial<Gross>, Shares | null, Partial<Combination>, object]>([
    [
      'where a decided agency set nothing, HQ’s amount is passed on',
      {},
      passedOn,
      {},
      { shopWon: 400_000 },
    ],
    ['an agency that has not decided passes nothing on', {}, null, {}, { refused: 'not_decided' }],
    [
      'a carrier outside the policy is refused',
      { carrier: 'kt' },
      passedOn,
      {},
      { refused: 'carrier' },
    ],
    [
      'a shop override beats the agency cell',
      {},
      { ...shares, overrides: [{ retailId: 'R1', amountWon: 320_000 }] },
      {},
      { shopWon: 320_000, trace: { shop: { from: 'override' } } },
    ],
    [
      "another shop's override does not apply",
      {},
      { ...shares, overrides: [{ retailId: 'R2', amountWon: 320_000 }] },
      {},
      { shopWon: 300_000 },
    ],
    [
      "HQ's override for the agency beats the matrix",
      { agencyOverrides: [{ agencyId: 'A', amountWon: 420_000 }] },
      shares,
      {},
      { grossWon: 420_000, trace: { gross: { from: 'override' } } },
    ],
    [
      "the carrier's own cell comes before the cell of all",
      {},
      passedOn,
      { carrier: 'kt', planFeeWon: 70_000 },
      { grossWon: 250_000, trace: { bandWon: 77_000, gross: { cell: { carrier: 'all' } } } },
    ],
    [
      'the flat amount applies where there is no cell',
      { flatWon: 90_000 },
      passedOn,
      { months: 12 },
      { grossWon: 90_000, trace: { gross: { from: 'flat' } } },
    ],
    [
      "the agency's default applies where it has no cell",
      {},
      { ...shares, defaultWon: 200_000 },
      { planFeeWon: 60_000 },
      { grossWon: 250_000, shopWon: 200_000, trace: { shop: { from: 'default' } } },
    ],
    ['no cell and no flat amount is refused', {}, passedOn, { months: 12 }, { refused: 'cell' }],
    [
      'a contract the policy does not offer is refused',
      {},
      passedOn,
      { months: 36 },
      { refused: 'months' },
    ],
    [
      'a share above what HQ pays is refused',
      {},
      { ...shares, cells: [], defaultWon: 500_000 },
      {},
      { refused: 'shop_above_gross' },
    ],
  ])('%s', (_, change, agency, combination, expected) => {
    expect(price({ ...gross, ...change }, agency, { ...asked, ...combination })).toMatchObject(
      expected,
    )
  })
})

test.each([
  ['up', 98_999, 99_000],
  ['up', 99_000, 99_000],
  ['up', 99_001, 99_000],
  ['up', 77_001, 99_000],
  ['up', 1, 55_000],
  ['down', 98_999, 77_000],
  ['down', 99_000, 99_000],
  ['down', 54_999, undefined],
] as const)('rounding %s puts a fee of %i into the band %s', (rounding, fee, band) => {
  expect(bandFor([99_000, 55_000, 77_000], fee, rounding)).toBe(band)
})

test('every price splits exactly: shop + margin = gross, with the same SIM line on both legs', () => {
  const amount = fc.integer({ min: 0, max: 2_000_000 })
  fc.assert(
    fc.property(
      amount,
      fc.option(amount, { nil: null }),
      fc.integer({ min: 1, max: 200_000 }),
      fc.constantFrom(...SIM_TYPES),
      (flatWon, defaultWon, planFeeWon, simType) => {
        const found = price(
          { ...gross, flatWon, cells: [] },
          { ...passedOn, defaultWon },
          { ...asked, planFeeWon, simType },
        )
        if ('refused' in found) {
          expect(defaultWon).toBeGreaterThan(flatWon)
          return
        }
        expect(found.shopWon).toBeLessThanOrEqual(found.grossWon)
        expect(found.grossWon).toBe(flatWon)
        expect(found.simWon).toBe(simLine(simType, 7_700))
      },
    ),
  )
})
