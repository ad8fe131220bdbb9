import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shopPrices } from '#site/features/policies/shop-prices.ts'
import {
  ADDITIONS,
  anyCombination,
  sparseGross,
  sparseShares,
  untied,
  untiedShares,
} from '#tests/sparse-prices.ts'
import { type Axes, axesAt } from './axes.ts'
import { conflictsOf } from './conflicts.ts'
import { bandFor } from './order-facts.ts'
import { countSpots, shopTable, spotsOf } from './price-table.ts'
import {
  type Combination,
  type Gross,
  indexGross,
  indexShares,
  priceAt,
  priceOf,
  type Shares,
} from './rebate.ts'
import { toldFor } from './shop-cells.ts'
import { tiesIn } from './ties.ts'
import { toldByAny } from './told.ts'

// The rule over sparse matrices, against a program that compares every cell with every other one.

const RUNS = { numRuns: 3_000 }

type Known = Pick<Gross, 'planGroups' | 'deviceGroups' | 'bandsWon' | 'rounding'>

/** Whether a cell fits an order, axis by axis. */
function fits(cell: Axes, asked: Combination, known: Known): boolean {
  const inGroup = (ids: readonly string[] | undefined, id: string | null) =>
    id !== null && ids?.includes(id) === true
  return (
    (cell.carrier === 'all' || cell.carrier === asked.carrier) &&
    (cell.bandWon === undefined ||
      cell.bandWon === bandFor(known.bandsWon, asked.planFeeWon, known.rounding)) &&
    (cell.planGroup === undefined ||
      inGroup(
        known.planGroups.find((one) => one.name === cell.planGroup)?.planIds,
        asked.planId,
      )) &&
    (cell.deviceGroup === undefined ||
      inGroup(
        known.deviceGroups.find((one) => one.name === cell.deviceGroup)?.deviceIds,
        asked.deviceId,
      )) &&
    (cell.deviceId === undefined || cell.deviceId === asked.deviceId) &&
    (cell.joinType === undefined || cell.joinType === asked.joinType) &&
    (cell.supportType === undefined || cell.supportType === asked.supportType) &&
    (cell.months === undefined || cell.months === asked.months) &&
    (cell.segment === undefined || cell.segment === asked.segment)
  )
}

/** Whether the first cell fixes every axis of the second; a model counts as its group, a group of plans as a band. */
const isAtLeast = (cell: Axes, other: Axes): boolean =>
  (other.carrier === 'all' || cell.carrier !== 'all') &&
  (other.bandWon === undefined || cell.bandWon !== undefined || cell.planGroup !== undefined) &&
  (other.planGroup === undefined || cell.planGroup !== undefined) &&
  (other.deviceGroup === undefined ||
    cell.deviceGroup !== undefined ||
    cell.deviceId !== undefined) &&
  (other.deviceId === undefined || cell.deviceId !== undefined) &&
  (['joinType', 'supportType', 'months', 'segment'] as const).every(
    (axis) => other[axis] === undefined || cell[axis] !== undefined,
  )

function winner<C extends Axes>(
  cells: readonly C[],
  asked: Combination,
  known: Known,
): C | 'tie' | undefined {
  const fitting = cells.filter((cell) => fits(cell, asked, known))
  if (fitting.length === 0) return undefined
  return fitting.find((cell) => fitting.every((other) => isAtLeast(cell, other))) ?? 'tie'
}

const namesDevice = (cells: readonly Axes[]) =>
  cells.some((cell) => cell.deviceId !== undefined || cell.deviceGroup !== undefined)

/** The cells that the agency set for the shop of an order. */
const ownCells = ({ shopCells }: Shares, { retailId }: Combination) =>
  shopCells.find((shop) => shop.retailId === retailId)?.cells ?? []

/** The agency's amount: by a cell or a rule for this shop, a cell, a rule, the default, or all of HQ's. */
function shareInWords(gross: Gross, shares: Shares, asked: Combination, grossWon: number) {
  const ruleOf = (retailId: string | null) =>
    [asked.carrier, 'all']
      .map((of) => shares.rules.find((one) => one.retailId === retailId && one.carrier === of))
      .find(Boolean)
  const byRule = (rule: Shares['rules'][number]) => {
    if (grossWon < 0) return 'undecided'
    const share = rule.kind === 'percent' ? (grossWon * rule.value) / 100 : grossWon - rule.value
    const rounded = Math.floor(share / rule.roundToWon) * rule.roundToWon
    return Math.max(Math.min(rounded, grossWon - rule.leastMarginWon), 0)
  }
  const ofShop = winner(ownCells(shares, asked), asked, gross)
  if (ofShop === 'tie') return 'tie'
  if (ofShop) return ofShop.amountWon
  const forShop = ruleOf(asked.retailId)
  const byOwnRule = forShop && byRule(forShop)
  if (byOwnRule !== undefined && byOwnRule !== 'undecided') return byOwnRule
  const own = winner(shares.cells, asked, gross)
  if (own === 'tie') return 'tie'
  if (own) return own.amountWon
  if (byOwnRule) return byOwnRule
  const rule = ruleOf(null)
  return rule ? byRule(rule) : (shares.defaultWon ?? grossWon)
}

function inWords(gross: Gross, shares: Shares, asked: Combination) {
  const all = [...gross.cells, ...gross.closed, ...shares.cells, ...ownCells(shares, asked)]
  if (asked.deviceId === null && namesDevice(all)) return 'device'
  if (gross.carrier !== 'all' && gross.carrier !== asked.carrier) return 'carrier'
  if (!gross.months.includes(asked.months)) return 'months'
  if (bandFor(gross.bandsWon, asked.planFeeWon, gross.rounding) === undefined) return 'band'
  const closed = gross.closed.map((axes) => ({ ...axes, amountWon: null }))
  const hq = winner<Axes & { amountWon: number | null }>([...gross.cells, ...closed], asked, gross)
  if (hq === 'tie') return 'tie'
  if (hq?.amountWon === null) return 'closed'
  const grossWon = hq?.amountWon ?? gross.flatWon
  if (grossWon === null) return 'cell'
  const shopWon = shareInWords(gross, shares, asked, grossWon)
  if (typeof shopWon === 'string') return shopWon
  if (shopWon > grossWon) return 'shop_above_gross'
  if (shopWon < gross.lowestWon) return 'below_lowest'
  const added = ADDITIONS.filter(({ name }) => asked.additions.includes(name)).reduce(
    (sum, addition) => sum + addition.amountWon,
    0,
  )
  return { grossWon: grossWon + added, shopWon: shopWon + added }
}

/** A closed place and a cell with the same axes are refused when HQ publishes. */
const withoutTwins = (gross: Gross): Gross => {
  const taken = new Set(gross.cells.map(({ amountWon: _, ...axes }) => JSON.stringify(axes)))
  return { ...gross, closed: gross.closed.filter((axes) => !taken.has(JSON.stringify(axes))) }
}
const anyGross = sparseGross().map(withoutTwins)
/** Prices as they can be published: without ties. */
const publishable = fc.tuple(anyGross, sparseShares()).map(([gross, shares]) => {
  const kept = new Set<Axes>(untied<Axes>([...gross.cells, ...gross.closed], gross))
  return {
    gross: {
      ...gross,
      cells: gross.cells.filter((cell) => kept.has(cell)),
      closed: gross.closed.filter((axes) => kept.has(axes)),
    },
    shares: untiedShares(shares, gross),
  }
})

test('an order is priced by the most specific cell, or refused with the reason', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(anyGross, sparseShares(), anyCombination, (gross, shares, asked) => {
      const price = priceOf(indexGross(gross), indexShares(shares), asked)
      const { grossWon, shopWon } = price as Record<string, unknown>
      const said = 'refused' in price ? price.refused : { grossWon, shopWon }
      seen.add(typeof said === 'string' ? said : 'priced')
      expect(said).toEqual(inWords(gross, shares, asked))
    }),
    { numRuns: 20_000 },
  )
  // The generated cases contain every outcome, or the test proves nothing.
  expect([...seen].sort()).toEqual([
    'band',
    'below_lowest',
    'carrier',
    'cell',
    'closed',
    'device',
    'months',
    'priced',
    'shop_above_gross',
    'tie',
    'undecided',
  ])
})

test('cells without a tie in the check never tie for an order, and a tie in the check names the exact cell', () => {
  fc.assert(
    fc.property(publishable, anyCombination, ({ gross, shares }, asked) => {
      const price = priceOf(indexGross(gross), indexShares(shares), asked)
      expect('refused' in price && price.refused).not.toBe('tie')
    }),
    RUNS,
  )
  fc.assert(
    fc.property(anyGross, (gross) => {
      const { groupOfDevice } = indexGross(gross)
      for (const { first, second, exact } of tiesIn(gross.cells, groupOfDevice, 50)) {
        expect(isAtLeast(exact, first) && isAtLeast(exact, second)).toBe(true)
        expect(isAtLeast(first, second) || isAtLeast(second, first)).toBe(false)
      }
    }),
    RUNS,
  )
})

test('a shop sees exactly the orders that it can place, at the amount that it is charged', () => {
  fc.assert(
    fc.property(publishable, anyCombination, ({ gross, shares }, asked) => {
      const [hq, own] = [indexGross(gross), indexShares(shares)]
      const table = shopTable(hq, own, 'A', 'R1')
      const price = priceOf(hq, own, { ...asked, additions: [] })
      if ('refused' in price && price.refused === 'device') return
      // The order form reads the same table.
      const at = shopPrices({
        ...gross,
        ...EDITABLE(gross),
        shop: { cells: table, told: toldByAny(hq.told, toldFor(own, 'R1')) },
      })
      const { planId: id, planFeeWon: monthlyFeeWon } = asked
      expect(at({ ...asked, plan: { id, monthlyFeeWon } })).toBe(
        'refused' in price ? undefined : price.shopWon,
      )
    }),
    RUNS,
  )
})
/** Answers have lists that may be changed. */
const EDITABLE = ({ bandsWon, planGroups, deviceGroups }: Gross) => ({
  bandsWon: [...bandsWon],
  planGroups: planGroups.map(({ name, planIds }) => ({ name, planIds: [...planIds] })),
  deviceGroups: deviceGroups.map(({ name, deviceIds }) => ({ name, deviceIds: [...deviceIds] })),
})

test('a conflict is named exactly where an order is refused for exceeding HQ’s amount', () => {
  fc.assert(
    fc.property(publishable, ({ gross, shares }) => {
      const [hq, own] = [indexGross(gross), indexShares(shares)]
      const found = conflictsOf(hq, own, 'A')
      const above = [...spotsOf(hq, own, hq.sold)].filter((place) => {
        const price = priceAt(hq, own, { ...place, agencyId: 'A', retailId: null })
        return 'refused' in price && price.refused === 'shop_above_gross'
      })
      const named = [...found.cells, ...found.default].map(
        ({ amountWon: _, grossWon: __, ...at }) => axesOnly(at),
      )
      expect(named.sort()).toEqual(above.map((place) => axesOnly(axesAt(place))).sort())
      expect(found.ties).toEqual([])
    }),
    { numRuns: 200 },
  )
})
const axesOnly = (at: Axes & { setFor?: unknown; cell?: unknown }) => {
  const { setFor: _, cell: __, ...axes } = at
  return JSON.stringify(Object.entries(axes).toSorted(([a], [b]) => a.localeCompare(b)))
}

test('a shop reads the same table and is charged the same whatever the cells of other shops', () => {
  fc.assert(
    fc.property(publishable, anyCombination, ({ gross, shares }, asked) => {
      const without = {
        ...shares,
        shopCells: shares.shopCells.filter((shop) => shop.retailId === 'R1'),
      }
      const [hq, all, own] = [indexGross(gross), indexShares(shares), indexShares(without)]
      expect(shopTable(hq, all, 'A', 'R1')).toEqual(shopTable(hq, own, 'A', 'R1'))
      expect(priceOf(hq, all, asked)).toEqual(priceOf(hq, own, asked))
      expect(toldFor(all, 'R1')).toEqual(toldFor(own, 'R1'))
    }),
    RUNS,
  )
})

test('the places of a matrix are counted without walking through them', () => {
  fc.assert(
    fc.property(anyGross, (gross) => {
      const hq = indexGross(gross)
      expect(countSpots(hq, null, hq.sold)).toBe([...spotsOf(hq, null, hq.sold)].length)
    }),
    { numRuns: 500 },
  )
})
