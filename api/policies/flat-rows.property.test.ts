import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  CELL_CARRIERS,
  CONTRACT_MONTHS,
  CUSTOMER_SEGMENTS,
  JOIN_TYPES,
  SUPPORT_TYPES,
} from '#db/words.ts'
import { UNITS_WON, type UnitWon } from '../amount.ts'
import { isRefusal, readSheets } from '../sheets/read-sheets.ts'
import { xlsxStream } from '../xlsx/xlsx-stream.ts'
import { type Axes, nameOf } from './axes.ts'
import { type FlatMatrix, flatRows, flatSheet } from './flat-rows.ts'
import { flatColumnsOf, readFlatRows } from './read-flat-rows.ts'

// A matrix that is exported and read again is the same: cells, closed places, bands, labels and groups.

const uuid = fc.uuid({ version: 7 })
/** Names as people give them; a name that looks like a number or a formula is one too. */
const name = fc.oneof(
  fc.constantFrom(
    '프리미엄',
    '=1+1',
    '007',
    '1.5만',
    '-',
    'TRUE',
    '2026-11-28',
    '100K 이상',
    '"가"',
  ),
  fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }).map((text) =>
    text
      .normalize('NFC')
      .replace(/[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu, '')
      .trim(),
  ),
)
const text = name.filter((one) => one !== '')
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined })
const axes: fc.Arbitrary<Axes> = fc
  .record({
    carrier: fc.constantFrom(...CELL_CARRIERS),
    bandWon: maybe(fc.integer({ min: 1, max: 10_000_000 })),
    planGroup: maybe(text),
    deviceGroup: maybe(text),
    deviceId: maybe(uuid),
    joinType: maybe(fc.constantFrom(...JOIN_TYPES)),
    supportType: maybe(fc.constantFrom(...SUPPORT_TYPES)),
    months: maybe(fc.constantFrom(...CONTRACT_MONTHS)),
    segment: maybe(fc.constantFrom(...CUSTOMER_SEGMENTS)),
  })
  .map(
    // An axis that is open is absent.
    (all) => Object.fromEntries(Object.entries(all).filter(([, one]) => one !== undefined)) as Axes,
  )
const content = fc.oneof(
  fc.integer({ min: -999_999_999_999, max: 999_999_999_999 }),
  fc.constantFrom(0, -1, 5, 12_345),
  fc.constant(null),
  text,
)
const matrix: fc.Arbitrary<FlatMatrix> = fc
  .record({
    bandsWon: fc.uniqueArray(fc.integer({ min: 1, max: 10_000_000 }), { maxLength: 8 }),
    labels: fc.array(maybe(text), { minLength: 8, maxLength: 8 }),
    months: fc.uniqueArray(fc.constantFrom(...CONTRACT_MONTHS)),
    planGroups: fc.uniqueArray(
      fc.record({ name: text, planIds: fc.uniqueArray(uuid, { minLength: 1, maxLength: 3 }) }),
      { selector: (group) => group.name, maxLength: 3 },
    ),
    deviceGroups: fc.uniqueArray(
      fc.record({ name: text, deviceIds: fc.uniqueArray(uuid, { minLength: 1, maxLength: 3 }) }),
      { selector: (group) => group.name, maxLength: 3 },
    ),
    cells: fc.uniqueArray(fc.record({ axes, content }), {
      selector: (cell) => nameOf(cell.axes),
      maxLength: 40,
    }),
  })
  .map(({ labels, ...rest }) => ({
    ...rest,
    bandLabels: rest.bandsWon.flatMap((bandWon, i) => {
      const label = labels[i]
      return label === undefined ? [] : [{ bandWon, label }]
    }),
  }))

async function throughExcel(from: FlatMatrix, unit: UnitWon, reversed: boolean) {
  const names = { device: () => '가온 S26', plan: () => '5G' }
  const rows = flatRows(from, unit, names)
  const batches = (async function* () {
    yield reversed ? rows.toReversed() : rows
  })()
  const bytes = new Uint8Array(
    await new Response(xlsxStream(flatSheet(unit), batches)).arrayBuffer(),
  )
  const file = await readSheets(bytes)
  if (isRefusal(file)) throw new Error(file.message)
  const [sheet] = file.sheets
  const at = sheet && flatColumnsOf(sheet)
  if (!sheet || !at) throw new Error('not recognised')
  return readFlatRows(sheet, at)
}

const sorted = ({ cells, bandLabels, ...rest }: FlatMatrix) => ({
  cells: cells.map(({ axes, content }) => [nameOf(axes), content]).toSorted(),
  bandLabels: bandLabels.toSorted((a, b) => a.bandWon - b.bandWon),
  bandsWon: rest.bandsWon.toSorted((a, b) => a - b),
  months: rest.months.toSorted((a, b) => a - b),
  planGroups: rest.planGroups
    .map(({ name, planIds }) => [name, planIds.toSorted()] as const)
    .toSorted(),
  deviceGroups: rest.deviceGroups
    .map(({ name, deviceIds }) => [name, deviceIds.toSorted()] as const)
    .toSorted(),
})

test('whatever the axes, the unit and the order of the rows, a matrix comes back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(
      matrix,
      fc.constantFrom(...UNITS_WON),
      fc.boolean(),
      async (from, unit, reversed) => {
        const read = await throughExcel(from, unit, reversed)
        expect(read.faults).toEqual([])
        expect(sorted(read)).toEqual(sorted(from))
      },
    ),
    { numRuns: 150 },
  )
})

test('a word that is none of ours is a fault of its cell, and its row is not taken', async () => {
  const sheet = {
    ...{ name: '단가', hidden: false, hiddenRows: [], hiddenColumns: [] },
    rows: [
      flatSheet(1_000).columns.map(({ header }) => header),
      ['단가', 'SKT', '99,000', '', '', '', '번이', '', '24', '', '350', '', ''],
      ['단가', 'SKT', '99000', '', '', '가온 S26', '', '', '', '', '350', '', ''],
      ['단가', 'KT', '9만', '', '', '', '', '', '', '', '35', '', ''],
      ['단가', 'KT', '55000', '', '', '', '', '', '', '', '동결', '', ''],
      ['단가', 'KT', '44000', '', '', '', '', '', '', '', '', '', ''],
    ].map((texts, r) => ({
      number: r + 1,
      cells: texts.flatMap((shown, c) =>
        shown ? [{ row: r + 1, column: c + 1, shown, value: { kind: 'text' as const } }] : [],
      ),
    })),
  }
  const columns = flatColumnsOf(sheet)
  const read = columns && readFlatRows(sheet, columns)
  expect(read?.faults).toEqual([
    { address: 'G2', shown: '번이', reason: 'word_unknown' },
    { address: 'M3', shown: '', reason: 'id_missing' },
    { address: 'C4', shown: '9만', reason: 'number_unknown' },
  ])
  expect(read?.cells).toEqual([
    { address: 'K5', axes: { carrier: 'kt', bandWon: 55_000 }, content: '동결' },
  ])
})
