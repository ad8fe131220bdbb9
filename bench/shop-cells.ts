import { conflictsOf } from '#api/policies/conflicts.ts'
import { NOTHING_SET, PLAIN_SHEET } from '#api/policies/plain-sheet.ts'
import { shopTable } from '#api/policies/price-table.ts'
import { indexGross, indexShares, type Shares } from '#api/policies/rebate.ts'
import { countReached } from '#api/policies/shop-reach.ts'
import { CARRIERS, JOIN_TYPES } from '#db/words.ts'

// `node bench/shop-cells.ts` prints, in one run, how long the conflicts of an agency take whose 300 shops have cells
// of their own: disjoint ones on a plain sheet, and wide ones under narrower ones on a sheet of many axes.
const ROUNDS = 15
const SHOPS = Array.from({ length: 300 }, (_, i) => `shop-${i}`)

const plain = {
  ...PLAIN_SHEET,
  ...({ carrier: 'all', rounding: 'up', flatWon: 300_000, simAdjustmentWon: 0 } as const),
  ...{ agencyOverrides: [], marginFloorWon: 10_000, marginCeilingWon: 250_000, cells: [] },
  bandsWon: Array.from({ length: 12 }, (_, i) => 33_000 + i * 11_000),
  months: [0, 12, 24, 30, 36],
}
const devices = Array.from({ length: 20 }, (_, i) => `device-${i}`)
const rich = {
  ...plain,
  cells: devices.flatMap((deviceId, i) =>
    JOIN_TYPES.flatMap((joinType, j) =>
      CARRIERS.map((carrier) => ({
        ...{ carrier, deviceId, joinType },
        amountWon: 200_000 + i * 5_000 + j * 1_000,
      })),
    ),
  ),
}
type Cells = Shares['shopCells'][number]['cells']
const narrow = (i: number): Cells =>
  Array.from({ length: 16 }, (_, j) => ({
    ...{ carrier: 'all' as const, bandWon: plain.bandsWon[(i + j) % 12], months: 24 },
    amountWon: 100_000 + ((i * 7 + j) % 50) * 1_000,
  })).slice(0, 12)
const wide = (i: number): Cells => [
  { carrier: 'all' as const, deviceId: devices[i % 20], amountWon: 100_000 },
  ...JOIN_TYPES.map((joinType) => ({
    ...{
      carrier: 'all' as const,
      deviceId: devices[i % 20],
      joinType,
      bandWon: plain.bandsWon[i % 12],
    },
    amountWon: 120_000,
  })),
]

function report(
  what: string,
  sheet: Parameters<typeof indexGross>[0],
  cellsOf: (i: number) => Cells,
) {
  const gross = indexGross(sheet)
  const shares: Shares = {
    ...NOTHING_SET,
    rules: [
      {
        carrier: 'all',
        retailId: null,
        kind: 'percent',
        value: 75,
        roundToWon: 1,
        leastMarginWon: 0,
      },
    ],
    shopCells: SHOPS.map((retailId, i) => ({ retailId, cells: cellsOf(i) })),
  }
  const times = (work: (own: ReturnType<typeof indexShares>) => unknown) =>
    Array.from({ length: ROUNDS }, () => {
      const own = indexShares(shares)
      const from = performance.now()
      work(own)
      return performance.now() - from
    }).toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)]
  const cells = shares.shopCells.reduce((sum, shop) => sum + shop.cells.length, 0)
  const without = indexShares({ ...shares, shopCells: [] })
  const took = {
    without: times(() => conflictsOf(gross, without, null)),
    with: times((own) => conflictsOf(gross, own, null)),
    table: times((own) => shopTable(gross, own, 'agency', 'shop-7')),
  }
  const places = countReached(gross, indexShares(shares))
  const text = Object.entries(took).map(([name, ms]) => `${name} ${ms?.toFixed(1)} ms`)
  console.log(`${what}: ${cells} cells, ${places} places reached; conflicts ${text.join(', ')}`)
}
report('plain sheet, 12 cells a shop', plain, narrow)
report('20 devices by join type, wide over narrower cells', rich, wide)
