import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Axes, axesAt } from '#api/policies/axes.ts'
import { shopTable, spotsOf } from '#api/policies/price-table.ts'
import {
  type Gross,
  type GrossIndex,
  indexGross,
  indexShares,
  priceAt,
  priceOf,
  type Shares,
} from '#api/policies/rebate.ts'
import { toldFor } from '#api/policies/shop-cells.ts'
import {
  anyCombination,
  limited,
  sparseGross,
  sparseShares,
  untied,
  untiedShares,
} from '#tests/sparse-prices.ts'
import { entriesOf } from '../matrix/entry.ts'
import { positionOf, axesAt as stands, type View, viewOf } from '../matrix/view.ts'
import { type Sides, shownAt, sidesOf } from './desk.ts'
import { deskLayout, deskMatrix, standingAt } from './desk-matrix.ts'

/** The desk of an agency for these prices: its places, and how each reads. */
function deskOf(given: Gross, rates: Shares) {
  const names = new Set(given.cells.map((cell) => JSON.stringify(cell)))
  const hq = { ...given, cells: untied(given.cells, given), closed: [] as Axes[] }
  expect(names.size).toBe(given.cells.length)
  const own = untiedShares(rates, given)
  const [gross, shares] = [indexGross(hq), indexShares(own)]
  const matrix = deskMatrix(
    { ...hq, bandLabels: [], bandsWon: [...hq.bandsWon], months: [...hq.months] } as never,
    deskLayout(entriesOf(hq.cells, []), given.flatWon, [
      ...[own, ...own.shopCells].flatMap(({ cells }) => cells),
    ]),
    entriesOf(own.cells, []),
  )
  return { gross, shares, view: viewOf(matrix), sides: sidesOf(gross, shares) }
}

/** What the desk shows for an order's place. */
function deskShows(view: View, sides: Sides, gross: GrossIndex, at: Axes, retailId: string) {
  const axes = standingAt(view, gross.groupOfDevice, at)
  const place = positionOf(view, axes)
  if (!place) return { kind: 'unseen' as const }
  // The place is read as the screen reads it: from its face, row and column.
  const seen = stands(view.faces[place.face], view.rows[place.row], view.columns[place.column])
  const shown = shownAt(sides, seen, retailId)
  if (shown.kind !== 'by_band') return shown
  if (at.bandWon === undefined) throw new Error('an order lies in a band')
  return shown.bands.find(({ bandWon }) => bandWon === at.bandWon)?.paid ?? shown
}

test('the desk shows the amount that a shop reads and that an order is paid, whatever the axes, rules and cells', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(limited(sparseGross()), sparseShares(), (given, rates) => {
      const { gross, shares, view, sides } = deskOf(given, rates)
      const shows = (at: Axes) => deskShows(view, sides, gross, at, 'R1')
      const differing: unknown[] = []
      for (const place of spotsOf(gross, { told: toldFor(shares, 'R1') }, gross.sold)) {
        const price = priceAt(gross, shares, { ...place, agencyId: 'A', retailId: 'R1' })
        const shown = shows(axesAt(place))
        seen.add(shown.kind)
        if (shown.kind === 'priced' && shown.refused) seen.add(shown.refused)
        const isPaid = shown.kind === 'priced' && shown.refused === undefined
        const isAlike =
          'refused' in price
            ? !isPaid && isShown(price.refused, shown)
            : isPaid && shown.shopWon === price.shopWon && shown.grossWon === price.grossWon
        if (!isAlike) differing.push({ place, price, shown })
      }
      for (const { amountWon, ...at } of shopTable(gross, shares, 'A', 'R1')) {
        const shown = shows(at)
        if (shown.kind !== 'priced' || shown.shopWon !== amountWon) differing.push({ at, shown })
      }
      expect(differing).toEqual([])
    }),
    { numRuns: 150 },
  )
  expect([...seen]).toEqual(
    expect.arrayContaining([
      ...['no_price', 'priced', 'undecided'],
      ...['shop_above_gross', 'below_floor', 'above_ceiling'],
    ]),
  )
})

/** Whether the desk says of a refused order what the rule says. */
const isShown = (refused: string, shown: ReturnType<typeof deskShows>): boolean =>
  shown.kind === 'priced'
    ? shown.refused === refused
    : shown.kind === 'undecided'
      ? refused === 'undecided'
      : true

test('a quote is paid what the desk shows', () => {
  fc.assert(
    fc.property(limited(sparseGross()), sparseShares(), anyCombination, (given, rates, asked) => {
      const { gross, shares, view, sides } = deskOf(given, rates)
      const price = priceOf(gross, shares, { ...asked, additions: [] })
      if ('refused' in price) return
      const at = {
        ...{ carrier: asked.carrier, bandWon: price.trace.bandWon, months: asked.months },
        ...{ joinType: asked.joinType, supportType: asked.supportType, segment: asked.segment },
        planGroup: gross.groupOfPlan.get(asked.planId),
        deviceId: asked.deviceId ?? undefined,
        deviceGroup: gross.groupOfDevice.get(asked.deviceId ?? ''),
      }
      expect(deskShows(view, sides, gross, at, 'R1')).toMatchObject({
        ...{ kind: 'priced', shopWon: price.shopWon, grossWon: price.grossWon },
      })
    }),
    { numRuns: 1_000 },
  )
})
