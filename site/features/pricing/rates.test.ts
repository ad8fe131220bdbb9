import { describe, expect, test } from 'vitest'
import {
  carriersOf,
  cellsBelow,
  changesOf,
  commandOf,
  type Draft,
  defaultAbove,
  effective,
  filled,
  gridOf,
  indexed,
  problemsOf,
  summaryOf,
  withGrid,
} from './rates.ts'

const gross = indexed([
  { carrier: 'skt', bandWon: 77_000, months: 24, amountWon: 300_000 },
  { carrier: 'skt', bandWon: 99_000, months: 24, amountWon: 400_000 },
  { carrier: 'all', bandWon: 55_000, months: 12, amountWon: 50_000 },
])
const shape = { carrier: 'skt', bandsWon: [77_000, 99_000], months: [12, 24] } as const
const nothing: Draft = { cells: new Map(), defaultWon: undefined, overrides: [] }
const draft = (change: Partial<Draft>): Draft => ({ ...nothing, ...change })

describe('the grid of one carrier', () => {
  test('what is put in comes out, and what HQ does not price is never kept', () => {
    const cells = withGrid(
      new Map(),
      shape,
      [
        [1, 2],
        [null, 300_000],
      ],
      gross,
    )
    expect([...cells.keys()]).toEqual(['skt|77000|24', 'skt|99000|24'])
    expect(gridOf(cells, shape)).toEqual([
      [null, 2],
      [null, 300_000],
    ])
  })
  test('an emptied cell is gone, other carriers stay', () => {
    const before = new Map([
      ['skt|77000|24', 5],
      ['all|55000|12', 7],
    ])
    expect([
      ...withGrid(
        before,
        shape,
        [
          [null, null],
          [null, null],
        ],
        gross,
      ),
    ]).toEqual([['all|55000|12', 7]])
  })
})

test('carriers are those that HQ prices', () => {
  expect(carriersOf(gross)).toEqual(['skt', 'all'])
})

test('a share of HQ and a fixed margin fill every priced cell and stay between 0 and HQ', () => {
  expect([...filled(new Map(), 'skt', gross, (won) => won * 0.75).values()]).toEqual([
    225_000, 300_000,
  ])
  expect([...filled(new Map(), 'skt', gross, (won) => won - 350_000).values()]).toEqual([0, 50_000])
  expect([...filled(new Map(), 'all', gross, (won) => won * 2).values()]).toEqual([50_000])
})

test('a shop gets the cell, else the one for all carriers, else the default, else all of HQ’s', () => {
  const key = 'skt|55000|12'
  expect(effective(nothing, key, 50_000)).toBe(50_000)
  expect(effective(draft({ defaultWon: 40_000 }), key, 50_000)).toBe(40_000)
  const cells = new Map([['all|55000|12', 30_000]])
  expect(effective(draft({ defaultWon: 40_000, cells }), key, 50_000)).toBe(30_000)
})

describe('amounts above what HQ pays', () => {
  test('are named; one that was fine when saved says that HQ lowered it', () => {
    const own = draft({
      cells: new Map([
        ['skt|77000|24', 310_000],
        ['skt|99000|24', 410_000],
      ]),
    })
    const saved = draft({ cells: new Map([['skt|77000|24', 310_000]]) })
    expect(problemsOf(own, gross, saved).map(({ key, lowered }) => [key, lowered])).toEqual([
      ['skt|77000|24', true],
      ['skt|99000|24', false],
    ])
  })
  test('the default counts only where no cell stands', () => {
    const own = draft({ defaultWon: 350_000, cells: new Map([['skt|77000|24', 1]]) })
    expect(defaultAbove(own, gross)).toBe(1)
    expect(cellsBelow(gross, 350_000)).toBe(2)
  })
})

test('the average margin is over every combination that HQ prices', () => {
  const own = draft({ cells: new Map([['skt|99000|24', 300_000]]) })
  expect(summaryOf(own, gross)).toEqual({ priced: 3, averageWon: 33_333, empty: 2 })
})

test('changes name cells, the default and shops, from and to', () => {
  const saved = draft({
    cells: new Map([['skt|77000|24', 1]]),
    overrides: [{ retailId: 'r', amountWon: 5 }],
  })
  const now = draft({ cells: new Map([['skt|99000|24', 2]]), defaultWon: 3 })
  expect(changesOf(now, saved).map(({ from, to }) => [from, to])).toEqual([
    [1, undefined],
    [undefined, 2],
    [undefined, 3],
    [5, undefined],
  ])
  expect(changesOf(saved, saved)).toEqual([])
})

test('the command leaves out cells without a price of HQ and shops without an amount', () => {
  const own = draft({
    cells: new Map([
      ['skt|77000|24', 1],
      ['kt|77000|24', 2],
    ]),
    overrides: [{ retailId: 'r', amountWon: undefined }],
  })
  expect(commandOf(own, gross, 4)).toEqual({
    basedOn: 4,
    cells: [{ carrier: 'skt', bandWon: 77_000, months: 24, amountWon: 1 }],
    defaultWon: null,
    overrides: [],
  })
})
