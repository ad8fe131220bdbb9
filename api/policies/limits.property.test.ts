import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Carrier } from '#db/words.ts'
import { grossSeen } from '#site/features/policies/gross-seen.ts'
import { grossBy, sharesBy } from '#tests/price-rules.ts'
import { C2_POLICY, openWorld, type Tree, type World } from '#tests/world.ts'
import { isPlain, type PlainAxes } from './axes.ts'
import { conflictsOf } from './conflicts.ts'
import { indexShares } from './rebate.ts'
import type { ShareRule } from './share-rules.ts'
import { toDecide } from './to-decide.ts'

// Decision 049 with random matrices, limits, rules, cells and amounts of shops, saved through HTTP.

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
})
afterAll(() => world.close())

const limits = fc
  .record({
    marginFloorWon: fc.constantFrom(null, 0, 5_000, 10_000, -10_000, -30_000),
    roomWon: fc.constantFrom(null, 0, 10_000, 30_000),
  })
  .map(({ marginFloorWon, roomWon }) => ({
    marginFloorWon,
    marginCeilingWon: roomWon === null ? null : Math.max(0, marginFloorWon ?? 0) + roomWon,
  }))
const rules: fc.Arbitrary<ShareRule[]> = fc.uniqueArray(
  fc.record({
    carrier: fc.constantFrom('all', 'kt'),
    retailId: fc.constantFrom(null, null, 'R1'),
    kind: fc.constantFrom('percent', 'minus'),
    value: fc.constantFrom(0, 50, 75, 10_000),
    roundToWon: fc.constantFrom(1, 1_000, 10_000),
    leastMarginWon: fc.constantFrom(0, 10_000),
  }),
  { maxLength: 3, selector: ({ carrier, retailId }) => `${carrier} ${retailId}` },
)

let policies = 0
const publish = async (sheet: object) => {
  const title = `한도 ${++policies}`
  const { status, body } = await tree.hq.admin.post('policies', {
    ...{ ...C2_POLICY, title, form: [], targets: [tree.a.id] },
    ...sheet,
  })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body.id as string
}
const isLimit = ({ code }: { code: string }) => code === 'below_floor' || code === 'above_ceiling'

test('is saved exactly if the desk finds nothing outside the limits, and is then within them for every shop', async () => {
  const outcomes = new Set<string>()
  const drawn = fc.tuple(grossBy(['A']), sharesBy(['R1']), rules, limits)
  await fc.assert(
    fc.asyncProperty(drawn, async ([gross, shares, ruled, margin]) => {
      const { carrier, rounding, bandsWon, months, cells, flatWon } = gross
      const agencyOverrides = gross.agencyOverrides.map(({ amountWon }) => ({
        ...{ agencyId: tree.a.id, amountWon },
      }))
      const sheet = { carrier, rounding, bandsWon, months, flatWon, agencyOverrides, ...margin }
      const isEmpty = cells.length === 0 && flatWon === null && agencyOverrides.length === 0
      const id = await publish({
        ...{ ...sheet, lowestWon: -1_000_000 },
        cells: isEmpty ? [{ amountWon: 20_000 }] : cells,
      })
      const asShop = <O extends { retailId: string | null }>(one: O) => ({
        ...{ ...one, retailId: one.retailId && tree.r1.id },
      })
      const inSheet = (cell: PlainAxes) =>
        bandsWon.includes(cell.bandWon) && months.includes(cell.months)
      const rates = {
        cells: shares.cells.filter(isPlain).filter(inSheet),
        rules: ruled
          .map((rule) => (rule.value > 100 ? { ...rule, kind: 'minus' as const } : rule))
          .map(asShop),
        defaultWon: shares.defaultWon,
        overrides: shares.overrides.map((one) => ({ ...one, retailId: tree.r1.id })),
        shopCells: shares.shopCells
          .map(({ cells }) => ({
            retailId: tree.r1.id,
            cells: cells.filter(isPlain).filter(inSheet),
          }))
          .filter((shop) => shop.cells.length > 0),
      }
      const policy = (await tree.a.admin.get(`policies/${id}`)).body
      const [seen, own] = [grossSeen(policy), indexShares(rates)]
      const listed = toDecide({
        ...{ gross: seen, shares: own, conflicts: conflictsOf(seen, own, null) },
        ...{ lowestWon: -1_000_000, agencyId: null },
      }).filter((one) => 'limitWon' in one)
      const { status, body } = await tree.a.admin.put(`policies/${id}/agency-rates`, {
        ...{ basedOn: 0, ...rates },
      })
      const named = (body.errors ?? []).filter(isLimit)
      for (const { code } of named) outcomes.add(code)
      // Saving nothing at all is refused before anything is looked at.
      const { length } = [
        ...[...rates.cells, ...rates.rules],
        ...[...rates.overrides, ...rates.shopCells],
      ]
      if (length > 0 || rates.defaultWon !== null) expect(named).toHaveLength(listed.length)
      if (status !== 200) return
      outcomes.add('saved')
      for (const shop of [tree.r1, tree.r2]) {
        const { shop: table } = (await shop.admin.get(`policies/${id}`)).body
        const outside = table.cells.filter((cell: Sold) => {
          const marginWon = paidFor(policy.agency, cell) - cell.amountWon
          if (marginWon < 0) outcomes.add('from its own pocket')
          const { marginFloorWon: floorWon, marginCeilingWon: ceilingWon } = margin
          return marginWon < (floorWon ?? 0) || marginWon > (ceilingWon ?? marginWon)
        })
        expect(outside).toEqual([])
      }
    }),
    { numRuns: 120 },
  )
  expect([...outcomes].toSorted()).toEqual([
    'above_ceiling',
    'below_floor',
    'from its own pocket',
    'saved',
  ])
})

type Sold = { carrier: Carrier; bandWon: number; months: number; amountWon: number }
type Seen = { gross: (Omit<Sold, 'carrier'> & { carrier: string })[]; flatWon: number | null }

/** What HQ pays, as the agency reads it: the carrier's cell, the one for all, or the flat amount. */
function paidFor({ gross, flatWon }: Seen, { carrier, bandWon, months }: Sold): number {
  const cellOf = (of: string) =>
    gross.find(
      (one) =>
        one.carrier === of &&
        (one.bandWon ?? bandWon) === bandWon &&
        (one.months ?? months) === months,
    )
  const won = (cellOf(carrier) ?? cellOf('all'))?.amountWon ?? flatWon
  if (won === null) throw new Error('a shop sees only what HQ pays')
  return won
}
