import { describe, expect, test } from 'vitest'
import {
  changesOf,
  commandOf,
  type Draft,
  filled,
  gridName,
  gridOf,
  indexed,
  problemsOf,
  withGrid,
} from './rates.ts'

const gross = indexed([
  { carrier: 'skt', bandWon: 77_000, months: 24, amountWon: 300_000 },
  { carrier: 'skt', bandWon: 99_000, months: 24, amountWon: 400_000 },
  { carrier: 'all', bandWon: 55_000, months: 12, amountWon: 50_000 },
])
const shape = { carrier: 'skt', bandsWon: [77_000, 99_000], months: [12, 24] } as const
const nothing: Draft = {
  cells: new Map(),
  others: [],
  rules: [],
  defaultWon: undefined,
  overrides: [],
}
const draft = (change: Partial<Draft>): Draft => ({ ...nothing, ...change })

describe('the grid of one carrier', () => {
  test('is another one as soon as a row or a column is', () => {
    const names = [
      shape,
      { ...shape, carrier: 'all' as const },
      { ...shape, bandsWon: [55_000, ...shape.bandsWon] },
      { ...shape, bandsWon: [77_000] },
      { ...shape, months: [24] },
    ].map(gridName)
    expect(new Set(names).size).toBe(names.length)
    expect(gridName({ ...shape })).toBe(names[0])
  })

  test('amounts written into it are read back, and cells that HQ does not price are dropped', () => {
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

test('a share of HQ and a fixed margin fill every priced cell and stay between 0 and HQ', () => {
  expect([...filled(new Map(), 'skt', gross, (won) => won * 0.75).values()]).toEqual([
    225_000, 300_000,
  ])
  expect([...filled(new Map(), 'skt', gross, (won) => won - 350_000).values()]).toEqual([0, 50_000])
  expect([...filled(new Map(), 'all', gross, (won) => won * 2).values()]).toEqual([50_000])
})

describe('amounts above what HQ pays', () => {
  const conflict = { bandWon: 77_000, months: 24, amountWon: 310_000, grossWon: 300_000 }
  const setBy = (carrier: 'skt' | 'all') => ({
    setFor: carrier,
    cell: { carrier, bandWon: 77_000, months: 24 },
  })
  test('are named once, with the carrier that HQ pays least; a saved one says that HQ lowered its amount', () => {
    const cells = [
      { ...conflict, carrier: 'skt', ...setBy('skt') },
      { ...conflict, carrier: 'kt', ...setBy('all') },
      { ...conflict, carrier: 'lgu', ...setBy('all'), grossWon: 200_000 },
      { ...conflict, carrier: 'skt', ...setBy('all'), grossWon: 250_000 },
    ] as const
    const saved = draft({ cells: new Map([['skt|77000|24', 310_000]]) })
    expect(problemsOf({ cells: [...cells] }, saved)).toEqual([
      {
        key: 'skt|77000|24',
        ownWon: 310_000,
        grossWon: 300_000,
        carrier: 'skt',
        lowered: true,
      },
      {
        key: 'all|77000|24',
        ownWon: 310_000,
        grossWon: 200_000,
        carrier: 'lgu',
        lowered: false,
      },
    ])
  })
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

test('the command leaves out cells that no order can meet and shops without an amount', () => {
  const own = draft({
    cells: new Map([
      ['skt|77000|24', 1],
      ['kt|77000|24', 2],
    ]),
    overrides: [{ retailId: 'r', amountWon: undefined }],
  })
  const kt = { carrier: 'kt', bandWon: 77_000, months: 24, amountWon: 2, refused: 'cell' } as const
  expect(commandOf(own, { unpriced: [kt] }, 4)).toEqual({
    basedOn: 4,
    cells: [{ carrier: 'skt', bandWon: 77_000, months: 24, amountWon: 1 }],
    rules: [],
    defaultWon: null,
    overrides: [],
  })
})
