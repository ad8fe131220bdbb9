import { describe, expect, test } from 'vitest'
import { noConflicts } from '#api/policies/agency-conflicts.ts'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { NO_LIMITS } from '#api/policies/margin.ts'
import { NOTHING_SET } from '#api/policies/plain-sheet.ts'
import { toldApart } from '#api/policies/told.ts'
import { pricesOf } from './prices.ts'

const shape = {
  carrier: 'all',
  rounding: 'up',
  bandsWon: [77_000, 99_000],
  months: [24],
  simAdjustmentWon: 7_700,
  planGroups: [],
  deviceGroups: [],
  additions: [],
} as const
const told = toldApart([])
const at = { carrier: 'skt', bandWon: 99_000, months: 24 } as const
const none = noConflicts()
type Agency = NonNullable<PolicyDetail['agency']>
type Hq = NonNullable<PolicyDetail['hq']>

// `pricesOf` reads only the shape of a policy and the viewer's own part.
const seen = (part: Partial<PolicyDetail>) => pricesOf({ ...shape, ...part } as PolicyDetail)

describe('an agency', () => {
  const read = (change: Partial<Agency>) => {
    const gross = [{ ...at, amountWon: 400_000 }]
    const rest = {
      closed: [],
      ...NO_LIMITS,
      flatWon: null,
      lowestWon: 0,
      rates: null,
      before: null,
      conflicts: none,
      repriced: [],
    }
    return seen({ agency: { gross, ...rest, ...change } })
  }
  const rates = { number: 1, ...NOTHING_SET, savedAt: '' }

  test('that has not decided does not see HQ’s amounts as its shops’ prices', () => {
    expect(read({}).at(at)).toEqual({ amountWon: undefined, grossWon: 400_000 })
  })
  test('passes on the amounts of cells that it left empty', () => {
    expect(read({ rates }).at(at)).toEqual({
      amountWon: 400_000,
      grossWon: 400_000,
      conflict: false,
    })
  })
  test('sees a default above HQ’s amount marked, and counted once for each place that shows it', () => {
    const above = read({ rates: { ...rates, defaultWon: 410_000 } })
    expect(above.at(at)).toMatchObject({ amountWon: 410_000, conflict: true })
    expect(above.conflicts).toBe(1)
    const gross = [{ ...at, carrier: 'all' as const, amountWon: 400_000 }]
    const alike = read({ gross, rates: { ...rates, defaultWon: 410_000 } })
    expect([alike.carriers, alike.conflicts]).toEqual([['all'], 1])
  })
  test('sees a cell finer than HQ’s, which orders of that carrier are charged', () => {
    const gross = [{ ...at, carrier: 'all' as const, amountWon: 400_000 }]
    const cells = [{ ...at, carrier: 'kt' as const, amountWon: 300_000 }]
    const { carriers, at: shown } = read({ gross, rates: { ...rates, cells } })
    expect(carriers).toEqual(['skt', 'kt', 'lgu'])
    expect(shown({ ...at, carrier: 'kt' })).toMatchObject({ amountWon: 300_000 })
    expect(shown(at)).toMatchObject({ amountWon: 400_000 })
  })
})

describe('HQ', () => {
  const hq = (change: Partial<Hq>) =>
    seen({
      hq: {
        cells: [],
        closed: [],
        ...NO_LIMITS,
        lowestWon: 0,
        flatWon: null,
        agencyOverrides: [],
        targets: [],
        exclusions: [],
        ...change,
      },
    })
  test('sees what it pays where its own matrix falls back to all carriers or the flat amount', () => {
    const cells = [
      { ...at, amountWon: 400_000 },
      { carrier: 'all' as const, bandWon: 77_000, months: 24, amountWon: 250_000 },
    ]
    const { carriers, at: shown } = hq({ cells, flatWon: 90_000 })
    expect(carriers).toEqual(['skt', 'kt', 'lgu'])
    expect(shown({ ...at, bandWon: 77_000 })).toEqual({ amountWon: 250_000 })
    expect(shown({ ...at, carrier: 'lgu' })).toEqual({ amountWon: 90_000 })
  })
  test('sees no carrier that it does not price', () => {
    expect(hq({ cells: [{ ...at, amountWon: 1 }] }).carriers).toEqual(['skt'])
    expect(hq({}).carriers).toEqual([])
  })
})

test('a shop sees the cells that it was given, in one tab where all carriers are alike', () => {
  const cells = (['skt', 'kt', 'lgu'] as const).map((carrier) => ({ ...at, carrier, amountWon: 5 }))
  expect(seen({ shop: { cells, told } }).carriers).toEqual(['all'])
  const two = seen({ shop: { cells: cells.slice(1), told } })
  expect(two.carriers).toEqual(['kt', 'lgu'])
  expect(two.at(at)).toBeUndefined()
  expect(two.at({ ...at, carrier: 'kt' })).toEqual({ amountWon: 5 })
})
