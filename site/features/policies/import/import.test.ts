import { describe, expect, test } from 'vitest'
import { flatRows, flatSheet } from '#api/policies/flat-rows.ts'
import { flatColumnsOf, readFlatRows } from '#api/policies/read-flat-rows.ts'
import { proposePrices } from '#api/sheets/price-matrix.ts'
import { isRefusal, readSheets } from '#api/sheets/read-sheets.ts'
import { handed, handedBytes } from '#tests/files/handed.ts'
import { workbookOf } from '../../../lib/workbook.ts'
import { emptyDraft } from '../draft.ts'
import type { Matrix } from '../matrix/dimensions.ts'
import { type Entry, entryName } from '../matrix/entry.ts'
import { answersOf, NO_CHOICE, type SheetChoice } from './choice.ts'
import { nearest, targetsOf } from './device-names.ts'
import { listCells, withImported, withList } from './imported.ts'
import { outcomesOf } from './outcome.ts'
import { formOf } from './remembered.ts'
import { roundedOtherwise } from './rounding.ts'
import { sheetCells } from './sheet-cells.ts'

const DEVICES = [
  {
    id: 'd1',
    name: 'S26',
    manufacturer: '가온',
    modelCode: 'GN-S260',
    storages: [{ name: '256GB' }],
  },
  { id: 'd2', name: 'S26+', manufacturer: '가온' },
  { id: 'd3', name: 'S26 울트라', manufacturer: '가온' },
  { id: 'd4', name: '누리폰 17', manufacturer: '누리' },
]
const around = (carrier: Matrix['carrier'] = 'all') => ({
  ...{ carrier, devices: DEVICES, deviceGroups: [{ name: '폴드' }] },
})
const draft = (change: Partial<Matrix> = {}): Matrix => ({ ...emptyDraft(), ...change })

async function cellsOf(number: string, choice: Partial<SheetChoice> = {}, carrier = around()) {
  const file = await readSheets(handedBytes(handed(number).file))
  if (isRefusal(file)) throw new Error(file.message)
  const all = { ...NO_CHOICE, ...choice }
  return file.sheets
    .filter(({ hidden }) => !hidden)
    .flatMap((sheet) => sheetCells(proposePrices(sheet, answersOf(all)), all, carrier))
}

describe('a name in a sheet', () => {
  test.each([
    ['가온 S26', ['d1']],
    ['s26 256gb', ['d1']],
    ['GN-S260', ['d1']],
    ['가온 S26+ / S26 울트라', ['d2', 'd3']],
    ['S26 512GB', undefined],
    ['S25', undefined],
    ['S26 / 없는 기기', undefined],
  ])('%s', (text, ids) => {
    const found = targetsOf(text, DEVICES, [])
    expect(found?.map((one) => ('deviceId' in one ? one.deviceId : ''))).toEqual(ids)
  })

  test('may be a group of the draft', () => {
    expect(targetsOf(' 폴드', DEVICES, [{ name: '폴드' }])).toEqual([{ deviceGroup: '폴드' }])
  })

  test('is not guessed where two models have it, and the nearest come first', () => {
    expect(targetsOf('S26', [...DEVICES, { id: 'd9', name: 's 26', manufacturer: '나' }], [])).toBe(
      undefined,
    )
    expect(nearest('S26 울트라 512GB', DEVICES)[0]?.id).toBe('d3')
  })
})

describe('cells of a sheet', () => {
  const choice = {
    devices: { '가온 S26': [{ deviceId: 'd1' }], '누리폰 17': [{ deviceId: 'd4' }] },
  }

  test('go to the places that they name, and only where everything about them is known', async () => {
    const cells = await cellsOf('02', choice)
    expect(cells.find(({ sheet, address }) => sheet === 'LG U+' && address === 'D6')).toMatchObject(
      {
        content: 355_000,
        places: [
          {
            carrier: 'lgu',
            bandWon: 95_000,
            deviceId: 'd1',
            joinType: 'mnp',
            supportType: 'selective',
          },
        ],
      },
    )
    const unknown = cells.filter(({ reason }) => reason === 'device_unknown')
    expect(new Set(unknown.map(({ address }) => address.slice(1)))).toEqual(new Set(['8']))
    for (const { reason, content } of cells) if (reason) expect(content).toBeUndefined()
  })

  test('of another carrier than the policy are left out', async () => {
    const cells = await cellsOf('02', choice, around('kt'))
    const taken = cells.filter(({ content }) => content !== undefined)
    expect(new Set(taken.map(({ sheet }) => sheet))).toEqual(new Set(['KT']))
    expect(cells.some(({ reason }) => reason === 'other_carrier')).toBe(true)
  })

  test('wait for the unit and for words with two meanings', async () => {
    const open = await cellsOf('04')
    expect(open.every(({ content }) => content === undefined || content === null)).toBe(true)
    const answered = await cellsOf('04', { unitWon: 10_000, carrier: 'skt' })
    const reasons = new Set(answered.map(({ reason }) => reason))
    expect(reasons).toContain('label_unconfirmed')
    const confirmed = await cellsOf('04', {
      ...{ unitWon: 10_000, carrier: 'skt' },
      labels: {
        '95K↑': { bandWon: 95_000 },
        '79K~94K': { bandWon: 79_000 },
        '33K↓': { bandWon: 33_000 },
      },
    })
    expect(confirmed.find(({ address }) => address === 'B2')).toMatchObject({
      content: 350_000,
      places: [{ carrier: 'skt', bandWon: 95_000 }],
    })
  })

  test('that are no amounts are what a person decides', async () => {
    const cells = await cellsOf('02', { ...choice, decisions: { I8: 410_000, H7: 'close' } })
    const at = (address: string) =>
      cells.find((cell) => cell.sheet === 'SKT' && cell.address === address)
    expect(at('H7')).toMatchObject({ content: null, isClosing: true })
    expect(at('E7')).toMatchObject({ content: undefined, reason: 'formula_no_value' })
    // The decision about a cell whose device is unknown waits for the device.
    expect(at('I8')).toMatchObject({ reason: 'device_unknown' })
  })
})

describe('against the draft', () => {
  const place = { carrier: 'skt', deviceId: 'd1' } as const
  const cell = (content: number | null | undefined, axes = place as Entry) => ({
    ...{ sheet: 'SKT', address: 'C6', shown: '', places: [axes], content },
  })
  const entries: Entry[] = [
    { ...place, content: 100 },
    { carrier: 'kt', content: 50 },
  ]

  test.each([
    ['an amount where none was', cell(5, { carrier: 'lgu', content: null }), 'new', 5],
    ['another amount', cell(200), 'changed', 200],
    ['the same amount', cell(100), 'same', 100],
    ['a dash where an amount counts', cell(null), 'changed', null],
    [
      'a dash where a less specific amount counts',
      cell(null, { carrier: 'kt', deviceId: 'd1', content: null }),
      'new',
      null,
    ],
    [
      'a dash where nothing counts',
      cell(null, { carrier: 'lgu', content: null }),
      'same',
      undefined,
    ],
    ['what cannot be read', cell(undefined), 'refused', undefined],
  ])('%s', (_, one, status, after) => {
    const { all } = outcomesOf(draft({ entries }), [one])
    expect(all[0]).toMatchObject({ status })
    expect(all[0]?.after).toBe(after)
  })

  test('two amounts for one place are both left out', () => {
    const { all, changes } = outcomesOf(draft({ entries }), [cell(1), cell(2)])
    expect(all.map(({ status, cell }) => [status, cell.reason])).toEqual([
      ['refused', 'sheets_differ'],
      ['refused', 'sheets_differ'],
    ])
    expect(changes).toEqual([])
  })

  test('the same file again changes nothing, and cells that it does not name stay', async () => {
    const cells = await cellsOf('02')
    const first = draft({ carrier: 'all', entries })
    const then = withImported(first, outcomesOf(first, cells).changes)
    expect(then.bandsWon).toContain(95_000)
    expect(then.entries).toEqual(expect.arrayContaining([entries[1]]))
    const again = outcomesOf(then, cells).all.map(({ status }) => status)
    expect(again.filter((status) => status === 'new' || status === 'changed')).toEqual([])
  })
})

test('what the editor writes as a workbook comes back as the same draft', async () => {
  const uuid = '019a0000-0000-7000-8000-000000000001'
  const from = draft({
    carrier: 'all',
    bandsWon: [55_000, 99_000],
    bandLabels: [{ bandWon: 99_000, label: '100K 이상' }],
    months: [0, 24],
    deviceGroups: [{ name: '폴드', deviceIds: [uuid] }],
    entries: [
      { carrier: 'skt', bandWon: 55_000, months: 24, content: 12_345 },
      { carrier: 'all', deviceGroup: '폴드', segment: 'business', content: -5_000 },
      { carrier: 'kt', deviceId: uuid, joinType: 'mnp', supportType: 'none', content: null },
      { carrier: 'lgu', content: '동결' },
    ],
  })
  const cells = from.entries.map(({ content, ...axes }) => ({ axes, content }))
  const names = { device: () => '폴드8', plan: () => '' }
  const blob = await workbookOf(flatSheet(1_000), flatRows({ ...from, cells }, 1_000, names))
  const file = await readSheets(new Uint8Array(await blob.arrayBuffer()))
  const [sheet] = isRefusal(file) ? [] : file.sheets
  const columns = sheet && flatColumnsOf(sheet)
  if (!sheet || !columns) throw new Error('not recognised')
  const list = readFlatRows(sheet, columns)
  const empty = draft({ carrier: 'all' })
  const back = withList(empty, list, outcomesOf(empty, listCells(list)).changes)
  const contents = (matrix: Matrix) =>
    new Map(matrix.entries.map((entry) => [entryName(entry), entry.content]))
  expect(contents(back)).toEqual(contents(from))
  const { bandsWon, bandLabels, months, deviceGroups } = back
  expect({ bandsWon, bandLabels, months, deviceGroups }).toEqual({
    ...{ bandsWon: from.bandsWon, bandLabels: from.bandLabels, months: from.months },
    deviceGroups: from.deviceGroups,
  })
})

test('labels that reach the other way than the policy rounds are pointed out', async () => {
  const sheetsOf = async (number: string) => {
    const file = await readSheets(handedBytes(handed(number).file))
    if (isRefusal(file)) throw new Error(file.message)
    return file.sheets
  }
  expect(roundedOtherwise(await sheetsOf('04'), 'up')).toBe('95K↑')
  expect(roundedOtherwise(await sheetsOf('04'), 'down')).toBe('33K↓')
  expect(roundedOtherwise(await sheetsOf('02'), 'up')).toBe('95군 이상')
  expect(roundedOtherwise(await sheetsOf('02'), 'down')).toBeUndefined()
  expect(roundedOtherwise(await sheetsOf('01'), 'up')).toBeUndefined()
})

test('a sheet that hides another column is another form: what was answered for it is not remembered', async () => {
  const file = await readSheets(handedBytes(handed('02').file))
  if (isRefusal(file)) throw new Error(file.message)
  const [sheet] = file.sheets
  if (!sheet) throw new Error('no sheet')
  const formWith = (hiddenColumns: number[]) => {
    const next = { ...sheet, hiddenColumns }
    return formOf(next, proposePrices(next, answersOf(NO_CHOICE)))
  }
  expect(formWith([])).toBe(formWith([]))
  expect(new Set([formWith([]), formWith([4]), formWith([5])]).size).toBe(3)
})
