import { inflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { nodeGzip } from '#api/platform/gzip-node.ts'
import type { Row, SheetSpec } from './sheet-xml.ts'
import { unzip } from './unzip.ts'
import { xlsxStream } from './xlsx-stream.ts'

const ROWS_OF_A_SHEET = 1_048_575
const BATCH = 4_095
const spec: SheetSpec = {
  name: '정산내역',
  columns: [
    { header: '금액', width: 10, kind: 'won' },
    { header: '메모', width: 10, kind: 'text' },
  ],
  totals: { label: '합계', labelColumn: 1, sumColumns: [0] },
}

async function* ones(count: number) {
  for (let left = count; left > 0; left -= BATCH) {
    yield Array.from({ length: Math.min(left, BATCH) }, (): Row => [1])
  }
}

/** The names in the workbook, and for each sheet its rows, its last row and its filter. */
async function written(from: SheetSpec, count: number) {
  const stream = xlsxStream(from, ones(count), { gzip: nodeGzip })
  const entries = unzip(new Uint8Array(await new Response(stream).arrayBuffer()))
  const content = (name: string) => {
    const entry = entries.find((one) => one.name === name)
    return entry ? inflateRawSync(entry.packed).toString() : ''
  }
  const sheets = entries.filter(({ name }) => name.includes('worksheets/'))
  return {
    names: [...content('xl/workbook.xml').matchAll(/<sheet name="([^"]+)"/g)].map((one) => one[1]),
    sheets: sheets.map(({ name }) => {
      const xml = content(name)
      return {
        rows: xml.split('<row ').length - 1,
        last: xml
          .slice(xml.lastIndexOf('<row '))
          .match(/<row r="(\d+)">.*<v>(\d+)<.*ref="([^"]+)"/),
      }
    }),
    declared: content('[Content_Types].xml').match(/worksheets\/sheet\d+\.xml/g),
  }
}

test('rows that do not fit on a sheet continue on a second one, with the total of both', async () => {
  const book = await written(spec, ROWS_OF_A_SHEET + 2)
  expect(book.names).toEqual(['정산내역', '정산내역 (2)'])
  expect(book.declared).toEqual(['worksheets/sheet1.xml', 'worksheets/sheet2.xml'])
  expect(book.sheets.map(({ rows }) => rows)).toEqual([1_048_576, 4])
  expect(book.sheets[0]?.last?.slice(1)).toEqual(['1048576', '1', 'A1:B1048576'])
  expect(book.sheets[1]?.last?.slice(1)).toEqual(['4', '1048577', 'A1:B3'])
})

test('a full sheet is the only one, unless its total needs another', async () => {
  const { totals: _, ...withoutTotals } = spec
  const plain = await written(withoutTotals, ROWS_OF_A_SHEET)
  expect(plain.sheets.map(({ rows }) => rows)).toEqual([1_048_576])
  const summed = await written(spec, ROWS_OF_A_SHEET)
  expect(summed.sheets.map(({ rows }) => rows)).toEqual([1_048_576, 2])
  expect(summed.sheets[1]?.last?.slice(1)).toEqual(['2', '1048575', 'A1:B1'])
})
