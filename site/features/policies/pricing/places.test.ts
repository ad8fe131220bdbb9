import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPlain } from '#api/policies/axes.ts'
import { conflictsOf } from '#api/policies/conflicts.ts'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { grossSeenBy, plainSpotsOf } from '#api/policies/price-table.ts'
import { type Cell, indexGross, PLAIN_SHEET, priceAt, type Shares } from '#api/policies/rebate.ts'
import { grossBy, sharesBy } from '#tests/price-rules.ts'
import { grossSeen } from '../prices.ts'
import { carriersOf, grossIn, placesOf, summaryOf } from './places.ts'
import { draftOf, gridOf, keyOf, sharesOf, withGrid } from './rates.ts'

const shape = {
  carrier: 'all',
  rounding: 'up',
  bandsWon: [77_000, 99_000],
  months: [24],
  flatWon: null,
  agencyOverrides: [],
  simAdjustmentWon: 0,
  ...PLAIN_SHEET,
} as const
const cell = (carrier: Cell['carrier'], amountWon: number): Cell => ({
  ...{ carrier, amountWon },
  ...{ bandWon: 99_000, months: 24 },
})

/** The editor's places for HQ's cells and the agency's rates. */
function edited(cells: Cell[], rates: Partial<Shares> = {}) {
  const gross = indexGross({ ...shape, cells })
  return open(gross, { cells: [], rules: [], defaultWon: null, overrides: [], ...rates })
}
function open(gross: ReturnType<typeof indexGross>, rates: Shares) {
  const own = {
    ...rates,
    cells: [...rates.cells],
    rules: [...rates.rules],
    overrides: [...rates.overrides],
  }
  const agency: NonNullable<PolicyDetail['agency']> = {
    ...grossSeenBy(gross, 'A'),
    lowestWon: 0,
    rates: { ...own, number: 1, savedAt: '' },
    conflicts: { cells: [], default: [], overrides: [], unpriced: [], ties: [], undecided: [] },
  }
  // `grossSeen` reads only HQ's side of a policy.
  const seen = grossSeen({ ...gross, agency } as unknown as PolicyDetail)
  const draft = draftOf(agency)
  const carriers = carriersOf(seen, agency)
  return { carriers, draft, places: placesOf(seen, sharesOf(draft), carriers) }
}

describe('the grids', () => {
  test('belong to carriers that HQ prices, and those that the agency prices', () => {
    expect(edited([cell('skt', 5), cell('all', 4)]).carriers).toEqual(['skt', 'all'])
    expect(edited([cell('all', 4)], { cells: [cell('kt', 3)] }).carriers).toEqual(['kt', 'all'])
  })
  test('of all carriers read as the carriers without one of their own', () => {
    const { places } = edited([cell('kt', 40_000), cell('all', 50_000)])
    expect(places.get('all|99000|24')).toEqual({ grossWon: 50_000, getsWon: 50_000 })
  })
  test('of all carriers where each has its own read as the one that HQ pays least', () => {
    const cells = [cell('skt', 50_000), cell('kt', 40_000), cell('lgu', 60_000)]
    const { places } = edited(cells, { cells: [cell('all', 30_000)] })
    expect(places.get('all|99000|24')).toEqual({ grossWon: 40_000, getsWon: 30_000 })
  })
  test('of all carriers stay open where HQ prices only a carrier with its own, which the amount applies to', () => {
    const cells = [cell('skt', 50_000), { ...cell('all', 40_000), bandWon: 77_000 }]
    const { places } = edited(cells, { cells: [cell('all', 30_000)] })
    expect(places.get('all|99000|24')).toEqual({ grossWon: 50_000, getsWon: 30_000 })
  })
  test('lock what HQ does not price', () => {
    expect(edited([cell('all', 4)]).places.has('all|77000|24')).toBe(false)
  })
})

test('the average margin is over every place that HQ prices', () => {
  const { draft, places } = edited([cell('skt', 400_000), cell('all', 50_000)], {
    cells: [cell('skt', 300_000)],
  })
  expect(summaryOf(draft, places)).toEqual({ priced: 2, averageWon: 50_000, empty: 1 })
})

test('changing another cell keeps every cell that an order can meet', () => {
  fc.assert(
    fc.property(grossBy(['A']), sharesBy([]), (given, rates) => {
      const gross = indexGross(given)
      const { draft, carriers, places } = open(gross, rates)
      const idle = new Set(
        conflictsOf(gross, sharesOf(draft), 'A').unpriced.filter(isPlain).map(keyOf),
      )
      const { bandsWon, months } = gross
      const after = carriers.reduce((cells, carrier) => {
        const shape = { carrier, bandsWon, months }
        return withGrid(cells, shape, gridOf(cells, shape), grossIn(places))
      }, draft.cells)
      const usable = [...draft.cells.keys()].filter((key) => !idle.has(key))
      expect(usable.filter((key) => !after.has(key))).toEqual([])
    }),
    { numRuns: 2_000 },
  )
})

test('a carrier’s grid shows a shop the amount that its order is charged', () => {
  fc.assert(
    fc.property(grossBy(['A']), sharesBy([]), (given, rates) => {
      const gross = indexGross(given)
      const { draft, carriers, places } = open(gross, rates)
      const forAll = gross.sold.find((carrier) => !carriers.includes(carrier))
      for (const at of plainSpotsOf(gross, carriers)) {
        const carrier = at.carrier === 'all' ? forAll : at.carrier
        if (!carrier) continue
        const spot = { ...at, carrier, agencyId: 'A', retailId: null }
        const price = priceAt(gross, sharesOf(draft), spot)
        // The grid for all carriers then shows another carrier that has its own grid.
        if (at.carrier === 'all' && !('grossWon' in price)) continue
        expect(places.get(`${at.carrier}|${at.bandWon}|${at.months}`)).toEqual(
          'shopWon' in price ? { grossWon: price.grossWon, getsWon: price.shopWon } : undefined,
        )
      }
    }),
    { numRuns: 400 },
  )
})
