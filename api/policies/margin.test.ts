import fc from 'fast-check'
import { expect, test } from 'vitest'
import { limited, sparseGross, sparseShares, untied, untiedShares } from '#tests/sparse-prices.ts'
import { type Axes, axesAt } from './axes.ts'
import { conflictsOf } from './conflicts.ts'
import { spotsOf } from './price-table.ts'
import {
  type Gross,
  type GrossIndex,
  grossAt,
  indexGross,
  indexShares,
  priceAt,
  type Shares,
  type SharesIndex,
} from './rebate.ts'
import { toldFor } from './shop-cells.ts'
import { toDecide } from './to-decide.ts'

// Decision 049: what an agency keeps is within HQ's limits wherever an order is taken.

const SHOPS = [null, 'R1', 'R2', 'R3']
const overridden = fc
  .tuple(
    sparseShares(),
    fc.subarray([
      { retailId: 'R1', amountWon: 20_000 },
      { retailId: 'R2', amountWon: 40_000 },
    ]),
  )
  .map(([shares, overrides]): Shares => ({ ...shares, overrides }))
const drawn = fc
  .tuple(limited(sparseGross()), overridden)
  .map(([given, rates]): { gross: Gross; shares: Shares } => ({
    gross: { ...given, cells: untied(given.cells, given), closed: [] },
    shares: untiedShares(rates, given),
  }))

/** HQ lets agencies pay shops whatever they like. */
const ANYTHING = { marginFloorWon: -1_000_000_000, marginCeilingWon: null }
type Spots = (
  hq: GrossIndex,
  own: SharesIndex,
) => Iterable<{ place: AtPlace; retailId: string | null }>
type AtPlace = ReturnType<typeof spotsOf> extends Iterable<infer One> ? One : never
/** The places that HQ and what is set for all shops tell apart, for each shop. */
const ofAll: Spots = (hq, own) =>
  [...spotsOf(hq, own, hq.sold)].flatMap((place) => SHOPS.map((retailId) => ({ place, retailId })))
/** Those that a shop's own cells tell apart too. */
const ofEach: Spots = (hq, own) =>
  SHOPS.flatMap((retailId) =>
    [...spotsOf(hq, { told: toldFor(own, retailId) }, hq.sold)].map((place) => ({
      place,
      retailId,
    })),
  )

/** What orders would be paid if HQ had no limits, with the margin; a rule gives nothing below HQ's floor. */
function* unlimited({ gross, shares }: { gross: Gross; shares: Shares }, spots = ofAll) {
  const hq = indexGross({ ...gross, ...ANYTHING })
  const own = indexShares(shares)
  for (const { place, retailId } of spots(hq, own)) {
    const price = priceAt(hq, own, { ...place, agencyId: 'A', retailId })
    if (!('shopWon' in price) || 'refused' in price) continue
    const { grossWon, shopWon, shop } = price
    if (shop.from === 'rule' && grossWon < (gross.marginFloorWon ?? 0)) continue
    yield { place, retailId, shopWon, marginWon: grossWon - shopWon, shop }
  }
}
/** Without leave of HQ, which is a floor below zero, no margin is negative. */
const isOutside = ({ marginFloorWon, marginCeilingWon }: Gross, marginWon: number) =>
  marginWon < (marginFloorWon ?? 0) || marginWon > (marginCeilingWon ?? marginWon)
/** An amount above what HQ allows breaks no limit: it has no price, as without limits. */
const isPriceable = ({ marginFloorWon }: Gross, marginWon: number) =>
  marginWon >= Math.min(0, marginFloorWon ?? 0)

const indexed = ({
  gross,
  shares,
}: {
  gross: Gross
  shares: Shares
}): [GrossIndex, SharesIndex] => [indexGross(gross), indexShares(shares)]
const nameOf = (at: Axes) => JSON.stringify(Object.entries(at).toSorted())

test('an order is taken exactly where the margin is within the limits, and is paid as without them', () => {
  let fromOwnPocket = 0
  fc.assert(
    fc.property(drawn, (given) => {
      const [hq, own] = indexed(given)
      const differing = [...unlimited(given)].filter(({ place, retailId, ...without }) => {
        const price = priceAt(hq, own, { ...place, agencyId: 'A', retailId })
        const isPaid =
          !('refused' in price) &&
          price.shopWon === without.shopWon &&
          price.grossWon - price.shopWon === without.marginWon
        if (isPaid && without.marginWon < 0) fromOwnPocket++
        return isPaid === isOutside(given.gross, without.marginWon)
      })
      expect(differing).toEqual([])
    }),
    { numRuns: 100 },
  )
  expect(fromOwnPocket).toBeGreaterThan(0)
})

test('every place and every shop outside the limits is named, and no other', () => {
  const occurred = new Set<string>()
  fc.assert(
    fc.property(drawn, (given) => {
      const [hq, own] = indexed(given)
      const broken = [...unlimited(given)].filter(
        ({ marginWon }) => isPriceable(given.gross, marginWon) && isOutside(given.gross, marginWon),
      )
      const conflicts = conflictsOf(hq, own, 'A')
      for (const { from, side } of [...conflicts.limits, ...conflicts.shopLimits])
        occurred.add(`${from} ${side}`)
      const named = conflicts.limits.map(
        ({ amountWon: _, grossWon: __, side: ___, from: ____, cell: _____, ...at }) => nameOf(at),
      )
      const places = broken.filter(({ retailId }) => retailId === null)
      expect(named.toSorted()).toEqual(places.map(({ place }) => nameOf(axesAt(place))).toSorted())
      // A shop is named for what is set for it alone; what it shares with all shops is a place's.
      const isOwn = ({ retailId, shop }: (typeof broken)[number]) =>
        shop.from === 'override' || (shop.from === 'rule' && shop.rule.retailId === retailId)
      const shops = Map.groupBy(
        broken.filter((one) => one.retailId && isOwn(one)),
        (one) => one.retailId,
      )
      expect(
        Object.fromEntries(conflicts.shopLimits.map((one) => [one.retailId, one.combinations])),
      ).toEqual(Object.fromEntries([...shops].map(([id, places]) => [id, places.length])))
      const listed = toDecide({
        ...{ gross: hq, shares: own, conflicts, lowestWon: -1_000_000, agencyId: 'A' },
      }).filter((one) => 'limitWon' in one)
      const inCells = [...unlimited(given, ofEach)].some(
        ({ shop, marginWon }) =>
          shop.from === 'shop_cell' &&
          isPriceable(given.gross, marginWon) &&
          isOutside(given.gross, marginWon),
      )
      expect(listed.length > 0).toBe(broken.length > 0 || inCells)
      const mistaken = listed.filter(
        ({ grossWon, ownWon, limitWon }) =>
          !isOutside(given.gross, grossWon - ownWon) || isOutside(given.gross, limitWon),
      )
      expect(mistaken).toEqual([])
    }),
    { numRuns: 100 },
  )
  for (const from of ['cell', 'rule', 'default', 'passed_on', 'override'])
    for (const side of ['below_floor', 'above_ceiling'])
      if (from !== 'passed_on' || side === 'below_floor')
        expect(occurred).toContain(`${from} ${side}`)
})

test('no shop’s order is refused for what its agency set, or did not, without a place in the list', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(drawn, ({ gross, shares }) => {
      // A default below zero cannot be saved.
      const defaultWon = shares.defaultWon && Math.max(0, shares.defaultWon)
      const [hq, own] = indexed({ gross, shares: { ...shares, defaultWon } })
      const refused = new Set<string>()
      for (const retailId of SHOPS)
        for (const place of spotsOf(hq, { told: toldFor(own, retailId) }, hq.sold)) {
          const price = priceAt(hq, own, { ...place, agencyId: 'A', retailId })
          if ('refused' in price && 'grossWon' in price) refused.add(price.refused)
        }
      const conflicts = conflictsOf(hq, own, 'A')
      const { lowestWon } = gross
      const listed = toDecide({
        ...{ gross: hq, shares: own, conflicts, lowestWon, agencyId: 'A' },
      }).map((one) => (one.kind === 'shop_cell' ? `shop ${one.fault}` : one.kind))
      for (const reason of refused) {
        seen.add(reason)
        expect(listed.filter((kind) => LISTED_AS[reason]?.includes(kind))).not.toEqual([])
      }
    }),
    { numRuns: 150 },
  )
  expect([...seen].toSorted()).toEqual(Object.keys(LISTED_AS).toSorted())
})
const LISTED_AS: Record<string, string[]> = {
  above_ceiling: ['above_ceiling', 'shop_limits', 'shop above_ceiling'],
  below_floor: ['below_floor', 'shop_limits', 'shop below_floor'],
  below_lowest: ['low', 'shop low'],
  shop_above_gross: ['above', 'default_above', 'override', 'shop above'],
  undecided: ['undecided'],
}

test('an amount that is said to fit a shop everywhere does', () => {
  let fitting = 0
  fc.assert(
    fc.property(drawn, (given) => {
      const [hq, own] = indexed(given)
      const { shopLimits } = conflictsOf(hq, own, 'A')
      for (const { retailId, fitsWon } of shopLimits) {
        if (fitsWon === null) continue
        fitting++
        const others = given.shares.overrides.filter((one) => one.retailId !== retailId)
        const overrides = [...others, { retailId, amountWon: fitsWon }]
        const after = conflictsOf(hq, indexShares({ ...given.shares, overrides }), 'A')
        expect(after.shopLimits.filter((one) => one.retailId === retailId)).toEqual([])
        expect(after.overrides.filter((one) => one.retailId === retailId)).toEqual([])
        // Nobody is advised to pay from their own pocket unless HQ's ceiling leaves nothing else.
        const pays = [...spotsOf(hq, own, hq.sold)].flatMap((place) => {
          const price = grossAt(hq, { ...place, agencyId: 'A' })
          return 'grossWon' in price ? [price.grossWon] : []
        })
        const ceilingWon = given.gross.marginCeilingWon ?? Number.POSITIVE_INFINITY
        expect(fitsWon).toBeLessThanOrEqual(
          Math.max(0, Math.min(...pays), Math.max(...pays) - ceilingWon),
        )
      }
    }),
    { numRuns: 200 },
  )
  expect(fitting).toBeGreaterThan(0)
})
