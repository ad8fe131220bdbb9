import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { nodeGzip } from '#api/platform/gzip-node.ts'
import { gzip } from './gzip.ts'
import type { Row, SheetSpec } from './sheet-xml.ts'
import { xlsxStream } from './xlsx-stream.ts'

const spec: SheetSpec = {
  name: '정산내역',
  columns: [
    { header: '접수일', width: 12, kind: 'date' },
    { header: '승인일시', width: 17, kind: 'datetime' },
    { header: '판매점 & <지점>', width: 24.5, kind: 'text' },
    { header: '건수', width: 8, kind: 'integer' },
    { header: '총 수수료', width: 14, kind: 'won' },
  ],
  totals: { label: '합계', labelColumn: 0, sumColumns: [3, 4] },
}
const late = new Date('2026-11-20T15:30:00Z') // 2026-11-21 00:30 in Seoul
const rows: Row[] = [
  [late, late, '행복통신 1호점', 3, 407_700],
  [null, null, null, null, null],
  [late, late, '=SUM(A1:A9)', -1, -7_700],
]

async function* batches(...all: Row[][]) {
  yield* all
}

async function read(stream: ReadableStream<Uint8Array>) {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(await new Response(stream).arrayBuffer())
  return book
}

async function readSheet(from: SheetSpec, ...all: Row[][]) {
  const book = await read(xlsxStream(from, batches(...all)))
  const [sheet] = book.worksheets
  if (!sheet) throw new Error('The book has no sheet.')
  return sheet
}

describe.each([
  ['portable', gzip],
  ['node', nodeGzip],
])('a workbook through the %s gzip', (_, squeezer) => {
  test('is opened by another reader with the same cells', async () => {
    const book = await read(xlsxStream(spec, batches(rows), { gzip: squeezer, createdAt: late }))
    expect(book.worksheets.map((sheet) => sheet.name)).toEqual(['정산내역'])
    expect(book.title).toBe('정산내역')
    expect(book.created).toEqual(late)
    const values = book.worksheets[0]
      ?.getSheetValues()
      .map((row) => (Array.isArray(row) ? row.slice(1) : row))
    const day = new Date('2026-11-21T00:00:00Z')
    const minute = new Date('2026-11-21T00:30:00Z')
    expect(values?.slice(1)).toEqual([
      ['접수일', '승인일시', '판매점 & <지점>', '건수', '총 수수료'],
      [day, minute, '행복통신 1호점', 3, 407_700],
      [],
      [day, minute, '=SUM(A1:A9)', -1, -7_700],
      ['합계', undefined, undefined, 2, 400_000],
    ])
  })
})

test('cells are typed: days and money have their formats, text is text', async () => {
  const row = (await readSheet(spec, rows)).getRow(2)
  expect([1, 2, 3, 4, 5].map((column) => row.getCell(column).numFmt)).toEqual([
    'yyyy-mm-dd',
    'yyyy-mm-dd hh:mm',
    '@',
    '#,##0',
    '#,##0',
  ])
  expect([1, 2, 3, 4, 5].map((column) => row.getCell(column).type)).toEqual([
    ExcelJS.ValueType.Date,
    ExcelJS.ValueType.Date,
    ExcelJS.ValueType.String,
    ExcelJS.ValueType.Number,
    ExcelJS.ValueType.Number,
  ])
  expect(row.getCell(3).font).toMatchObject({ name: '맑은 고딕', size: 11 })
})

test('the header is styled, frozen and filters the data without the total', async () => {
  const sheet = await readSheet(spec, rows)
  const header = sheet.getCell('A1')
  expect(header.font).toMatchObject({ bold: true, color: { argb: 'FFFFFFFF' } })
  expect(header.fill).toMatchObject({ pattern: 'solid', fgColor: { argb: 'FF366092' } })
  expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
  expect(sheet.autoFilter).toBe('A1:E4')
  expect(sheet.columns.map((column) => column.width)).toEqual([12, 17, 24.5, 8, 14])
})

test('the total is a bold value, not a formula', async () => {
  const sheet = await readSheet(spec, rows.slice(0, 2), [], rows.slice(2))
  expect(sheet.getCell('E5')).toMatchObject({
    value: 400_000,
    numFmt: '#,##0',
    type: ExcelJS.ValueType.Number,
  })
  expect(sheet.getCell('A5').font.bold).toBe(true)
  expect(sheet.getCell('E5').font.bold).toBe(true)
})

test.each(['=1+1', '+821012345678', '-SUM(A1)', '@cmd', '=HYPERLINK("http://x")', '\t=1', "'=1"])(
  'text that looks like a formula stays text: %s',
  async (text) => {
    const kinds = ['text', 'won', 'integer', 'date', 'datetime'] as const
    const columns = kinds.map((kind) => ({ header: kind, width: 10, kind }))
    const sheet = await readSheet({ name: 'x', columns }, [kinds.map(() => text)])
    for (const column of [1, 2, 3, 4, 5]) {
      const cell = sheet.getRow(2).getCell(column)
      expect([cell.value, cell.type, cell.numFmt]).toEqual([text, ExcelJS.ValueType.String, '@'])
    }
  },
)

test.each([
  ['no batch', []],
  ['one empty batch', [[]]],
])('without rows the sheet has its header and a total of zero: %s', async (_, all) => {
  const sheet = await readSheet(spec, ...all)
  expect(sheet.rowCount).toBe(2)
  expect(sheet.autoFilter).toBe('A1:E1')
  expect(sheet.getCell('E2').value).toBe(0)
})

test('characters forbidden in XML are removed and the rest is kept', async () => {
  const columns = [{ header: 'h', width: 10, kind: 'text' as const }]
  const given = [
    'a\u0000b\u000bc\ud800d\ufffee',
    '  두 칸  ',
    '줄\n바꿈\r\n끝',
    '😀',
    ']]>',
    '\u0001',
  ]
  const sheet = await readSheet({ name: 'x', columns }, [given.map((text) => [text])].flat())
  const read = given.map((_, index) => sheet.getCell(`A${index + 2}`).value)
  expect(read).toEqual(['abcde', '  두 칸  ', '줄\n바꿈\r\n끝', '😀', ']]>', null])
})

test('a text that is too long for a cell is cut with an ellipsis', async () => {
  const columns = [{ header: 'h', width: 10, kind: 'text' as const }]
  const sheet = await readSheet({ name: 'x', columns }, [
    ['가'.repeat(32_767)],
    ['나'.repeat(32_768)],
  ])
  expect(sheet.getCell('A2').value).toBe('가'.repeat(32_767))
  expect(sheet.getCell('A3').value).toBe(`${'나'.repeat(32_766)}…`)
})

test('days outside of Excel’s range are written as text', async () => {
  const columns = [{ header: 'h', width: 10, kind: 'date' as const }]
  const days = ['1900-02-28', '1900-03-01', '9999-12-31'].map((day) => [
    new Date(`${day}T12:00:00+09:00`),
  ])
  const sheet = await readSheet({ name: 'x', columns }, days)
  expect(sheet.getCell('A2').value).toBe('1900-02-28')
  expect(sheet.getCell('A3').value).toEqual(new Date('1900-03-01T00:00:00Z'))
  expect(sheet.getCell('A4').value).toEqual(new Date('9999-12-31T00:00:00Z'))
})

test('a sheet name is changed to one that Excel accepts', async () => {
  const sheet = await readSheet({ ...spec, name: `'정산/내역: [2026]?${'가'.repeat(40)}` }, rows)
  expect(sheet.name).toBe(`정산 내역   2026  ${'가'.repeat(17)}`)
  expect(sheet.name.length).toBeLessThanOrEqual(31)
})

test.each([
  ['a number that is NaN', [null, null, null, Number.NaN, null], 'A cell cannot hold NaN.'],
  ['an invalid date', [new Date('never')], 'A cell cannot hold NaN.'],
  ['a cell without a column', [null, null, null, 1, 2, 3], 'A row has more cells than columns.'],
  ['a total that is not exact', [null, null, null, 2, 2 ** 53], 'A total is too large.'],
] as [string, Row, string][])(
  '%s fails the file instead of falsifying it',
  async (_, row, message) => {
    await expect(new Response(xlsxStream(spec, batches([row]))).arrayBuffer()).rejects.toThrow(
      message,
    )
  },
)
