import fc from 'fast-check'
import { expect, test } from 'vitest'

import { CARRIERS, CUSTOMER_SEGMENTS, JOIN_TYPES, SUPPORT_TYPES } from '#db/words.ts'

import { limited, sparseGross, sparseShares, untied, untiedShares } from '#tests/sparse-prices.ts'
import { nameOf } from './axes.ts'
import { conflictsOf } from './conflicts.ts'
import { refusalOf } from './margin.ts'
import { NOTHING_SET, PLAIN_SHEET } from './plain-sheet.ts'
import { countSpots, spotsOf } from './price-table.ts'
import { grossAt, indexGross, indexShares, priceAt } from './rebate.ts'
import { toldFor } from './shop-cells.ts'
import { countReached } from './shop-reach.ts'

// Decision 052: what is said about cells of single shops, against a walk over every place of each shop.

const WIDE = { carrier: 'all', amountWon: 10_000 } as const
const some = fc.tuple(limited(sparseGross()), sparseShares(), fc.boolean())
const drawn = some.map(([given, rates, isWide]) => {
  const gross = { ...given, cells: untied(given.cells, given), closed: [] }
  // A cell for everything lies under every other one of its shop.
  const shopCells = rates.shopCells.map(({ retailId, cells }) => ({
    retailId,
    cells: [WIDE, ...cells.filter((cell) => nameOf(cell) !== nameOf(WIDE))],
  }))
  const shares = untiedShares({ ...rates, shopCells: isWide ? shopCells : rates.shopCells }, given)
  return { hq: indexGross(gross), own: indexShares(shares) }
})
type Given = typeof drawn extends fc.Arbitrary<infer T> ? T : never

/** Every place of one shop with its price. */
const placesOf = ({ hq, own }: Given, retailId: string) =>
  [...spotsOf(hq, { told: toldFor(own, retailId) }, hq.sold)].map((place) => ({
    place,
    price: priceAt(hq, own, { ...place, agencyId: 'A', retailId }),
  }))

/** Per cell of a shop that orders meet: what HQ pays where it counts, and why orders are refused there. */
function met(given: Given, retailId: string) {
  const found = new Map<string, { paidWon: number[]; refused: Map<string, number[]> }>()
  for (const { price } of placesOf(given, retailId)) {
    if (!('shopWon' in price) || price.shop.from !== 'shop_cell') continue
    const name = nameOf(price.shop.cell)
    const one = found.get(name) ?? { paidWon: [], refused: new Map<string, number[]>() }
    found.set(name, one)
    one.paidWon.push(price.grossWon)
    if (!('refused' in price)) continue
    one.refused.set(price.refused, [...(one.refused.get(price.refused) ?? []), price.grossWon])
  }
  return found
}

test('a cell of one shop is a conflict exactly where its orders are refused, with the amount that fits all', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(drawn, (given) => {
      const { hq, own } = given
      const { shopCells } = conflictsOf(hq, own, 'A')
      const expected = own.shops.ids.flatMap((retailId) =>
        [...met(given, retailId)].flatMap(([name, { paidWon, refused }]) => {
          const cell = own.shops.of(retailId)?.cells.find((one) => nameOf(one) === name)
          if (!cell) throw new Error('an order is paid by a cell that is not there')
          const allowed = Array.from({ length: 25 }, (_, i) => (i - 12) * 5_000)
            .filter((won) => paidWon.every((paid) => refusalOf(hq, paid, won) === undefined))
            .toSorted((a, b) => Math.abs(a - cell.amountWon) - Math.abs(b - cell.amountWon))
          return [...refused]
            .filter(([why]) => why !== 'below_lowest')
            .map(([why, at]) => ({
              ...{ retailId, name, why, fitsWon: allowed[0] ?? null },
              grossWon: why === 'above_ceiling' ? Math.max(...at) : Math.min(...at),
            }))
        }),
      )
      type Named = Omit<(typeof expected)[number], 'why'> & { why: string }
      const named = shopCells.map(({ retailId, cell, refused: why, grossWon, fitsWon }) => {
        seen.add(`${why} ${fitsWon === null}`)
        return { retailId, name: nameOf(cell), why, fitsWon, grossWon }
      })
      const order = (all: readonly Named[]) =>
        all.map((one) => JSON.stringify(Object.entries(one).toSorted())).sort()
      expect(order(named)).toEqual(order(expected))
    }),
    { numRuns: 200 },
  )
  expect([...seen].sort()).toEqual(
    ['shop_above_gross', 'below_floor', 'above_ceiling']
      .flatMap((why) => [`${why} false`, `${why} true`])
      .sort(),
  )
})

test('a cell of one shop is unpriced exactly where no order of the shop meets a price of HQ', () => {
  let unpriced = 0
  fc.assert(
    fc.property(drawn, (given) => {
      const { hq, own } = given
      const named = conflictsOf(hq, own, 'A').shopUnpriced.map(
        ({ retailId, refused: _, ...cell }) => `${retailId} ${nameOf(cell)}`,
      )
      const dead = own.shops.ids.flatMap((retailId) =>
        (own.shops.of(retailId)?.cells ?? [])
          .filter((cell) => {
            const told = toldFor(own, retailId)
            const within = [...spotsOf(hq, { told }, hq.sold, cell)]
            return within.every((place) => 'refused' in grossAt(hq, { ...place, agencyId: 'A' }))
          })
          .map((cell) => `${retailId} ${nameOf(cell)}`),
      )
      unpriced += dead.length
      expect(named).toEqual(dead)
    }),
    { numRuns: 150 },
  )
  expect(unpriced).toBeGreaterThan(0)
})

test('a shop’s rule, and its one amount, are judged only where its cells leave orders to them', () => {
  const seen = new Set<string>()
  const amounts = fc.subarray([
    { retailId: 'R1', amountWon: 20_000 },
    { retailId: 'R2', amountWon: 40_000 },
  ])
  fc.assert(
    fc.property(drawn, amounts, ({ hq, own }, overrides) => {
      const given = { hq, own: indexShares({ ...own, overrides }) }
      const conflicts = conflictsOf(hq, given.own, 'A')
      for (const retailId of ['R1', 'R2']) {
        const priced = placesOf(given, retailId).flatMap(({ price }) => {
          const isWhole = 'shop' in price && isForWholeShop(price.shop, retailId)
          return isWhole && 'refused' in price ? [price] : []
        })
        const above = priced.filter(({ refused }) => refused === 'shop_above_gross')
        const outside = priced.filter(
          ({ refused }) => refused.endsWith('r') || refused.endsWith('g'),
        )
        const override = conflicts.overrides.find((one) => one.retailId === retailId)
        const isOverride = overrides.some((one) => one.retailId === retailId)
        expect(override?.lowestGrossWon).toBe(
          isOverride && above.length > 0
            ? Math.min(...above.map(({ grossWon }) => grossWon))
            : undefined,
        )
        const limits = conflicts.shopLimits.some((one) => one.retailId === retailId)
        expect(limits).toBe(outside.length > 0)
        for (const { refused } of priced) seen.add(refused)
      }
    }),
    { numRuns: 200 },
  )
  expect([...seen]).toEqual(
    expect.arrayContaining(['shop_above_gross', 'below_floor', 'above_ceiling']),
  )
})
type Why = Extract<ReturnType<typeof priceAt>, { shop: unknown }>['shop']
const isForWholeShop = (shop: Why, retailId: string) =>
  shop.from === 'override' || (shop.from === 'rule' && shop.rule.retailId === retailId)

test('a place is undecided exactly if no amount is set there for some shop with a rule of its own, or for all', () => {
  fc.assert(
    fc.property(drawn, (given) => {
      const { hq, own } = given
      const named = conflictsOf(hq, own, 'A').undecided.length > 0
      const waits = [null, 'R1', 'R2'].some((retailId) =>
        [...spotsOf(hq, { told: toldFor(own, retailId) }, hq.sold)].some((place) => {
          const price = priceAt(hq, own, { ...place, agencyId: 'A', retailId })
          return 'refused' in price && price.refused === 'undecided'
        }),
      )
      // A rule for every shop is named where it does not apply, also if each known shop has an amount there.
      expect(named).toBe(waits)
    }),
    { numRuns: 200 },
  )
})

test('places within a cell are counted without walking through them', () => {
  fc.assert(
    fc.property(drawn, ({ hq, own }) => {
      let most = 0
      for (const retailId of own.shops.ids)
        for (const cell of own.shops.of(retailId)?.cells ?? []) {
          const shop = { told: toldFor(own, retailId) }
          const within = [...spotsOf(hq, shop, hq.sold, cell)]
          expect(countSpots(hq, shop, hq.sold, cell)).toBe(within.length)
          most += within.length
        }
      expect(countReached(hq, own)).toBeLessThanOrEqual(most)
    }),
    { numRuns: 150 },
  )
})

test('a rule that does not apply waits for nothing where cells of the shop meet every order', () => {
  const at = { carrier: 'skt', bandWon: 55_000, months: 24 } as const
  const hq = indexGross({
    ...PLAIN_SHEET,
    ...{ carrier: 'skt', rounding: 'up', bandsWon: [55_000], months: [24], lowestWon: -20_000 },
    ...{ cells: [{ ...at, amountWon: -10_000 }], flatWon: null },
    ...{ agencyOverrides: [], simAdjustmentWon: 0 },
  })
  const waiting = (joinTypes: readonly (typeof JOIN_TYPES)[number][]) => {
    const own = indexShares({
      ...{ ...NOTHING_SET, defaultWon: -10_000 },
      rules: [{ ...HALF, retailId: 'R1' }],
      shopCells: [
        {
          retailId: 'R1',
          cells: joinTypes.map((joinType) => ({ ...at, joinType, amountWon: -10_000 })),
        },
      ],
    })
    return conflictsOf(hq, own, null).undecided.length
  }
  expect([waiting(JOIN_TYPES), waiting(JOIN_TYPES.slice(1))]).toEqual([0, 1])
})
const HALF = {
  ...({ carrier: 'all', kind: 'percent', value: 50 } as const),
  ...({ roundToWon: 1, leastMarginWon: 0 } as const),
}
test('thousands of cells of one shop are judged although two of them tie', () => {
  const [bandsWon, months] = [Array.from({ length: 12 }, (_, i) => (i + 1) * 10_000), [0, 12, 24]]
  const sheet = { ...PLAIN_SHEET, carrier: 'all', rounding: 'up', bandsWon, months } as const
  const hq = indexGross({
    ...{ ...sheet, lowestWon: 0, flatWon: 100_000, agencyOverrides: [], simAdjustmentWon: 0 },
    cells: [],
  })
  const cells = CARRIERS.flatMap((carrier) =>
    bandsWon.flatMap((bandWon) =>
      months.flatMap((one) =>
        JOIN_TYPES.flatMap((joinType) =>
          SUPPORT_TYPES.flatMap((supportType) =>
            CUSTOMER_SEGMENTS.map((segment) => ({
              ...{ carrier, bandWon, months: one, joinType, supportType, segment },
              amountWon: 100_001,
            })),
          ),
        ),
      ),
    ),
  )
  const tied = [{ joinType: 'mnp' } as const, { supportType: 'public' } as const].map((axes) => ({
    ...{ carrier: 'all' as const, ...axes, amountWon: 0 },
  }))
  const shopCells = [{ retailId: 'R1', cells: [...tied, ...cells] }]
  const own = indexShares({ ...NOTHING_SET, shopCells })
  expect(countReached(hq, own)).toBeGreaterThan(cells.length)
  const found = conflictsOf(hq, own, 'A')
  expect([found.shopCells.length, found.shopTies.length]).toEqual([cells.length, 1])
})
