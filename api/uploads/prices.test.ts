import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HANDED, type Handed, handed } from '#tests/files/handed.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import { type FlatMatrix, flatRows, flatSheet } from '../policies/flat-rows.ts'
import { cellIn, pricesBy, uploadBy, workbook } from './uploads.fixture.ts'

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
})
afterAll(() => world.close())

type Sent = Parameters<typeof uploadBy>
const upload = (to: Sent[1], bytes: Sent[2], query?: Sent[3], who: Sent[0] = tree.hq.admin) =>
  uploadBy(who, to, bytes, query)
const pricesOf = (one: Handed, mapping?: object[]) => pricesBy(tree.hq.admin, one, mapping)

describe('a sheet of prices that people sent', () => {
  const files = HANDED.filter(({ cells }) => cells)

  test.each(files.map((one) => [one.file, one] as const))(
    '%s has the outcome that stands beside each cell',
    async (_, one) => {
      const answer = await pricesOf(one)
      const found = (one.cells ?? []).map(({ at, sheet }) => {
        const cell = cellIn(answer, at, sheet)
        return [sheet, at, cell?.reading.kind === 'amount' ? cell.reading.won : outcomeOf(cell)]
      })
      expect(found).toEqual(
        (one.cells ?? []).map(({ at, sheet, status, amountWon }) => [
          sheet,
          at,
          status === 'amount' ? amountWon : status,
        ]),
      )
    },
  )

  function outcomeOf(cell: ReturnType<typeof cellIn>) {
    const reading = cell?.reading
    if (reading?.kind === 'blank') return 'empty'
    return reading?.kind === 'decide' && reading.reason === 'unit_unknown'
      ? 'ask_unit'
      : 'unreadable'
  }

  test('the list filled in by hand has its rows', async () => {
    const one = handed('03')
    const answer = await pricesOf(one)
    for (const { row, status, values, into } of one.rows ?? []) {
      const cell = cellIn(answer, `D${row}`)
      if (status === 'accept')
        expect(cell?.reading, `row ${row}`).toMatchObject({ won: values?.amountWon })
      if (status === 'merge') expect(cell?.sameAs, `row ${row}`).toBe(`D${into}`)
      if (status === 'hold' || status === 'refuse')
        expect(cell?.reading.kind, `row ${row}`).not.toBe('amount')
      if (status === 'skip') expect(cell, `row ${row}`).toBeUndefined()
    }
  })

  test('what a person answers comes back, and decides', async () => {
    const one = handed('04')
    const [sheet] = (await pricesOf(one)).sheets
    expect(sheet?.proposal?.unit).toBeUndefined()
    const name = sheet?.sheet.name ?? ''
    const answered = await pricesOf(one, [
      {
        sheet: name,
        unitWon: 10_000,
        columns: [{ column: 5, role: 'ignored' }],
        labels: [{ text: '33K↓', means: { bandWon: 33_000 } }],
      },
    ])
    const [proposal] = answered.sheets.map(({ proposal }) => proposal)
    expect(proposal?.unit).toEqual({ won: 10_000, from: 'answer' })
    expect(proposal?.columns.find(({ column }) => column === 5)?.role).toBe('ignored')
    expect(cellIn(answered, 'B2')?.reading).toMatchObject({ won: 350_000 })
    expect(cellIn(answered, 'B5')).toMatchObject({ axes: { bandWon: 33_000 } })
    expect(cellIn(answered, 'E3')).toBeUndefined()
    const texts = (proposal?.questions ?? []).map((question) => JSON.stringify(question))
    expect(texts.join()).not.toContain('33K↓')
  })

  test('headings without a word of the trade are asked for, and then read', async () => {
    const text = '가,나\n값,갑\nS26,350000\n'
    const first = await upload('prices', text)
    expect(first.body.sheets[0].proposal).toMatchObject({
      counts: { total: 0 },
      questions: [{ code: 'no_headings' }],
    })
    const columns = [
      { column: 1, role: 'device' },
      { column: 2, role: 'amount' },
    ]
    const labels = [
      { text: '나', means: { joinType: 'mnp' } },
      { text: '갑', means: { support: 'public' } },
    ]
    const mapping = JSON.stringify([{ sheet: 'Sheet1', headingRows: [1, 2], columns, labels }])
    const { body } = await upload('prices', text, { mapping })
    expect(cellIn(body, 'B3')).toMatchObject({
      axes: { device: 'S26', joinType: 'mnp', support: 'public' },
      reading: { kind: 'amount', won: 350_000 },
    })
  })
})

test('an exported matrix comes back as the same list', async () => {
  const from: FlatMatrix = {
    bandsWon: [99_000],
    bandLabels: [{ bandWon: 99_000, label: '100K 이상' }],
    months: [24],
    ...{ planGroups: [], deviceGroups: [] },
    cells: [
      { axes: { carrier: 'skt', bandWon: 99_000, months: 24 }, content: 12_345 },
      { axes: { carrier: 'kt', joinType: 'mnp' }, content: null },
    ],
  }
  const rows = flatRows(from, 10_000, { device: String, plan: String })
  const { body } = await upload('prices', await workbook(flatSheet(10_000), rows))
  const { cells, faults, ...shape } = body.list
  expect({ ...shape, faults }).toEqual({ ...from, cells: undefined, faults: [] })
  expect(cells.map(({ axes, content }: FlatMatrix['cells'][0]) => ({ axes, content }))).toEqual(
    from.cells,
  )
  expect(body.sheets).toEqual([])
})

test('the largest matrix of a policy comes back too, with more cells than a sheet of prices may have', async () => {
  const bandsWon = Array.from({ length: 40 }, (_, at) => 20_000 + at * 2_000)
  const cells = bandsWon.flatMap((bandWon) =>
    ([0, 12, 24, 36, 48] as const).flatMap((months) =>
      Array.from({ length: 100 }, (_, at) => ({
        axes: { carrier: 'skt' as const, bandWon, months, device: `m-${at}` },
        content: 100_000 + at,
      })),
    ),
  )
  const from = {
    bandsWon,
    bandLabels: [],
    months: [0, 12, 24, 36, 48],
    planGroups: [],
    deviceGroups: [],
    cells,
  }
  const rows = flatRows(from, 10_000, { device: String, plan: String })
  const answer = await upload('prices', await workbook(flatSheet(10_000), rows))
  expect(answer.status, answer.text.slice(0, 300)).toBe(200)
  expect(answer.body.list.cells).toHaveLength(20_000)
})
