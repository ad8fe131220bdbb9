import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CARRIERS, CONTRACT_MONTHS, SIM_TYPES } from '#db/words.ts'
import { pricesOf } from '#site/features/policies/prices.ts'
import { ANY_ORDER, FEES, grossBy, sharesBy } from '#tests/price-rules.ts'
import { isPlain } from './axes.ts'
import { conflictsOf } from './conflicts.ts'
import type { PolicyDetail } from './contract.ts'
import { NO_LIMITS } from './margin.ts'
import { bandFor } from './order-facts.ts'
import { NOTHING_SET } from './plain-sheet.ts'
import { grossSeenBy, shopTable } from './price-table.ts'
import {
  type Cell,
  type Combination,
  type Gross,
  type GrossIndex,
  indexGross,
  indexShares,
  priceOf,
  type Shares,
  type SharesIndex,
} from './rebate.ts'
import { toldApart } from './told.ts'

// Decision 031: a shop pays exactly the price it sees, and cannot order what it does not see. These tests
// compare the rule with the text of the dossier, and every table of prices with the rule.

const AGENCIES = ['A', 'B']
const SHOPS = ['R1', 'R2']
const RUNS = { numRuns: 400 }

/** A literal implementation of `domain.md` C.2. */
function inWords(gross: Gross, shares: Shares | null, asked: Combination) {
  if (gross.carrier !== 'all' && gross.carrier !== asked.carrier) return 'carrier'
  if (!shares) return 'not_decided'
  if (!gross.months.includes(asked.months)) return 'months'
  const bandWon = bandFor(gross.bandsWon, asked.planFeeWon, gross.rounding)
  if (bandWon === undefined) return 'band'
  const cellIn = (cells: readonly Cell[]) =>
    [asked.carrier, 'all']
      .map((of) =>
        cells.find(
          (one) => one.carrier === of && one.bandWon === bandWon && one.months === asked.months,
        ),
      )
      .find(Boolean)?.amountWon
  const grossWon =
    gross.agencyOverrides.find((one) => one.agencyId === asked.agencyId)?.amountWon ??
    cellIn(gross.cells) ??
    gross.flatWon
  if (grossWon === null) return 'cell'
  const ofShop = shares.shopCells.find((one) => one.retailId === asked.retailId)
  const shopWon =
    cellIn(ofShop?.cells ?? []) ??
    shares.overrides.find((one) => one.retailId === asked.retailId)?.amountWon ??
    cellIn(shares.cells) ??
    shares.defaultWon ??
    grossWon
  if (shopWon > grossWon) return 'shop_above_gross'
  const sim = { prepaid: 1, postpaid: -1, esim: 0, reuse: 0 }[asked.simType]
  return { grossWon, shopWon, simWon: 0 + sim * gross.simAdjustmentWon }
}

type Line = { gross: GrossIndex; shares: SharesIndex | null; agencyId: string }
const both = fc.record({
  gross: grossBy(AGENCIES),
  shares: fc.option(sharesBy(SHOPS), { nil: null }),
  agencyId: fc.constantFrom(...AGENCIES),
})
/** Checks a property for generated prices. */
const always = (holds: (line: Line, given: { gross: Gross; shares: Shares | null }) => void) =>
  fc.assert(
    fc.property(both, ({ gross, shares, agencyId }) =>
      holds(
        { gross: indexGross(gross), shares: shares && indexShares(shares), agencyId },
        { gross, shares },
      ),
    ),
    RUNS,
  )

/** Every order that the shop could try, with its result; the fee of the plan equals the band. */
const ordersOf = ({ gross, shares, agencyId }: Line, retailId: string) =>
  CARRIERS.flatMap((carrier) =>
    gross.bandsWon.flatMap((bandWon) =>
      gross.months.map((months) => {
        const at = { carrier, bandWon, months }
        const asked = {
          ...{ ...ANY_ORDER, ...at, agencyId, retailId },
          ...{ planFeeWon: bandWon, simType: 'esim' as const },
        }
        return { at, price: priceOf(gross, shares, asked) }
      }),
    ),
  )
const PLAIN_TOLD = toldApart([])
const isAt = (at: object) => expect.objectContaining(at)

test('an order is priced, or refused with a reason, as the dossier says', () => {
  const combination = fc
    .record({
      agencyId: fc.constantFrom(...AGENCIES),
      retailId: fc.constantFrom(...SHOPS),
      carrier: fc.constantFrom(...CARRIERS),
      planFeeWon: fc.constantFrom(...FEES),
      months: fc.constantFrom(...CONTRACT_MONTHS),
      simType: fc.constantFrom(...SIM_TYPES),
    })
    .map((asked) => ({ ...ANY_ORDER, ...asked }))
  fc.assert(
    fc.property(both, combination, ({ gross, shares }, asked) => {
      const price = priceOf(indexGross(gross), shares && indexShares(shares), asked)
      const { grossWon, shopWon, simWon } = price as Record<string, unknown>
      expect('refused' in price ? price.refused : { grossWon, shopWon, simWon }).toEqual(
        inWords(gross, shares, asked),
      )
    }),
    { numRuns: 5_000 },
  )
})

test('a shop sees exactly the orders it can place, at the price it would be charged', () => {
  always((line) => {
    for (const retailId of SHOPS) {
      const cells = shopTable(line.gross, line.shares, line.agencyId, retailId)
      expect(cells).toEqual(
        ordersOf(line, retailId).flatMap(({ at, price }) =>
          'refused' in price ? [] : [{ ...at, amountWon: price.shopWon }],
        ),
      )
      // The screen shows what the API returned, each combination in the tab of its carrier or of all.
      const { carriers, at: shownAt } = screenOf(line, { shop: { cells, told: PLAIN_TOLD } })
      for (const { at, price } of ordersOf(line, retailId)) {
        const tab = carriers[0] === 'all' ? ('all' as const) : at.carrier
        const amountWon = 'refused' in price ? undefined : price.shopWon
        expect(shownAt({ ...at, carrier: tab })?.amountWon).toBe(amountWon)
      }
    }
  })
})

test('an agency sees what HQ pays it and what a shop without its own amount gets', () => {
  always((line, { shares }) => {
    const { gross } = line
    const agency = agencyPart(line, shares)
    const { carriers, at: shownAt, conflicts } = screenOf(line, { agency })
    const shown = ordersOf(line, 'no amount of its own').map(({ at, price }) => {
      const cell = shownAt({ ...at, carrier: carriers[0] === 'all' ? 'all' : at.carrier })
      if ('refused' in price && price.refused === 'not_decided') {
        expect(cell?.amountWon).toBeUndefined()
        return false
      }
      expect(cell).toEqual(
        'shopWon' in price
          ? {
              amountWon: price.shopWon,
              grossWon: price.grossWon,
              conflict: 'refused' in price,
            }
          : undefined,
      )
      return cell?.conflict ?? false
    })
    const isOneTab = carriers[0] === 'all' && gross.sold.length > 1
    expect(conflicts * (isOneTab ? gross.sold.length : 1)).toBe(shown.filter(Boolean).length)
  })
})

test('HQ sees what it pays an agency without an override', () => {
  always((line, { gross: { cells, flatWon, agencyOverrides } }) => {
    const hq = {
      ...{ cells: [...cells], flatWon, agencyOverrides: [...agencyOverrides] },
      ...{ targets: [], exclusions: [], closed: [], lowestWon: 0 },
      ...NO_LIMITS,
    }
    const { carriers, at: shownAt } = screenOf(line, { hq })
    const passedOn = indexShares(NOTHING_SET)
    const unnamed = { ...line, agencyId: 'unnamed', shares: passedOn }
    for (const { at, price } of ordersOf(unnamed, 'R1')) {
      const tab = carriers[0] === 'all' ? ('all' as const) : at.carrier
      const amountWon = 'refused' in price ? undefined : price.grossWon
      expect(shownAt({ ...at, carrier: tab })?.amountWon).toBe(amountWon)
    }
  })
})

test('a conflict exists exactly where an order of some shop is refused for exceeding HQ’s amount', () => {
  always((line) => {
    const { gross, shares, agencyId } = line
    const conflicts = conflictsOf(gross, shares, agencyId)
    const aboveFor = (retailId: string) =>
      ordersOf(line, retailId).flatMap(({ at, price }) =>
        'refused' in price && price.refused === 'shop_above_gross' ? [{ at, price }] : [],
      )
    const plain = aboveFor('no amount of its own')
    expect([...conflicts.cells, ...conflicts.default]).toHaveLength(plain.length)
    for (const { at, price } of plain) {
      const { grossWon, shopWon, shop } = price
      const found = { ...at, grossWon, amountWon: shopWon }
      if (shop.from === 'cell')
        expect(conflicts.cells).toContainEqual({
          ...found,
          setFor: shop.cell.carrier,
          cell: shop.cell,
        })
      else expect(conflicts.default).toContainEqual(found)
    }
    for (const retailId of SHOPS) {
      const amountWon = shares?.byShop.get(retailId)
      if (amountWon === undefined) continue
      const above = aboveFor(retailId).filter(({ price }) => price.shop.from === 'override')
      const lowestGrossWon = Math.min(...above.map(({ price }) => price.grossWon))
      const found = { retailId, amountWon, combinations: above.length, lowestGrossWon }
      if (above.length > 0) expect(conflicts.overrides).toContainEqual(isAt(found))
      else expect(conflicts.overrides).not.toContainEqual(isAt({ retailId }))
    }
    expect(conflicts.overrides.length).toBeLessThanOrEqual(SHOPS.length)
    for (const retailId of SHOPS) {
      const above = aboveFor(retailId).filter(({ price }) => price.shop.from === 'shop_cell')
      const named = conflicts.shopCells.filter((one) => one.retailId === retailId)
      expect(named.reduce((sum, one) => sum + one.combinations, 0)).toBe(above.length)
    }
  })
})

test('a cell is listed as unpriced exactly where no order can use it', () => {
  always(({ gross, shares, agencyId }) => {
    const { unpriced } = conflictsOf(gross, shares, agencyId)
    const dead = (shares?.cells ?? []).filter(isPlain).filter(({ carrier, bandWon, months }) =>
      (carrier === 'all' ? CARRIERS : [carrier]).every((one) => {
        const asked = {
          ...ANY_ORDER,
          agencyId,
          retailId: 'R',
          carrier: one,
          months,
          simType: 'esim' as const,
        }
        // A band outside the policy is used by no plan, even by one whose fee equals it.
        if (!gross.bandsWon.includes(bandWon)) return true
        return !('grossWon' in priceOf(gross, shares, { ...asked, planFeeWon: bandWon }))
      }),
    )
    expect(unpriced.map(({ refused: _, ...cell }) => cell)).toEqual(dead)
  })
})

test('a shop without a price cannot tell whether HQ has none or its agency exceeds HQ’s', () => {
  always((line, given) => {
    for (const retailId of SHOPS) {
      const cells = shopTable(line.gross, line.shares, line.agencyId, retailId)
      // Removes every price of HQ that the agency’s amount exceeds: the shop must see the same table.
      const without = withoutAbove(line, given.gross, retailId)
      expect(shopTable(without, line.shares, line.agencyId, retailId)).toEqual(cells)
    }
  })
})

/** HQ's prices as plain cells per carrier, without those that the shop's amount exceeds. */
function withoutAbove(line: Line, gross: Gross, retailId: string): GrossIndex {
  const cells = ordersOf(line, retailId).flatMap(({ at, price }) =>
    'grossWon' in price && !('refused' in price) ? [{ ...at, amountWon: price.grossWon }] : [],
  )
  return indexGross({ ...gross, cells, flatWon: null, agencyOverrides: [] })
}

function agencyPart(
  { gross, shares, agencyId }: Line,
  given: Shares | null,
): NonNullable<PolicyDetail['agency']> {
  const rates = given && {
    ...{ number: 1, savedAt: '', cells: [...given.cells], overrides: [...given.overrides] },
    rules: [...given.rules],
    defaultWon: given.defaultWon,
    shopCells: given.shopCells.map((shop) => ({ ...shop, cells: [...shop.cells] })),
  }
  return {
    ...grossSeenBy(gross, agencyId),
    lowestWon: 0,
    ...NO_LIMITS,
    rates,
    before: null,
    conflicts: conflictsOf(gross, shares, agencyId),
    repriced: [],
  }
}

/** What the screen computes from the policy; prices depend only on these fields. */
const screenOf = ({ gross }: Line, part: Partial<PolicyDetail>) => {
  const { carrier, rounding, bandsWon, months, simAdjustmentWon } = gross
  const shape = {
    ...{ planGroups: [], deviceGroups: [], carrier, rounding },
    ...{ bandsWon, months, simAdjustmentWon },
  }
  return pricesOf({ ...shape, ...part } as PolicyDetail)
}
