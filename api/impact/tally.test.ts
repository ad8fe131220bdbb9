import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyCombination, sparseGross } from '#tests/sparse-prices.ts'
import { NOTHING_SET } from '../policies/plain-sheet.ts'
import { indexGross, indexShares, priceOf } from '../policies/rebate.ts'
import { emptyTally, type Group, replayInto, sumOf } from './tally.ts'

const someGroup: fc.Arbitrary<Group> = fc
  .record({
    facts: anyCombination,
    agencyId: fc.constantFrom(null, 'B'),
    shops: fc.dictionary(fc.constantFrom('R1', 'R2', 'R3'), fc.integer({ min: 1, max: 4 }), {
      minKeys: 1,
    }),
    thousands: fc.integer({ min: -5, max: 50 }),
  })
  .map(({ facts: { simType: _, retailId: __, ...facts }, agencyId, shops, thousands }) => ({
    ...{ ...facts, agencyId, grossWon: thousands * 1_000, sample: 'N1' },
    shops: Object.fromEntries(
      Object.entries(shops).map(([shop, orders]) => [`${agencyId ?? 'A'} ${shop}`, orders]),
    ),
    orders: Object.values(shops).reduce((sum, orders) => sum + orders, 0),
  }))

const passedOn = indexShares(NOTHING_SET)

test('the sums of groups are those of the orders priced one by one', () => {
  fc.assert(
    fc.property(sparseGross(), fc.array(someGroup, { maxLength: 40 }), (sheet, groups) => {
      const gross = indexGross({
        ...sheet,
        agencyOverrides: [{ agencyId: 'B', amountWon: 70_000 }],
      })
      const tally = emptyTally()
      const cut = Math.floor(groups.length / 2)
      // In two steps, as a replay that was interrupted; the sums are stored as JSON between them.
      replayInto(tally)(gross, groups.slice(0, cut))
      const stored: typeof tally = JSON.parse(JSON.stringify(tally))
      replayInto(stored)(gross, groups.slice(cut))
      const alone = groups.flatMap((group) => {
        const price = priceOf(gross, passedOn, {
          ...{ ...group, agencyId: group.agencyId ?? 'A' },
          ...{ retailId: 'R1', simType: 'prepaid' },
        })
        return Array.from({ length: group.orders }, () => ({ group, price }))
      })
      const priced = alone.filter(({ price }) => !('refused' in price))
      const refused = alone.filter(({ price }) => 'refused' in price)
      const isClosed = ({ price }: (typeof alone)[number]) =>
        'refused' in price && price.refused === 'closed'
      const wonOf = (some: typeof alone) => some.reduce((sum, { group }) => sum + group.grossWon, 0)
      const afterWon = priced.reduce(
        (sum, { price }) => sum + ('refused' in price ? 0 : price.grossWon),
        0,
      )
      const expected = {
        orders: alone.length,
        unmatched: refused.filter((one) => !isClosed(one)).length,
        closed: refused.filter(isClosed).length,
        beforeWon: wonOf(priced),
        afterWon,
      }
      for (const rows of [
        stored.shops,
        stored.carriers,
        stored.devices,
        stored.bands,
        stored.kinds,
      ])
        expect(sumOf(Object.values(rows))).toMatchObject(expected)
      const unmatched = Object.values(stored.unmatched)
      expect(unmatched.reduce((sum, { orders }) => sum + orders, 0)).toBe(expected.unmatched)
      expect(unmatched.reduce((sum, { beforeWon }) => sum + beforeWon, 0)).toBe(
        wonOf(refused.filter((one) => !isClosed(one))),
      )
      expect(stored.closedWon).toBe(wonOf(refused.filter(isClosed)))
      const moved = (by: number) =>
        priced.filter(
          ({ group, price }) =>
            !('refused' in price) && Math.sign(price.grossWon - group.grossWon) === by,
        ).length
      expect([stored.risen, stored.fallen]).toEqual([moved(1), moved(-1)])
    }),
    { numRuns: 500 },
  )
})

test('a combination without a price is listed by what the sheet tells apart, and its cell prices it', () => {
  fc.assert(
    fc.property(sparseGross(), fc.array(someGroup, { maxLength: 20 }), (sheet, groups) => {
      const gross = indexGross(sheet)
      const tally = emptyTally()
      replayInto(tally)(gross, groups)
      const missing = Object.values(tally.unmatched).filter(({ reason }) => reason === 'cell')
      // Both answers to the list, a cell and a closed place, leave nothing of it.
      const cells = missing.map(({ place }) => ({ ...place, amountWon: 10_000 }))
      const closed = missing.map(({ place }) => place)
      for (const more of [
        { cells: [...sheet.cells, ...cells] },
        { closed: [...sheet.closed, ...closed] },
      ]) {
        const again = emptyTally()
        replayInto(again)(indexGross({ ...sheet, ...more }), groups)
        expect(Object.values(again.unmatched).filter(({ reason }) => reason === 'cell')).toEqual([])
      }
    }),
    { numRuns: 300 },
  )
})
